extension FunctionError {
    /// The function's time ran out. Step Functions names it `Sandbox.Timedout`; older runtimes said `Lambda.Unknown`.
    static func timedOut(after timeout: Duration, _ requestID: String) -> FunctionError {
        FunctionError(
            errorType: "Sandbox.Timedout", requestID: requestID,
            message: "Task timed out after \(seconds(timeout)) seconds")
    }

    /// The process ended before it answered, in the words of Lambda's own runtime supervisor.
    static func processEnded(_ end: SandboxProcess.End, _ requestID: String) -> FunctionError {
        switch end {
        case .exited(0):
            FunctionError(
                errorType: "Runtime.ExitError", requestID: requestID,
                message: "Runtime exited without providing a reason")
        case .exited(let code):
            FunctionError(
                errorType: "Runtime.ExitError", requestID: requestID,
                message: "Runtime exited with error: exit status \(code)")
        case .signaled(let signal):
            FunctionError(
                errorType: "Runtime.ExitError", requestID: requestID,
                message: "Runtime exited with error: signal: \(name(ofSignal: signal))")
        case .notStarted(let reason):
            FunctionError(errorType: "Runtime.InvalidEntrypoint", requestID: requestID, message: reason)
        }
    }

    /// Two decimals, as in Lambda's message.
    private static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let hundredths = attoseconds / 10_000_000_000_000_000
        return "\(seconds).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }

    /// The words of Go's `syscall.Signal`, which Lambda's supervisor prints.
    private static func name(ofSignal signal: Int32) -> String {
        switch signal {
        case 4: "illegal instruction"
        case 5: "trace/breakpoint trap"
        case 6: "aborted"
        case 7: "bus error"
        case 8: "floating point exception"
        case 9: "killed"
        case 11: "segmentation fault"
        case 13: "broken pipe"
        case 15: "terminated"
        default: "signal \(signal)"
        }
    }
}

/// Lambda's limits of a synchronous invocation, in bytes.
enum PayloadLimit {
    /// The event.
    static let request = 6_291_456
    /// The response; Lambda grants a hundred bytes more than to the event.
    static let response = 6_291_556
}
