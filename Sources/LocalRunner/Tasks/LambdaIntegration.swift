import JSON
import StatesLanguage

/// `arn:aws:states:::lambda:invoke`, and functions named directly by their ARN.
struct LambdaIntegration: ServiceIntegration {
    static let optimized = "arn:aws:states:::lambda:invoke"

    let functions: FunctionDirectory
    let traceID: String

    var supported: [String] { [Self.optimized, "a function's ARN"] }

    func handles(_ resource: String) -> Bool {
        resource == Self.optimized || FunctionName(arn: resource) != nil
    }

    func run(
        _ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void
    ) async -> TaskOutcome {
        guard request.resource == Self.optimized else {
            let name = FunctionName(arn: request.resource)?.name ?? request.resource
            // A bare ARN hands the whole parameters to the function, and its answer is the whole result.
            return outcome(of: await invoke(name, request.parameters)) { $0 }
        }
        guard let name = FunctionName(parameter: request.parameters["FunctionName"]) else {
            return .failed(
                error: "States.Runtime",
                cause: "The field 'FunctionName' of '\(request.stateName)' must be the name or the ARN of a function.")
        }
        let kind = request.parameters["InvocationType"] ?? "RequestResponse"
        guard kind == "RequestResponse" else {
            return .failed(
                error: "States.Runtime",
                cause: "The 'InvocationType' \(kind) of '\(request.stateName)' is not supported here, only"
                    + " \"RequestResponse\" is.")
        }
        let payload = request.parameters["Payload"] ?? [:]
        return outcome(of: await invoke(name.name, payload)) { invokeResponse($0) }
    }

    private func invoke(_ name: String, _ payload: JSON) async -> InvocationResult {
        await functions.invoke(function: name, payload: payload, traceID: traceID)
    }

    private func outcome(of result: InvocationResult, _ shape: (JSON) -> JSON) -> TaskOutcome {
        switch result {
        case .succeeded(let payload): .succeeded(shape(payload))
        case .functionFailed(let error): .failed(error: error.errorType, cause: error.payload)
        case .refused(let name, let message): .failed(error: name, cause: message)
        // Nobody listens any more.
        case .cancelled: .failed(error: "States.TaskFailed", cause: "The invocation was cancelled.")
        }
    }

    /// The response of the Invoke API as Step Functions hands it on, recorded on AWS.
    private func invokeResponse(_ payload: JSON) -> JSON {
        let requestID = Identifiers.requestID()
        let headers: [(String, JSON)] = [
            ("Connection", "keep-alive"), ("Content-Length", .string(String(payload.bytes().count))),
            ("Content-Type", "application/json"), ("X-Amz-Executed-Version", "$LATEST"),
            ("X-Amzn-Trace-Id", .string(traceID)), ("x-amzn-Remapped-Content-Length", "0"),
            ("x-amzn-RequestId", .string(requestID)),
        ]
        var response: JSONObject = ["ExecutedVersion": "$LATEST", "Payload": payload]
        for member in SDKMetadata.members(headers: headers, status: 200, requestID: requestID) {
            response[member.key] = member.value
        }
        response["StatusCode"] = 200
        return .object(response)
    }
}
