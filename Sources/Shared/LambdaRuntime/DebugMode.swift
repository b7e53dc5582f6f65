import Failures
import JSON
import Logging
import Observability

/// The program on one event, for debugging: result or error on standard output, logs on standard error.
struct DebugMode {
    let program: LambdaProgram
    let environment: [String: String]

    func run(_ arguments: DebugArguments) -> Process.ExitStatus {
        switch arguments.action {
        case .showHelp:
            return Process.write(program.usage)
        case .showVersion:
            return Process.write("\(program.name) \(program.version)\n")
        case .handle(nil) where Process.standardInputIsTerminal:
            StandardError.write("Error: No event. Give one on standard input or with --event.\n\n\(program.usage)")
            return .wrongUsage
        case .handle(let source):
            return handle(source ?? .standardInput, timeout: arguments.timeout)
        }
    }

    private func handle(_ source: DebugArguments.EventSource, timeout: Duration) -> Process.ExitStatus {
        do {
            let event = try JSON(parsing: try read(source))
            let result = try program.makeHandler(environment)(event, context(timeout: timeout))
            return Process.write(result.text(.pretty) + "\n")
        } catch {
            let report =
                (error as? JSONSyntaxError).map(ErrorReport.init(invalidEvent:)) ?? ErrorReport(handlerError: error)
            // The failed write of a failure changes nothing.
            _ = Process.write(report.json.text(.pretty) + "\n")
            return .failure
        }
    }

    private func read(_ source: DebugArguments.EventSource) throws(PipelineError) -> [UInt8] {
        do {
            switch source {
            case .standardInput: return try Process.readStandardInput()
            case .file(let path): return try Process.readFile(path)
            }
        } catch {
            throw PipelineError(
                .eventInvalid, "The event cannot be read: \(error).", code: "event_unreadable", cause: error)
        }
    }

    private func context(timeout: Duration) -> LambdaContext {
        let requestID = "local-\(Process.identifier)"
        var logger = program.logger(environment)
        logger[metadataKey: "requestId"] = .string(requestID)
        return LambdaContext(
            requestID: requestID, deadline: ContinuousClock.now + timeout,
            invokedFunctionARN: "arn:aws:lambda:us-east-1:000000000000:function:\(program.name)",
            traceID: environment["_X_AMZN_TRACE_ID"], environment: environment, logger: logger)
    }
}
