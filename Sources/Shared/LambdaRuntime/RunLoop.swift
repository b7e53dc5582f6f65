import JSON
import Logging
import Observability

/// Serves one invocation after the other until the Runtime API ends it.
struct RunLoop {
    let api: any RuntimeAPI
    let environment: [String: String]
    let logger: Logger
    /// Sets `_X_AMZN_TRACE_ID`, where AWS's own libraries look for the trace.
    let setTraceID: (String?) -> Void
    /// The bytes that a result may have.
    var resultLimit = ErrorReport.resultLimit

    /// Serves until a call of the Runtime API fails, and hands back why.
    ///
    /// The handler's errors are answers; what ends the loop is a sandbox that is gone.
    func run(_ handler: LambdaHandler) -> RuntimeAPIError {
        var isFirst = true
        while true {
            do {
                try serveOne(handler, isColdStart: isFirst)
            } catch {
                return error
            }
            isFirst = false
        }
    }

    /// Serves the next invocation.
    func serveOne(_ handler: LambdaHandler, isColdStart: Bool) throws(RuntimeAPIError) {
        let invocation = try api.next()
        setTraceID(invocation.traceID)
        let context = context(for: invocation, isColdStart: isColdStart)
        switch answer(to: invocation.event, context, handler) {
        case .success(let result):
            try api.respond(to: invocation.requestID, with: result)
        case .failure(let failure):
            context.logger.error("the handler failed", metadata: failure.report.logMetadata)
            try api.fail(invocation.requestID, with: failure.report)
        }
    }

    private struct Failure: Error {
        var report: ErrorReport
    }

    private func answer(
        to event: [UInt8], _ context: LambdaContext, _ handler: LambdaHandler
    ) -> Result<[UInt8], Failure> {
        let value: JSON
        do {
            value = try JSON(parsing: event)
        } catch {
            return .failure(Failure(report: ErrorReport(invalidEvent: error)))
        }
        do {
            let result = try handler(value, context).bytes()
            guard result.count <= resultLimit else {
                return .failure(Failure(report: ErrorReport(resultOfSize: result.count, limit: resultLimit)))
            }
            return .success(result)
        } catch {
            return .failure(Failure(report: ErrorReport(handlerError: error)))
        }
    }

    private func context(for invocation: LambdaInvocation, isColdStart: Bool) -> LambdaContext {
        var logger = logger
        logger[metadataKey: "requestId"] = .string(invocation.requestID)
        logger[metadataKey: "coldStart"] = .stringConvertible(isColdStart)
        if let traceID = invocation.traceID { logger[metadataKey: "traceId"] = .string(traceID) }
        // The header speaks of the machine's clock; from here on a clock that nobody can set counts.
        let remaining = invocation.deadlineMilliseconds.map { $0 - WallTime.now().milliseconds }
        return LambdaContext(
            requestID: invocation.requestID,
            deadline: ContinuousClock.now + .milliseconds(remaining ?? LambdaProgram.defaultTimeoutMilliseconds),
            invokedFunctionARN: invocation.functionARN, traceID: invocation.traceID, environment: environment,
            logger: logger)
    }
}
