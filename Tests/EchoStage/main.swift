import Failures
import Glibc
import JSON
import LambdaRuntime
import Logging

// Does what the event tells it to, so that tests can see how the world around takes it.
LambdaProgram(
    name: "EchoStage", abstract: "Echoes its event, or fails as the event says.",
    help: #"EVENT: {"do": "fail" | "throw" | "exit" | "crash" | "hang" | "log" | "environment" | "context", …}"#,
    makeHandler: { environment in
        switch environment["ECHO_START"] {
        case "fail": throw PipelineError(.storeUnusable, "The store is damaged.")
        case "exit": exit(7)
        case "hang": while true { pause() }
        case let kind?: try Misbehaviour(runtimeAPI: environment["AWS_LAMBDA_RUNTIME_API"] ?? "").run(kind)
        case nil: return perform
        }
    }
).main()

struct Mistake: Error {}

func perform(_ event: JSON, _ context: LambdaContext) throws -> JSON {
    switch event["do"]?.string {
    case "fail":
        throw PipelineError(
            .uploadNotCSV, "The file is a web page.", code: "not_csv_html", details: ["file": "a.csv"])
    case "throw": throw Mistake()
    case "exit": exit(3)
    case "crash":
        // Without the handlers of backtraces and sanitizers, which would turn it into an exit.
        signal(SIGSEGV, SIG_DFL)
        kill(getpid(), SIGSEGV)
        return "still alive"
    case "kill":
        kill(getpid(), SIGKILL)
        return "still alive"
    case "hang": while true { pause() }
    case "log":
        context.logger.info("hello", metadata: ["rows": .stringConvertible(12)])
        return "logged"
    case "shout":
        context.logger.info("\(String(repeating: "x", count: event["bytes"]?.int ?? 0))")
        return "shouted"
    case "large": return .string(String(repeating: "x", count: event["bytes"]?.int ?? 0))
    case "environment":
        return .object(JSONObject(context.environment.sorted { $0.key < $1.key }.map { ($0, .string($1)) }))
    case "context":
        return [
            "process": .int(getpid()), "requestID": .string(context.requestID),
            "remainingMilliseconds": .int(context.remainingTime.components.seconds * 1000),
            "traceID": context.traceID.map { .string($0) } ?? nil, "arn": .string(context.invokedFunctionARN),
            "traceVariable": getenv("_X_AMZN_TRACE_ID").map { .string(String(cString: $0)) } ?? nil,
        ]
    default: return event
    }
}
