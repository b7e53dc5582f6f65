public import StatesLanguage

/// Carries out the tasks of a state machine on this machine.
///
/// To add a service, write a ``ServiceIntegration`` and list it here.
public struct LocalTaskRunner: ReportingTaskRunner {
    private let integrations: [any ServiceIntegration]

    /// A runner whose functions are those of `lambda`, which the caller shuts down in the end.
    ///
    /// - Parameters:
    ///   - lambda: The functions.
    ///   - traceID: The X-Ray header that all tasks share; a new trace unless told.
    public init(lambda: LambdaService, traceID: String? = nil) {
        integrations = [
            LambdaIntegration(functions: FunctionDirectory(lambda), traceID: traceID ?? Identifiers.traceID())
        ]
    }

    /// A runner with functions, and services at endpoints.
    package init(functions: FunctionDirectory, clients: ServiceClients) {
        integrations = [
            LambdaIntegration(functions: functions, traceID: Identifiers.traceID()),
            NestedExecutionIntegration(clients: clients), AWSIntegration(clients: clients),
        ]
    }

    public func run(_ request: TaskRequest) async -> TaskOutcome {
        await run(request) { _ in }
    }

    public func run(
        _ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void
    ) async -> TaskOutcome {
        guard let integration = integrations.first(where: { $0.handles(request.resource) }) else {
            let supported = integrations.flatMap(\.supported).joined(separator: ", ")
            return .failed(
                error: "States.Runtime",
                cause: "The resource '\(request.resource)' of the state '\(request.stateName)' is not supported here."
                    + " Supported: \(supported). Other services can be mocked.")
        }
        guard let timeout = request.timeout else { return await integration.run(request, reporting: report) }
        return await withTaskGroup(of: TaskOutcome.self) { group in
            group.addTask { await integration.run(request, reporting: report) }
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
