import JSON
import StatesLanguage

/// A name for one version of a machine, or for two that share the executions.
struct Alias: StoredResource {
    static let kind = ResourceKind.alias

    struct Route: Hashable, Sendable {
        /// The version's ARN.
        var version: String
        /// Of a hundred executions.
        var weight: Int
    }

    let arn: String
    let owner: String
    var name: String
    var description: String?
    var routes: [Route]
    var created: Timestamp
    var updated: Timestamp

    init(name: String, of machine: String, description: String?, routes: [Route], at now: Timestamp) {
        arn = "\(machine):\(name)"
        owner = machine
        self.name = name
        self.description = description
        self.routes = routes
        created = now
        updated = now
    }

    init(document: JSON, arn: String) {
        self.arn = arn
        name = document["name"]?.string ?? ""
        owner = String(arn.dropLast(name.count + 1))
        description = document["description"]?.string
        routes = Self.routes(document["routes"])
        created = Timestamp(milliseconds: document["created"]?.int ?? 0)
        updated = Timestamp(milliseconds: document["updated"]?.int ?? 0)
    }

    var document: JSONObject {
        var document: JSONObject = [
            "name": .string(name), "routes": routingConfiguration, "created": .int(created.milliseconds),
            "updated": .int(updated.milliseconds),
        ]
        document["description"] = description.map { .string($0) }
        return document
    }

    /// The routes in the shape of the API.
    var routingConfiguration: JSON {
        .array(routes.map { ["stateMachineVersionArn": .string($0.version), "weight": .int($0.weight)] })
    }

    static func routes(_ configuration: JSON?) -> [Route] {
        (configuration?.array ?? []).map {
            Route(version: $0["stateMachineVersionArn"]?.string ?? "", weight: $0["weight"]?.int ?? 0)
        }
    }

    /// The version that an execution gets.
    ///
    /// - Parameter draw: A random number from 0 to 99.
    func version(for draw: Int) -> String? {
        var left = draw
        for route in routes {
            if left < route.weight { return route.version }
            left -= route.weight
        }
        return routes.last?.version
    }
}
