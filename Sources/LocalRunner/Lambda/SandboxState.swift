import JSON

/// Decides what a sandbox may do next. Holds no continuation, does no waiting.
struct SandboxState {
    /// Why a sandbox ends.
    enum EndReason: Hashable, Sendable {
        case processEnded(SandboxProcess.End)
        case timedOut
        case initTimedOut
        case terminated
    }

    private enum Phase: Hashable {
        /// The process has not asked for work yet.
        case starting
        /// Nothing is in the process's hands.
        case ready
        /// The process works on the invocation.
        case running
        case ended
    }

    private var phase = Phase.starting
    private var isAsking = false
    private var invocation: Invocation?
    /// What the process posted to `/init/error`.
    private var initError: String?

    var hasEnded: Bool { phase == .ended }

    /// The request that was accepted and not answered.
    var currentRequest: String? { invocation?.requestID }

    /// Whether the end came while the process worked on an invocation, so that it cannot have left a question behind.
    private(set) var endedAtWork = false

    /// Takes an invocation; false when the sandbox has ended.
    mutating func accept(_ invocation: Invocation) -> Bool {
        guard phase != .ended, self.invocation == nil else { return false }
        self.invocation = invocation
        return true
    }

    /// The process asks for work; asking again takes the place of the question before, whose connection may be gone.
    ///
    /// - Returns: Whether it is the first time.
    mutating func askForNext() throws(RuntimeAPIRefusal) -> Bool {
        guard phase == .starting || phase == .ready else {
            throw RuntimeAPIRefusal.invalidTransition(from: phase == .ended ? "Ended" : "Running", to: "Ready")
        }
        isAsking = true
        defer { phase = .ready }
        return phase == .starting
    }

    /// The invocation, when both sides are ready for it.
    mutating func deliver() -> Invocation? {
        guard phase == .ready, isAsking, let invocation else { return nil }
        isAsking = false
        phase = .running
        return invocation
    }

    /// The process answers an invocation.
    mutating func answer(
        _ requestID: String, with answer: InvocationAnswer
    ) throws(RuntimeAPIRefusal) -> InvocationResult {
        guard phase == .running, let current = invocation, current.requestID == requestID else {
            throw RuntimeAPIRefusal.invalidRequestID
        }
        phase = .ready
        invocation = nil
        switch answer {
        case .response(let bytes): return Self.result(of: bytes, requestID)
        case .error(let bytes): return .functionFailed(FunctionError(posted: String(decoding: bytes, as: UTF8.self)))
        case .responseTooLarge(let size):
            return .functionFailed(
                FunctionError(
                    errorType: "Function.ResponseSizeTooLarge", requestID: requestID,
                    message: "Response payload size (\(size) bytes) exceeded maximum allowed payload size"
                        + " (\(PayloadLimit.response) bytes)."))
        }
    }

    /// The process could not start; its end will tell the caller.
    mutating func failInitialization(with payload: String) throws(RuntimeAPIRefusal) {
        guard phase == .starting else {
            throw RuntimeAPIRefusal.invalidTransition(from: "Ready", to: "InitError")
        }
        initError = payload
    }

    /// Ends the sandbox. Answers what a waiting caller hears; nil when nobody waits.
    mutating func end(because reason: EndReason, timeout: Duration, initTimeout: Duration) -> Sandbox.Outcome? {
        let before = phase
        guard before != .ended else { return nil }
        phase = .ended
        endedAtWork = before == .running
        guard let invocation else { return nil }
        self.invocation = nil
        let requestID = invocation.requestID
        switch reason {
        case .terminated:
            return .finished(.cancelled)
        case .timedOut:
            return .finished(.functionFailed(.timedOut(after: timeout, requestID)))
        case .initTimedOut:
            if let initError { return .finished(.functionFailed(FunctionError(posted: initError))) }
            return .finished(.functionFailed(.timedOut(after: initTimeout, requestID)))
        case .processEnded(let end):
            // It ended while idle: nobody can say that this invocation did it.
            if before == .ready { return .neverStarted }
            if let initError { return .finished(.functionFailed(FunctionError(posted: initError))) }
            return .finished(.functionFailed(.processEnded(end, requestID)))
        }
    }

    private static func result(of bytes: [UInt8], _ requestID: String) -> InvocationResult {
        // A handler without a result posts nothing; Lambda hands that on as null.
        guard !bytes.isEmpty else { return .succeeded(.null) }
        do {
            return .succeeded(try JSON(parsing: bytes))
        } catch {
            return .functionFailed(
                FunctionError(
                    errorType: "Runtime.InvalidResponse", requestID: requestID,
                    message: "the function's response is not JSON: \(error)"))
        }
    }
}
