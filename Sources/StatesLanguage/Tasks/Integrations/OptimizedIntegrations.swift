/// The optimised integrations: which services have them, which actions, and how each may be called, after the developer
/// guide's pages of the services. Whatever else is called goes through `aws-sdk`.
struct OptimizedIntegration: Sendable {
    /// How an action may be called besides request and response.
    enum Pattern: Hashable, Sendable {
        /// `.sync`: the task ends when the job does.
        case job
        /// `.sync:2`: as `.sync`, with the child's output as JSON.
        case jobWithOutput
        /// `.waitForTaskToken`
        case taskToken
    }

    let patterns: Set<Pattern>
    /// Parameters that the service asks for when the machine is created.
    let required: [String]

    private init(_ patterns: Set<Pattern> = [], requires required: [String] = []) {
        self.patterns = patterns
        self.required = required
    }

    /// The integration of a service's action; nil where there is none.
    static func named(_ service: String, _ action: String) -> OptimizedIntegration? { catalog[service]?[action] }

    private static let call = OptimizedIntegration()
    private static let job = OptimizedIntegration([.job])
    private static let token = OptimizedIntegration([.taskToken])

    private static let catalog: [String: [String: OptimizedIntegration]] = [
        "apigateway": ["invoke": token],
        "athena": [
            "getQueryExecution": call, "getQueryResults": call, "startQueryExecution": job, "stopQueryExecution": call,
        ],
        "batch": ["submitJob": job],
        "bedrock": [
            "createModelCustomizationJob": job, "invokeModel": token,
        ],
        "codebuild": [
            "batchDeleteBuilds": call, "batchGetReports": call, "deleteBuildBatch": call, "retryBuildBatch": job,
            "startBuild": job, "startBuildBatch": job, "stopBuild": call, "stopBuildBatch": call,
        ],
        "databrew": ["startJobRun": job],
        "dynamodb": [
            "deleteItem": OptimizedIntegration(requires: ["TableName", "Key"]),
            "getItem": OptimizedIntegration(requires: ["TableName", "Key"]),
            "putItem": OptimizedIntegration(requires: ["TableName", "Item"]),
            "updateItem": OptimizedIntegration(requires: ["TableName", "Key"]),
        ],
        "ecs": ["runTask": OptimizedIntegration([.job, .taskToken], requires: ["TaskDefinition"])],
        "eks": [
            "call": call, "createCluster": job, "createFargateProfile": job, "createNodegroup": job,
            "deleteCluster": job, "deleteFargateProfile": job, "deleteNodegroup": job,
            "runJob": OptimizedIntegration([.job, .taskToken]),
        ],
        "elasticmapreduce": [
            "addStep": job, "cancelStep": call, "createCluster": job, "modifyInstanceFleetByName": call,
            "modifyInstanceGroupByName": call, "setClusterTerminationProtection": call, "terminateCluster": job,
        ],
        "emr-containers": ["createVirtualCluster": call, "deleteVirtualCluster": job, "startJobRun": job],
        "emr-serverless": [
            "cancelJobRun": job, "createApplication": job, "deleteApplication": job, "startApplication": job,
            "startJobRun": job, "stopApplication": job,
        ],
        "events": ["putEvents": OptimizedIntegration([.taskToken], requires: ["Entries"])],
        "glue": ["startJobRun": OptimizedIntegration([.job], requires: ["JobName"])],
        "http": ["invoke": call],
        "lambda": ["invoke": OptimizedIntegration([.taskToken], requires: ["FunctionName"])],
        "mediaconvert": ["createJob": job],
        "sagemaker": [
            "createEndpoint": call, "createEndpointConfig": call, "createHyperParameterTuningJob": job,
            "createLabelingJob": job, "createModel": call, "createProcessingJob": job, "createTrainingJob": job,
            "createTransformJob": job, "updateEndpoint": call,
        ],
        "sns": ["publish": OptimizedIntegration([.taskToken], requires: ["Message"])],
        "sqs": ["sendMessage": OptimizedIntegration([.taskToken], requires: ["QueueUrl", "MessageBody"])],
        "states": [
            "startExecution": OptimizedIntegration(
                [.job, .jobWithOutput, .taskToken], requires: ["StateMachineArn"])
        ],
    ]
}
