extension TaskResource {
    /// Optimised integrations that cannot wait for a job (`.sync`), after the developer guide's table of integrations.
    private static let withoutJobs: Set<String> = [
        "apigateway", "dynamodb", "events", "http", "lambda", "sns", "sqs",
    ]

    /// Optimised integrations that cannot wait for a task token.
    private static let withoutTokens: Set<String> = [
        "athena", "batch", "codebuild", "databrew", "dynamodb", "elasticmapreduce", "emr-containers", "emr-serverless",
        "glue", "http", "mediaconvert", "sagemaker",
    ]

    /// Whether the service can be called in the way that the resource's last part asks for.
    var hasKnownPattern: Bool {
        guard case .service(let type, let action) = family else { return true }
        let service = String(type.prefix { $0 != ":" })
        if action.hasSuffix(".sync:2") { return service == "states" }
        if action.hasSuffix(".sync") { return service != "aws-sdk" && !Self.withoutJobs.contains(service) }
        if action.hasSuffix(".waitForTaskToken") { return !Self.withoutTokens.contains(service) }
        return true
    }
}
