extension ServiceResponses {
    static let lambda: [String: ResponseShape] = [
        "invoke": .structure([
            "StatusCode": .number, "FunctionError": .text, "LogResult": .text, "Payload": .any,
            "ExecutedVersion": .text, "DurableExecutionArn": .text,
        ]),
        "getFunction": .structure([
            "Configuration": functionConfiguration,
            "Code": .structure([
                "RepositoryType": .text, "Location": .text, "ImageUri": .text, "ResolvedImageUri": .text,
            ]),
            "Tags": .map(.text),
            "Concurrency": .structure(["ReservedConcurrentExecutions": .number(atLeast: 0)]),
        ]),
        "getFunctionConfiguration": functionConfiguration,
    ]

    private static let functionConfiguration = ResponseShape.structure([
        "FunctionName": .text, "FunctionArn": .text, "Runtime": .text, "Role": .text, "Handler": .text,
        "CodeSize": .number, "Description": .text, "Timeout": .number(atLeast: 1),
        "MemorySize": .number(atLeast: 128, atMost: 32_768), "LastModified": .text, "CodeSha256": .text,
        "Version": .text, "KMSKeyArn": .text, "MasterArn": .text, "RevisionId": .text,
        "PackageType": .word(["Zip", "Image"]), "Architectures": .list(.word(["x86_64", "arm64"])),
        "EphemeralStorage": .structure(["Size": .number(atLeast: 512, atMost: 10_240)], required: ["Size"]),
        "Environment": .structure(["Variables": .map(.text)]),
        "VpcConfig": .structure([
            "SubnetIds": .list(.text), "SecurityGroupIds": .list(.text), "VpcId": .text,
            "Ipv6AllowedForDualStack": .flag,
        ]), "DeadLetterConfig": .structure(["TargetArn": .text]),
        "TracingConfig": .structure(["Mode": .word(["Active", "PassThrough"])]),
        "Layers": .list(.structure(["Arn": .text, "CodeSize": .number])),
        "LastUpdateStatus": .word(["Successful", "Failed", "InProgress"]), "LastUpdateStatusReason": .text,
        "State": .word([
            "Pending", "Active", "Inactive", "Failed", "Deactivating", "Deactivated", "ActiveNonInvocable", "Deleting",
        ]), "StateReason": .text,
    ])

    static let stepFunctions: [String: ResponseShape] = [
        "startExecution": .structure(
            ["ExecutionArn": .text, "StartDate": .text], required: ["ExecutionArn", "StartDate"]),
        "startSyncExecution": .structure(
            [
                "ExecutionArn": .text, "StateMachineArn": .text, "Name": .text, "StartDate": .text, "StopDate": .text,
                "Status": .word(["SUCCEEDED", "FAILED", "TIMED_OUT"]), "Error": .text, "Cause": .text, "Input": .text,
                "Output": .text, "TraceHeader": .text,
                "BillingDetails": .structure([
                    "BilledMemoryUsedInMB": .number(atLeast: 0), "BilledDurationInMilliseconds": .number(atLeast: 0),
                ]),
            ], required: ["ExecutionArn", "StartDate", "StopDate", "Status"]),
        "startExecution.sync": description(data: .text),
        // The newer form reads input and output.
        "startExecution.sync:2": description(data: .any),
        "describeExecution": description(data: .text),
    ]

    private static func description(data: ResponseShape) -> ResponseShape {
        .structure(
            [
                "ExecutionArn": .text, "StateMachineArn": .text, "Name": .text,
                "Status": .word(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"]),
                "StartDate": .text, "StopDate": .text, "Input": data, "Output": data, "Error": .text, "Cause": .text,
                "TraceHeader": .text, "MapRunArn": .text, "RedriveCount": .number, "RedriveDate": .text,
                "RedriveStatus": .word(["REDRIVABLE", "NOT_REDRIVABLE", "REDRIVABLE_BY_MAP_RUN"]),
            ], required: ["ExecutionArn", "StateMachineArn", "Status", "StartDate"])
    }

    static let batch: [String: ResponseShape] = [
        "submitJob": .structure(
            ["JobArn": .text, "JobName": .text, "JobId": .text], required: ["JobName", "JobId"])
    ]

    static let ecs: [String: ResponseShape] = [
        "runTask": .structure([
            "Tasks": .list(
                .structure([
                    "ClusterArn": .text, "TaskArn": .text, "TaskDefinitionArn": .text, "LastStatus": .text,
                    "DesiredStatus": .text, "LaunchType": .text, "Cpu": .text, "Memory": .text, "Version": .number,
                ])),
            "Failures": .list(.structure(["Arn": .text, "Reason": .text, "Detail": .text])),
        ])
    ]

    static let glue: [String: ResponseShape] = ["startJobRun": .structure(["JobRunId": .text])]

    static let athena: [String: ResponseShape] = ["startQueryExecution": .structure(["QueryExecutionId": .text])]

    static let bedrock: [String: ResponseShape] = [
        "invokeModel": .structure(["Body": .any, "ContentType": .text], required: ["Body", "ContentType"])
    ]
}
