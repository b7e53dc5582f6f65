import Glibc
import HTTP
import Logging

/// The program as a Lambda custom runtime.
struct RuntimeMode {
    let program: LambdaProgram
    let environment: [String: String]

    /// Serves invocations until the sandbox goes away. Never ends on AWS, which freezes and at last kills the process.
    func run(address: String) -> Process.ExitStatus {
        RunnerWatch.start(environment)
        let api = RuntimeClient(address: address, transport: CurlTransport(proxy: .none))
        let logger = program.logger(environment)
        let handler: LambdaHandler
        do {
            handler = try program.makeHandler(environment)
        } catch {
            let report = ErrorReport(handlerError: error)
            logger.critical("the stage could not start", metadata: report.logMetadata)
            try? api.failInitialization(with: report)
            return .failure
        }
        let loop = RunLoop(api: api, environment: environment, logger: logger, setTraceID: Self.setTraceID)
        let end = loop.run(handler)
        logger.debug("the Runtime API ended the loop", metadata: ["cause": .string(end.description)])
        return .failure
    }

    private static func setTraceID(_ traceID: String?) {
        if let traceID {
            setenv("_X_AMZN_TRACE_ID", traceID, 1)
        } else {
            unsetenv("_X_AMZN_TRACE_ID")
        }
    }
}
