/// An action of a service that Step Functions calls in a way of its own: how it may be called, and with what. What has no
/// such integration is called through `aws-sdk`.
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
    /// All parameters that there are; nil where the catalogue does not list them.
    let parameters: Set<String>?

    /// - Parameter optional: The parameters besides the required ones, where they are listed.
    private init(_ patterns: Set<Pattern> = [], requires required: [String] = [], takes optional: [String]? = nil) {
        self.patterns = patterns
        self.required = required
        parameters = optional.map { Set($0 + required) }
    }

    /// The integration of a service's action; nil where there is none.
    static func named(_ service: String, _ action: String) -> OptimizedIntegration? { catalog[service]?[action] }

    private static let call = OptimizedIntegration()
    private static let job = OptimizedIntegration([.job])
    private static let token = OptimizedIntegration([.taskToken])

    /// What an action on one item of a table takes, whatever it does.
    private static let itemParameters = [
        "ConditionExpression", "ConditionalOperator", "Expected", "ExpressionAttributeNames",
        "ExpressionAttributeValues",
        "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "ReturnValues", "ReturnValuesOnConditionCheckFailure",
    ]

    /// By service and action, after the developer guide's pages of the services.
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
            "deleteItem": OptimizedIntegration(requires: ["TableName", "Key"], takes: itemParameters),
            "getItem": OptimizedIntegration(
                requires: ["TableName", "Key"],
                takes: [
                    "AttributesToGet", "ConsistentRead", "ExpressionAttributeNames", "ProjectionExpression",
                    "ReturnConsumedCapacity",
                ]),
            "putItem": OptimizedIntegration(requires: ["TableName", "Item"], takes: itemParameters),
            "updateItem": OptimizedIntegration(
                requires: ["TableName", "Key"], takes: itemParameters + ["AttributeUpdates", "UpdateExpression"]),
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
        "events": ["putEvents": OptimizedIntegration([.taskToken], requires: ["Entries"], takes: ["EndpointId"])],
        "glue": ["startJobRun": OptimizedIntegration([.job], requires: ["JobName"])],
        "http": ["invoke": call],
        "lambda": [
            "invoke": OptimizedIntegration(
                [.taskToken], requires: ["FunctionName"],
                takes: ["ClientContext", "InvocationType", "LogType", "Payload", "Qualifier"])
        ],
        "mediaconvert": ["createJob": job],
        "sagemaker": [
            "createEndpoint": call, "createEndpointConfig": call, "createHyperParameterTuningJob": job,
            "createLabelingJob": job, "createModel": call, "createProcessingJob": job, "createTrainingJob": job,
            "createTransformJob": job, "updateEndpoint": call,
        ],
        "sns": [
            "publish": OptimizedIntegration(
                [.taskToken], requires: ["Message"],
                takes: [
                    "MessageAttributes", "MessageDeduplicationId", "MessageGroupId", "MessageStructure", "PhoneNumber",
                    "Subject", "TargetArn", "TopicArn",
                ])
        ],
        "sqs": [
            "sendMessage": OptimizedIntegration(
                [.taskToken], requires: ["QueueUrl", "MessageBody"],
                takes: [
                    "DelaySeconds", "MessageAttributes", "MessageDeduplicationId", "MessageGroupId",
                    "MessageSystemAttributes",
                ])
        ],
        "states": [
            "startExecution": OptimizedIntegration(
                [.job, .jobWithOutput, .taskToken], requires: ["StateMachineArn"],
                takes: ["Input", "Name", "TraceHeader"])
        ],
    ]
}
