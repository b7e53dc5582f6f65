/// The responses of services that tasks call most, each written by hand after the published API model.
///
/// What is not here is not checked: a mocked result of another service or action passes as it is.
enum ServiceResponses {
    /// By service, in the names that `Resource` has for it, and action.
    private static let shapes: [String: [String: ResponseShape]] = [
        "dynamodb": dynamoDB, "events": eventBridge, "kms": keyManagement, "lambda": lambda, "s3": s3,
        "secretsmanager": secretsManager, "sns": sns, "sqs": sqs, "ssm": systemsManager, "states": stepFunctions,
        "athena": athena, "batch": batch, "bedrock": bedrock, "ecs": ecs, "glue": glue,
    ]

    /// The names of services in `aws-sdk` resources, where they differ.
    private static let sdkNames = ["sfn": "states", "eventbridge": "events", "bedrockruntime": "bedrock"]

    /// The response that a task's result is compared with; nil where it is not checked.
    ///
    /// The result of a `.waitForTaskToken` task is whatever the holder of the token sends, and that of a `.sync` task
    /// describes the job rather than its start.
    static func shape(of resource: TaskResource) -> ResponseShape? {
        guard case .service(let type, let action) = resource.family, !resource.waitsForTaskToken else { return nil }
        let name = type.hasPrefix("aws-sdk:") ? String(type.dropFirst("aws-sdk:".count)) : type
        return shapes[sdkNames[name] ?? name]?[action]
    }
}
