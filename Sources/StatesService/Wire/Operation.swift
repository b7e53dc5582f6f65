public import JSON

/// One operation of the API: its name, what it takes and what it does.
struct Operation: Sendable {
    let name: String
    let members: [Member]
    let perform: @Sendable (StatesService, Request) async throws -> JSONObject

    init(
        _ name: String, _ members: [Member],
        _ perform: @escaping @Sendable (StatesService, Request) async throws -> JSONObject
    ) {
        self.name = name
        self.members = members
        self.perform = perform
    }

    /// All operations by their names.
    static let all: [String: Operation] = {
        let groups = [
            stateMachines, versions, aliases, executions, redrive, history, activities, tasks, mapRuns, tags,
            validation, testState,
        ]
        return Dictionary(groups.flatMap { $0 }.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }()
}

extension StatesService {
    /// Carries out one call.
    ///
    /// - Parameters:
    ///   - operation: Its name, as `X-Amz-Target` gives it after the dot.
    ///   - body: The request.
    ///   - isClientThere: Tells whether the client still waits for the answer.
    /// - Returns: The members of the response.
    /// - Throws: ``ServiceError``, also for what goes wrong underneath.
    nonisolated public func respond(
        to operation: String, _ body: JSON, isClientThere: @escaping @Sendable () -> Bool = { true }
    ) async throws(ServiceError) -> JSON {
        guard let operation = Operation.all[operation] else {
            throw ServiceError("UnknownOperationException", "There is no operation '\(operation)'.")
        }
        guard let members = body.object else {
            throw ServiceError("SerializationException", "Start of structure or map not found where expected.")
        }
        try ShapeCheck.run(members, against: operation.members)
        // What began now would begin again with the next server.
        guard await !isSuspended else {
            throw ServiceError("ServiceUnavailable", "The server is being stopped.", status: 503)
        }
        do {
            return .object(try await operation.perform(self, Request(members: members, isClientThere: isClientThere)))
        } catch let error as ServiceError {
            throw error
        } catch {
            throw ServiceError("InternalFailure", "\(error)", status: 500)
        }
    }
}
