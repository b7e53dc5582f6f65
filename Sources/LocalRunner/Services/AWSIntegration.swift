import JSON
import StatesLanguage

/// Tasks that call a service and end with its response: the optimised integrations and those of the AWS SDK.
struct AWSIntegration: ServiceIntegration {
    let clients: ServiceClients

    var supported: [String] {
        ServiceDescription.all.filter { clients.client(of: $0) != nil }.flatMap { service in
            [service.optimized.map { "arn:aws:states:::\($0):*" }, "arn:aws:states:::aws-sdk:\(service.sdk):*"]
                .compactMap { $0 }
        }
    }

    func handles(_ resource: String) -> Bool {
        guard let resource = ServiceResource(resource), resource.pattern == .response,
            let service = ServiceDescription.of(resource)
        else { return false }
        return clients.client(of: service) != nil
    }

    func run(
        _ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void
    ) async -> TaskOutcome {
        guard let resource = ServiceResource(request.resource), let service = ServiceDescription.of(resource),
            let client = clients.client(of: service)
        else { return .failed(error: "States.Runtime", cause: "\(request.resource) cannot be called here.") }
        guard let parameters = request.parameters.object else {
            return .failed(
                error: "States.Runtime", cause: "The parameters of '\(request.stateName)' must be an object.")
        }
        do throws(ServiceFailure) {
            if resource.isSDK {
                return .succeeded(.object(try await client.call(resource.operation, parameters).members))
            }
            let response = try await client.call(resource.operation, Self.texts(parameters, of: resource.service))
            if resource.service == "events", let count = response.members["FailedEntryCount"]?.int, count > 0 {
                return .failed(error: "EventBridge.FailedEntry", cause: JSON.object(response.members).text())
            }
            return .succeeded(response.withMetadata)
        } catch {
            let (name, cause) = service.error(of: error, isSDK: resource.isSDK)
            return .failed(error: name, cause: cause)
        }
    }

    /// The parameters with JSON as text where the service takes text and state machines may write JSON.
    private static func texts(_ parameters: JSONObject, of service: String) -> JSONObject {
        var parameters = parameters
        func write(_ name: String) {
            if let value = parameters[name], value.string == nil { parameters[name] = .string(value.text()) }
        }
        switch service {
        case "sqs": write("MessageBody")
        case "sns": write("Message")
        case "states": write("Input")
        case "events":
            let entries = parameters["Entries"]?.array?.map { entry -> JSON in
                guard var object = entry.object, let detail = object["Detail"], detail.string == nil else {
                    return entry
                }
                object["Detail"] = .string(detail.text())
                return .object(object)
            }
            if let entries { parameters["Entries"] = .array(entries) }
        default: break
        }
        return parameters
    }
}

/// Where services are.
package struct ServiceClients: Sendable {
    /// Endpoints by the service's name in a task's resource.
    private let endpoints: [String: String]
    /// The endpoint of all services that ``endpoints`` does not name.
    private let endpoint: String?
    /// The Step Functions that are at hand without an endpoint.
    private let states: (any ServiceClient)?

    /// - Parameters:
    ///   - endpoints: URLs by the service's name, such as `sqs`.
    ///   - endpoint: The URL for all others; nil where there are no others.
    ///   - states: Who answers for Step Functions where no endpoint is named for it.
    package init(
        endpoints: [String: String] = [:], endpoint: String? = nil, states: (any ServiceClient)? = nil
    ) {
        self.endpoints = endpoints
        self.endpoint = endpoint
        self.states = states
    }

    /// The names that endpoints can be given for.
    package static var names: [String] {
        ServiceDescription.all.flatMap { [$0.optimized, $0.sdk].compactMap { $0 } } + ["lambda"]
    }

    func client(of service: ServiceDescription) -> (any ServiceClient)? {
        if let url = endpoints[service.optimized ?? service.sdk] ?? endpoints[service.sdk] {
            return service.client(at: url)
        }
        if service.optimized == "states", let states { return states }
        return endpoint.map(service.client)
    }

    /// Where functions are that are not on this machine.
    var lambda: ServiceEndpoint? {
        (endpoints["lambda"] ?? endpoint).map { ServiceEndpoint(url: $0, signingName: "lambda") }
    }
}
