/// A service that tasks can call, with the names that it has in different places.
struct ServiceDescription: Sendable {
    /// How the service is spoken to.
    enum Wire: Sendable {
        /// JSON with the operation in a header that starts so.
        case json(target: String, version: String)
        /// Forms in, XML out.
        case query(version: String)
        /// S3's paths and headers.
        case s3
    }

    /// In `arn:aws:states:::NAME:…`; nil where only the SDK integration exists.
    var optimized: String?
    /// In `arn:aws:states:::aws-sdk:NAME:…`.
    var sdk: String
    /// Before the dot of the errors of optimised integrations, such as `SQS`.
    var optimizedErrors: String
    /// Before the dot of the errors of SDK integrations, such as `Sqs`.
    var sdkErrors: String
    /// The service in the causes of optimised integrations, such as `AmazonSQS`.
    var legacyName: String
    /// The service in the scope of a signature.
    var signingName: String
    var wire: Wire

    /// What tasks can call. The error names are those that were recorded on AWS.
    static let all = [
        ServiceDescription(
            optimized: "dynamodb", sdk: "dynamodb", optimizedErrors: "DynamoDB", sdkErrors: "DynamoDb",
            legacyName: "AmazonDynamoDBv2", signingName: "dynamodb",
            wire: .json(target: "DynamoDB_20120810", version: "1.0")),
        ServiceDescription(
            optimized: "sqs", sdk: "sqs", optimizedErrors: "SQS", sdkErrors: "Sqs", legacyName: "AmazonSQS",
            signingName: "sqs", wire: .json(target: "AmazonSQS", version: "1.0")),
        ServiceDescription(
            optimized: "events", sdk: "eventbridge", optimizedErrors: "EventBridge", sdkErrors: "EventBridge",
            legacyName: "AmazonEventBridge", signingName: "events", wire: .json(target: "AWSEvents", version: "1.1")),
        ServiceDescription(
            optimized: "states", sdk: "sfn", optimizedErrors: "StepFunctions", sdkErrors: "Sfn",
            legacyName: "AWSStepFunctions", signingName: "states",
            wire: .json(target: "AWSStepFunctions", version: "1.0")),
        ServiceDescription(
            optimized: "sns", sdk: "sns", optimizedErrors: "SNS", sdkErrors: "Sns", legacyName: "AmazonSNS",
            signingName: "sns", wire: .query(version: "2010-03-31")),
        ServiceDescription(
            optimized: nil, sdk: "s3", optimizedErrors: "S3", sdkErrors: "S3", legacyName: "Amazon S3",
            signingName: "s3", wire: .s3),
        ServiceDescription(
            optimized: nil, sdk: "secretsmanager", optimizedErrors: "SecretsManager", sdkErrors: "SecretsManager",
            legacyName: "AWSSecretsManager", signingName: "secretsmanager",
            wire: .json(target: "secretsmanager", version: "1.1")),
        ServiceDescription(
            optimized: nil, sdk: "ssm", optimizedErrors: "Ssm", sdkErrors: "Ssm",
            legacyName: "AWSSimpleSystemsManagement",
            signingName: "ssm", wire: .json(target: "AmazonSSM", version: "1.1")),
        ServiceDescription(
            optimized: nil, sdk: "kms", optimizedErrors: "Kms", sdkErrors: "Kms", legacyName: "AWSKMS",
            signingName: "kms", wire: .json(target: "TrentService", version: "1.1")),
    ]

    /// The service of a resource; nil for one that is not here.
    static func of(_ resource: ServiceResource) -> ServiceDescription? {
        all.first { resource.isSDK ? $0.sdk == resource.service : $0.optimized == resource.service }
    }
}

extension ServiceDescription {
    /// A client that speaks to an endpoint.
    func client(at url: String) -> any ServiceClient {
        let endpoint = ServiceEndpoint(url: url, signingName: signingName)
        switch wire {
        case .json(let target, let version):
            return JSONServiceClient(
                endpoint: endpoint, target: target, version: version, isCamelCase: signingName == "states")
        case .query(let version): return QueryServiceClient(endpoint: endpoint, version: version)
        case .s3: return S3Client(endpoint: endpoint)
        }
    }

    /// How a failure reaches `Retry` and `Catch`.
    ///
    /// - Parameter isSDK: Whether the task names an SDK integration.
    func error(of failure: ServiceFailure, isSDK: Bool) -> (error: String, cause: String) {
        let prefix = isSDK ? sdkErrors : optimizedErrors
        guard let code = failure.code else { return ("\(prefix).SdkClientException", failure.message) }
        // Codes that the service's model does not list have the name of the service's base exception.
        let name: String
        if code == "ValidationException" {
            name =
                (isSDK ? sdkErrors : legacyName.hasSuffix("v2") ? String(legacyName.dropLast(2)) : legacyName)
                + "Exception"
        } else {
            name = code.hasSuffix("Exception") ? code : code + "Exception"
        }
        let requestID = failure.requestID
        let cause =
            isSDK
            ? "\(failure.message) (Service: \(sdkErrors), Status Code: \(failure.status), Request ID: \(requestID))"
            : "\(failure.message) (Service: \(legacyName); Status Code: \(failure.status); Error Code: \(code); "
                + "Request ID: \(requestID); Proxy: null)"
        return ("\(prefix).\(name)", cause)
    }
}
