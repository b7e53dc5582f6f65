import JSON
import StatesLanguage

/// `arn:aws:states:::states:startExecution.sync` and `.sync:2`: starts an execution and ends with it.
struct NestedExecutionIntegration: ServiceIntegration {
    /// How often the execution is asked after: soon at first, then more and more rarely.
    private static let intervals = (first: Duration.milliseconds(20), longest: Duration.seconds(1))
    private static let service = "states"

    let clients: ServiceClients

    var supported: [String] {
        description.flatMap(clients.client) == nil ? [] : ["arn:aws:states:::states:startExecution.sync[:2]"]
    }

    private var description: ServiceDescription? {
        ServiceDescription.all.first { $0.optimized == Self.service }
    }

    func handles(_ resource: String) -> Bool {
        guard let resource = ServiceResource(resource), !resource.isSDK, resource.service == Self.service,
            resource.action == "startExecution", resource.pattern != .response
        else { return false }
        return description.flatMap(clients.client) != nil
    }

    func run(
        _ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void
    ) async -> TaskOutcome {
        guard let description, let client = clients.client(of: description),
            let resource = ServiceResource(request.resource), var parameters = request.parameters.object
        else { return .failed(error: "States.Runtime", cause: "\(request.resource) cannot be called here.") }
        if let input = parameters["Input"], input.string == nil { parameters["Input"] = .string(input.text()) }
        let isOwnName = parameters["Name"] == nil
        if isOwnName { parameters["Name"] = .string(StableName.name(of: request)) }
        do throws(ServiceFailure) {
            let started = try await start(parameters, client, isOwnName: isOwnName)
            report(.submitted(started.withMetadata))
            return try await end(
                of: started.members["ExecutionArn"] ?? .null, client, isJSON: resource.pattern == .syncJSON)
        } catch {
            let (name, cause) = description.error(of: error, isSDK: false)
            return .failed(error: name, cause: cause)
        }
    }

    /// Starts the execution, or finds the one that an earlier life of this task started and that is over by now.
    private func start(
        _ parameters: JSONObject, _ client: any ServiceClient, isOwnName: Bool
    ) async throws(ServiceFailure) -> ServiceResponse {
        do {
            return try await client.call("StartExecution", parameters)
        } catch {
            // A name that only this task can have made is no coincidence.
            guard isOwnName, error.code == "ExecutionAlreadyExists",
                let arn = StableName.executionARN(of: parameters)
            else { throw error }
            let known = try await client.call("DescribeExecution", ["ExecutionArn": .string(arn)])
            var members: JSONObject = ["ExecutionArn": .string(arn)]
            members["StartDate"] = known.members["StartDate"]
            return ServiceResponse(members, headers: known.headers, status: known.status)
        }
    }

    /// Waits for the end of an execution; stops it when the surrounding task is cancelled.
    private func end(
        of execution: JSON, _ client: any ServiceClient, isJSON: Bool
    ) async throws(ServiceFailure) -> TaskOutcome {
        var interval = Self.intervals.first
        while true {
            if Task.isCancelled {
                // Not given up with the rest: this call is what is left to do.
                await Task { _ = try? await client.call("StopExecution", ["ExecutionArn": execution]) }.value
                return .failed(error: "States.TaskFailed", cause: "The task was cancelled.")
            }
            var description: JSONObject
            do {
                description = try await client.call("DescribeExecution", ["ExecutionArn": execution]).members
            } catch {
                if Task.isCancelled { continue }
                throw error
            }
            guard description["Status"] == "RUNNING" else {
                if isJSON {
                    for name in ["Input", "Output"] {
                        if let text = description[name]?.string { description[name] = try? JSON(parsing: text) }
                    }
                }
                let isGood = description["Status"] == "SUCCEEDED"
                let sorted = JSON.object(JSONObject(description.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
                return isGood ? .succeeded(sorted) : .failed(error: "States.TaskFailed", cause: sorted.text())
            }
            // Cut short where the task is given up.
            try? await Task.sleep(for: interval)
            interval = min(interval * 2, Self.intervals.longest)
        }
    }
}
