import Glibc

/// The environment of a function's process, as Lambda sets it up.
struct SandboxEnvironment {
    /// What a process needs of the user's environment to run at all; everything else stays out.
    private static let inherited = ["PATH", "HOME", "TZ", "LANG"]

    let function: LocalFunction
    /// Host and port of the sandbox's Runtime API.
    let runtimeAPI: String
    /// The executable's folder.
    let taskRoot: String
    /// The runner's own environment.
    let ambient: [String: String]

    /// All variables. Later ones win: inherited, then configured, then reserved ones.
    var variables: [String: String] {
        var variables = ambient.filter { Self.inherited.contains($0.key) }
        variables["AWS_LAMBDA_LOG_FORMAT"] = "JSON"
        variables.merge(function.environment) { _, configured in configured }
        variables.merge(reserved) { _, reserved in reserved }
        return variables
    }

    private var reserved: [String: String] {
        [
            "AWS_LAMBDA_RUNTIME_API": runtimeAPI,
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": String(function.memoryMB),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(function.name)",
            "AWS_LAMBDA_LOG_STREAM_NAME": "local",
            "AWS_EXECUTION_ENV": "AWS_Lambda_provided.al2023",
            "AWS_REGION": LocalFunction.region,
            "AWS_DEFAULT_REGION": LocalFunction.region,
            "LAMBDA_TASK_ROOT": taskRoot,
            "LAMBDA_RUNTIME_DIR": taskRoot,
            "_HANDLER": function.name,
            // Not Lambda's: our runtime ends when the process of this number, its parent, is gone.
            "LOCAL_RUNNER_PROCESS": String(getpid()),
        ]
    }
}
