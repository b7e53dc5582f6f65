public import JSON

/// Runs Lambda functions on this machine: a pool of warm processes for each function.
///
/// Whoever makes one calls ``shutdown()`` in the end, or uses ``withService(_:_:)``, so that no process stays behind.
public actor LambdaService {
    /// How the service runs its functions.
    public struct Configuration: Sendable {
        /// The functions by their names; of two with one name the last wins.
        public var functions: [LocalFunction]
        /// How many processes of one function run at once; further invocations wait their turn.
        public var maximumConcurrency: Int
        /// How long a process may take to ask for its first event.
        public var initTimeout: Duration
        /// The runner's environment, of which processes see `PATH`, `HOME`, `TZ` and `LANG`.
        public var environment: [String: String]
        /// Takes each line that a process writes on either stream; called from any thread, and for one process in order.
        public var onLogLine: @Sendable (_ functionName: String, _ line: String) -> Void

        /// A configuration; 4 processes per function and, as on Lambda, 10 seconds to start.
        public init(
            functions: [LocalFunction], environment: [String: String], maximumConcurrency: Int = 4,
            initTimeout: Duration = .seconds(10),
            onLogLine: @escaping @Sendable (_ functionName: String, _ line: String) -> Void = { _, _ in }
        ) {
            self.functions = functions
            self.maximumConcurrency = max(1, maximumConcurrency)
            self.initTimeout = initTimeout
            self.environment = environment
            self.onLogLine = onLogLine
        }
    }

    private let configuration: Configuration
    private let functions: [String: LocalFunction]
    private let servers = RuntimeServerPool()
    private var pools: [String: FunctionPool] = [:]
    private var turns: [String: [Int: CheckedContinuation<FunctionPool.Grant?, Never>]] = [:]
    private var sandboxes: [ObjectIdentifier: Sandbox] = [:]
    private var isShutDown = false

    /// A service without processes; the first invocation of a function starts one.
    public init(_ configuration: Configuration) {
        self.configuration = configuration
        self.functions = Dictionary(configuration.functions.map { ($0.name, $0) }) { _, last in last }
    }

    /// Runs `body` with a service that is shut down when `body` ends, however it ends.
    public static func withService<Result: Sendable>(
        _ configuration: Configuration, _ body: (LambdaService) async throws -> Result
    ) async throws -> Result {
        let service = LambdaService(configuration)
        do {
            let result = try await body(service)
            await service.shutdown()
            return result
        } catch {
            await service.shutdown()
            throw error
        }
    }

    /// Invokes a function and waits for what comes of it.
    ///
    /// When the surrounding task is cancelled the process is killed and the result is `.cancelled`.
    ///
    /// - Parameters:
    ///   - name: The function's name.
    ///   - payload: The event.
    ///   - traceID: The X-Ray header that the function sees.
    public func invoke(function name: String, payload: JSON, traceID: String? = nil) async -> InvocationResult {
        guard let function = functions[name] else { return .refused(LambdaRefusal.notFound(name)) }
        let bytes = payload.bytes()
        guard bytes.count <= PayloadLimit.request else { return .refused(LambdaRefusal.tooLarge(bytes.count)) }
        let invocation = Invocation(
            requestID: Identifiers.requestID(), functionARN: LocalFunction.arn(of: name),
            traceID: traceID ?? Identifiers.traceID(), timeout: function.timeout, payload: bytes)
        while !Task.isCancelled, let sandbox = await sandbox(for: function) {
            let outcome = await withTaskCancellationHandler {
                await sandbox.invoke(invocation)
            } onCancel: {
                Task { await sandbox.terminate(invocation.requestID) }
            }
            await giveBack(sandbox, of: name)
            // A warm process that had died unnoticed: the next one takes the invocation.
            guard case .finished(let result) = outcome else { continue }
            return result
        }
        return .cancelled
    }

    /// Kills every process and waits until they are gone. Invocations still under way end as `.cancelled`.
    public func shutdown() async {
        isShutDown = true
        for turn in turns.values.flatMap(\.values) { turn.resume(returning: nil) }
        turns = [:]
        let ending = Array(sandboxes.values)
        sandboxes = [:]
        for sandbox in ending { await sandbox.terminate() }
        for sandbox in ending { await sandbox.waitUntilGone() }
        await servers.stop()
    }

    // MARK: Sandboxes

    private func sandbox(for function: LocalFunction) async -> Sandbox? {
        guard !isShutDown else { return nil }
        switch pools[function.name, default: newPool].request() {
        case .warm(let sandbox): return sandbox
        case .start: return newSandbox(for: function)
        case .wait(let ticket):
            switch await turn(ticket, of: function.name) {
            case .warm(let sandbox): return sandbox
            case .start: return newSandbox(for: function)
            case .wait, nil: return nil
            }
        }
    }

    private var newPool: FunctionPool { FunctionPool(capacity: configuration.maximumConcurrency) }

    private func newSandbox(for function: LocalFunction) -> Sandbox? {
        guard !isShutDown else { return nil }
        let onLogLine = configuration.onLogLine
        let name = function.name
        let sandbox = Sandbox(
            function: function, ambient: configuration.environment, initTimeout: configuration.initTimeout,
            servers: servers
        ) { onLogLine(name, $0) }
        sandboxes[ObjectIdentifier(sandbox)] = sandbox
        return sandbox
    }

    private func turn(_ ticket: Int, of name: String) async -> FunctionPool.Grant? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                turns[name, default: [:]][ticket] = continuation
                if Task.isCancelled { giveUp(ticket, of: name) }
            }
        } onCancel: {
            Task { await self.giveUp(ticket, of: name) }
        }
    }

    private func giveUp(_ ticket: Int, of name: String) {
        pools[name]?.forget(ticket: ticket)
        turns[name]?.removeValue(forKey: ticket)?.resume(returning: nil)
    }

    private func giveBack(_ sandbox: Sandbox, of name: String) async {
        let isUsable = await sandbox.isUsable
        if !isUsable {
            // The next sandbox may start at once; this one counts until its process and port are gone.
            Task {
                await sandbox.waitUntilGone()
                sandboxes[ObjectIdentifier(sandbox)] = nil
            }
        }
        if let (ticket, grant) = pools[name]?.giveBack(isUsable ? sandbox : nil) {
            turns[name]?.removeValue(forKey: ticket)?.resume(returning: grant)
        }
    }
}
