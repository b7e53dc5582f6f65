/// Why Lambda does not take an invocation, in the words that Step Functions reports.
struct LambdaRefusal {
    var name: String
    var message: String

    /// Recorded on AWS; `Proxy: null` and all.
    static func notFound(_ functionName: String) -> LambdaRefusal {
        LambdaRefusal(
            name: "Lambda.ResourceNotFoundException",
            message:
                "Function not found: \(LocalFunction.arn(of: functionName)):$LATEST (Service: AWSLambda; Status Code:"
                + " 404; Error Code: ResourceNotFoundException; Request ID: \(Identifiers.requestID()); Proxy: null)")
    }

    /// The event has too many bytes.
    static func tooLarge(_ size: Int) -> LambdaRefusal {
        LambdaRefusal(
            name: "Lambda.RequestTooLargeException",
            message:
                "Request must be smaller than \(PayloadLimit.request) bytes for the InvokeFunction operation, it has"
                + " \(size) (Service: AWSLambda; Status Code: 413; Error Code: RequestEntityTooLargeException; Request ID:"
                + " \(Identifiers.requestID()); Proxy: null)")
    }
}

extension InvocationResult {
    static func refused(_ refusal: LambdaRefusal) -> InvocationResult {
        .refused(name: refusal.name, message: refusal.message)
    }
}
