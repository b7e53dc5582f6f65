import ArgumentParser
import LocalRunner
import StatesLanguage

/// `--endpoint`, for the services that tasks call.
struct EndpointOptions: ParsableArguments {
    @Option(
        name: .customLong("endpoint"),
        help: ArgumentHelp(
            "Where services that tasks call are: a URL for all, or for one, such as sqs=URL; may be repeated.",
            valueName: "url|service=url"))
    var endpoints: [String] = []

    func validate() throws {
        for endpoint in endpoints where !Self.isURL(endpoint) {
            guard let named = NamedValue(endpoint), Self.isURL(named.value) else {
                throw ValidationError("--endpoint takes a URL or service=URL, not '\(endpoint)'")
            }
            guard ServiceClients.names.contains(named.name) else {
                let names = Set(ServiceClients.names).sorted().joined(separator: ", ")
                throw ValidationError("--endpoint knows no service '\(named.name)'; it knows \(names)")
            }
        }
    }

    /// The clients of the services.
    ///
    /// - Parameter states: Who answers for Step Functions where no endpoint is named for it.
    func clients(states: (any ServiceClient)? = nil) -> ServiceClients {
        let named = endpoints.filter { !Self.isURL($0) }.compactMap(NamedValue.init).map { ($0.name, $0.value) }
        return ServiceClients(
            endpoints: Dictionary(named, uniquingKeysWith: { _, last in last }),
            endpoint: endpoints.last(where: Self.isURL), states: states)
    }

    static func isURL(_ text: String) -> Bool {
        text.hasPrefix("http://") || text.hasPrefix("https://")
    }
}
