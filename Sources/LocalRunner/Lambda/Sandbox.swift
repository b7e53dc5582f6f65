import JSON

/// One process of a function together with the Runtime API that it alone speaks to.
///
/// It serves one invocation at a time. Once ended it never comes back; its pool starts another.
actor Sandbox {
    /// What came of handing an invocation to this sandbox.
    enum Outcome: Sendable {
        case finished(InvocationResult)
        /// The sandbox had ended before it saw the invocation: another one should take it.
        case neverStarted
    }

    private let function: LocalFunction
    private let ambient: [String: String]
    private let initTimeout: Duration
    private let servers: RuntimeServerPool
    private let onLine: @Sendable (String) -> Void

    private var state = SandboxState()
    private var process: Task<SandboxProcess.End, Never>?
    private var lifetime: Task<Void, Never>?
    private var timer: Task<Void, Never>?
    private var parkedNext: CheckedContinuation<Invocation?, Never>?
    private var waitingCaller: CheckedContinuation<Outcome, Never>?

    init(
        function: LocalFunction, ambient: [String: String], initTimeout: Duration, servers: RuntimeServerPool,
        onLine: @escaping @Sendable (String) -> Void
    ) {
        self.function = function
        self.ambient = ambient
        self.initTimeout = initTimeout
        self.servers = servers
        self.onLine = onLine
    }

    /// Hands an invocation to the process and waits for what comes of it.
    func invoke(_ invocation: Invocation) async -> Outcome {
        // What is given up before it begins does the process no harm.
        if Task.isCancelled { return .finished(.cancelled) }
        guard state.accept(invocation) else { return .neverStarted }
        if lifetime == nil { lifetime = Task { await self.live() } }
        return await withCheckedContinuation { continuation in
            waitingCaller = continuation
            deliverIfPossible()
        }
    }

    /// Kills the process; a waiting caller hears that it was cancelled.
    func terminate() {
        end(because: .terminated)
    }

    /// Kills the process if it still has this invocation: by now it may have another one.
    func terminate(_ requestID: String) {
        if state.currentRequest == requestID { end(because: .terminated) }
    }

    /// Waits until nothing of the sandbox is left.
    func waitUntilGone() async {
        await lifetime?.value
    }

    /// Whether the process can still take invocations.
    var isUsable: Bool { !state.hasEnded }

    // MARK: From start to end

    private func live() async {
        let server: RuntimeServer
        do {
            server = try await servers.take()
        } catch {
            return end(because: .processEnded(.notStarted("no Runtime API could be served: \(error)")))
        }
        if !state.hasEnded {
            server.serve(self)
            end(because: .processEnded(await runProcess(runtimeAPI: server.address)))
            server.serve(nil)
        }
        // A question that the dead process left in the socket would be taken for one of the next process.
        if state.endedAtWork { await servers.giveBack(server) } else { await server.stop() }
    }

    private func runProcess(runtimeAPI: String) async -> SandboxProcess.End {
        let (path, folder) = ExecutablePath.absolute(function.executable)
        let environment = SandboxEnvironment(
            function: function, runtimeAPI: runtimeAPI, taskRoot: folder, ambient: ambient)
        let process = SandboxProcess(
            executable: path, arguments: function.arguments, environment: environment.variables,
            workingDirectory: folder, onLine: onLine)
        let running = Task { await process.run() }
        self.process = running
        startTimer(initTimeout, .initTimedOut)
        return await running.value
    }

    private func end(because reason: SandboxState.EndReason) {
        timer?.cancel()
        let outcome = state.end(because: reason, timeout: function.timeout, initTimeout: initTimeout)
        process?.cancel()
        parkedNext.take()?.resume(returning: nil)
        if let outcome { waitingCaller.take()?.resume(returning: outcome) }
    }

    private func startTimer(_ duration: Duration, _ reason: SandboxState.EndReason) {
        timer?.cancel()
        timer = Task {
            try? await Task.sleep(for: duration)
            // An answer may have come in while this waited for its turn on the actor.
            guard !Task.isCancelled else { return }
            self.end(because: reason)
        }
    }

    private func deliverIfPossible() {
        guard parkedNext != nil, let invocation = state.deliver() else { return }
        startTimer(function.timeout, .timedOut)
        parkedNext.take()?.resume(returning: invocation)
    }
}

// MARK: The process's side

extension Sandbox: RuntimeAPIService {
    func next() async throws(RuntimeAPIRefusal) -> Invocation? {
        let isFirst = try state.askForNext()
        // The time for starting ends with the first question.
        if isFirst { timer?.cancel() }
        parkedNext.take()?.resume(returning: nil)
        return await withCheckedContinuation { continuation in
            parkedNext = continuation
            deliverIfPossible()
        }
    }

    func finish(_ requestID: String, with answer: InvocationAnswer) throws(RuntimeAPIRefusal) {
        let result = try state.answer(requestID, with: answer)
        timer?.cancel()
        waitingCaller.take()?.resume(returning: .finished(result))
    }

    func failInitialization(with payload: String) throws(RuntimeAPIRefusal) {
        try state.failInitialization(with: payload)
    }
}
