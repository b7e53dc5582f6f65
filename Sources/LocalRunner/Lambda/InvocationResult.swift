public import JSON

/// What came of invoking a function.
public enum InvocationResult: Hashable, Sendable {
    /// The function's answer.
    case succeeded(JSON)
    /// The function failed: by an error that it reported, by a crash or by its timeout.
    case functionFailed(FunctionError)
    /// The invocation did not reach a function: `name` is Step Functions' word, such as
    /// `Lambda.ResourceNotFoundException`.
    case refused(name: String, message: String)
    /// The surrounding task was cancelled, or the service was shut down.
    case cancelled
}

/// A failed function, as the payload of the Invoke API tells it.
public struct FunctionError: Hashable, Sendable {
    /// What Retry and Catch match.
    public var errorType: String
    /// The payload's text; Step Functions hands it on as the cause.
    public var payload: String

    /// An error as a function posted it. One without `errorType` is `Lambda.Unknown`, in the words of Step Functions.
    init(posted payload: String) {
        if let errorType = (try? JSON(parsing: payload))?["errorType"]?.string, !errorType.isEmpty {
            self.errorType = errorType
            self.payload = payload
        } else {
            self.errorType = "Lambda.Unknown"
            self.payload =
                "The cause could not be determined because Lambda did not return an error type. Returned payload: "
                + payload
        }
    }

    /// An error that Lambda itself reports of a function.
    init(errorType: String, requestID: String, message: String) {
        self.errorType = errorType
        self.payload =
            JSON.object([
                "errorType": .string(errorType), "errorMessage": .string("RequestId: \(requestID) Error: \(message)"),
            ]).text()
    }
}
