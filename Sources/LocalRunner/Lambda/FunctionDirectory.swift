import HTTP
import JSON

/// Who carries out the functions that tasks name: processes on this machine, HTTP endpoints, or another Lambda.
package struct FunctionDirectory: Sendable {
    private let local: LambdaService?
    private let localNames: Set<String>
    /// The addresses of functions that are HTTP endpoints.
    private let endpoints: [String: String]
    private let remote: ServiceEndpoint?

    /// - Parameters:
    ///   - local: The functions on this machine.
    ///   - names: Their names.
    ///   - endpoints: URLs by the function's name: events are posted there.
    ///   - clients: Where Lambda's API is, for all other functions.
    package init(
        local: LambdaService?, names: Set<String>, endpoints: [String: String], clients: ServiceClients
    ) {
        self.local = local
        localNames = names
        self.endpoints = endpoints
        remote = clients.lambda
    }

    /// The functions of a service, and no others.
    init(_ service: LambdaService) {
        local = service
        localNames = []
        endpoints = [:]
        remote = nil
    }

    func invoke(function name: String, payload: JSON, traceID: String) async -> InvocationResult {
        if let url = endpoints[name] {
            let endpoint = ServiceEndpoint(url: url, signingName: "lambda")
            return await post(payload, to: endpoint, "", functionName: name)
        }
        if let local, remote == nil || localNames.contains(name) {
            return await local.invoke(function: name, payload: payload, traceID: traceID)
        }
        guard let remote else { return .refused(.notFound(name)) }
        let path = "/2015-03-31/functions/\(PercentEncoding.encode(name))/invocations"
        return await post(payload, to: remote, path, functionName: name)
    }

    private func post(
        _ payload: JSON, to endpoint: ServiceEndpoint, _ path: String, functionName: String
    ) async -> InvocationResult {
        do throws(ServiceFailure) {
            let response = try await endpoint.send(
                "POST", path, headers: ["Content-Type": "application/json"], body: payload.bytes(),
                within: LocalFunction.longestTimeout)
            let body = String(decoding: response.body, as: UTF8.self)
            if response.headers["X-Amz-Function-Error"] != nil { return .functionFailed(FunctionError(posted: body)) }
            if response.status == 404, !path.isEmpty { return .refused(.notFound(functionName)) }
            guard response.isSuccess else { return .functionFailed(FunctionError(posted: body)) }
            return .succeeded(body.isEmpty ? .null : try Self.result(body))
        } catch {
            return .refused(name: "Lambda.SdkClientException", message: error.message)
        }
    }

    private static func result(_ body: String) throws(ServiceFailure) -> JSON {
        do {
            return try JSON(parsing: body)
        } catch {
            throw ServiceFailure(code: nil, message: "The function did not answer with JSON: \(error)", status: 0)
        }
    }
}
