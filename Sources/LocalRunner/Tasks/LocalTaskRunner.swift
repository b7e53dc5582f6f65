public import StatesLanguage

/// Carries out the tasks of a state machine on this machine.
///
/// To add a service, write a ``ServiceIntegration`` and list it here.
public struct LocalTaskRunner: TaskRunner {
    private let integrations: [any ServiceIntegration]

    /// A runner whose functions are those of `lambda`, which the caller shuts down in the end.
    ///
    /// - Parameters:
    ///   - lambda: The functions.
    ///   - traceID: The X-Ray header that all tasks share; a new trace unless told.
    public init(lambda: LambdaService, traceID: String? = nil) {
        integrations = [LambdaIntegration(service: lambda, traceID: traceID ?? Identifiers.traceID())]
    }

    public func run(_ request: TaskRequest) async -> TaskOutcome {
        guard let integration = integrations.first(where: { $0.handles(request.resource) }) else {
            let supported = integrations.flatMap(\.supported).joined(separator: ", ")
            return .failed(
                error: "States.Runtime",
                cause: "The resource '\(request.resource)' of the state '\(request.stateName)' is not supported here."
                    + " Supported: \(supported). Other services can be mocked.")
        }
        guard let timeout = request.timeout else { return await integration.run(request) }
        return await withTaskGroup(of: TaskOutcome.self) { group in
            group.addTask { await integration.run(request) }
            group.addTask {
                // Cancelled by the other's end, in which case nobody reads the answer.
                try? await Task.sleep(for: timeout)
                return .timedOut(cause: nil)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .timedOut(cause: nil)
        }
    }
}
