import Failures
import JSON
import SQLite

/// What a document in the table of resources is.
enum ResourceKind: String, Sendable {
    case stateMachine
    case version
    case alias
    case activity
}

/// Something that is kept as a document under its ARN.
protocol StoredResource: Sendable {
    static var kind: ResourceKind { get }
    var arn: String { get }
    /// The machine that a version or alias belongs to; empty for what stands alone.
    var owner: String { get }
    var document: JSONObject { get }
    init(document: JSON, arn: String)
}

extension StoredResource {
    var owner: String { "" }
}

/// Machines, versions, aliases and activities.
struct ResourceTable {
    let database: Database

    /// Adds a resource, or puts it in the place of the one with its ARN.
    func put(_ resource: some StoredResource) throws(PipelineError) {
        try Statement(
            database,
            """
            INSERT INTO resources(arn, kind, owner, document) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT(arn) DO UPDATE SET document = ?4
            """
        )
        .bind(1, resource.arn).bind(2, type(of: resource).kind.rawValue).bind(3, resource.owner)
        .bind(4, JSON.object(resource.document).text()).run()
    }

    func find<Resource: StoredResource>(_ type: Resource.Type, _ arn: String) throws(PipelineError) -> Resource? {
        let statement = try Statement(database, "SELECT arn, document FROM resources WHERE arn = ?1 AND kind = ?2")
            .bind(1, arn).bind(2, type.kind.rawValue)
        return try statement.step() ? Self.resource(statement) : nil
    }

    /// All of a kind, in the order they were made.
    func all<Resource: StoredResource>(_ type: Resource.Type, of owner: String = "") throws(PipelineError) -> [Resource]
    {
        let statement = try Statement(
            database, "SELECT arn, document FROM resources WHERE kind = ?1 AND owner = ?2 ORDER BY number"
        )
        .bind(1, type.kind.rawValue).bind(2, owner)
        var found: [Resource] = []
        while try statement.step() { if let resource: Resource = Self.resource(statement) { found.append(resource) } }
        return found
    }

    func remove(_ arn: String) throws(PipelineError) {
        try Statement(database, "DELETE FROM resources WHERE arn = ?1").bind(1, arn).run()
    }

    /// Removes what belongs to a machine.
    func removeAll(of owner: String) throws(PipelineError) {
        try Statement(database, "DELETE FROM resources WHERE owner = ?1").bind(1, owner).run()
    }

    private static func resource<Resource: StoredResource>(_ statement: Statement) -> Resource? {
        guard let arn = statement.text(0), let document = try? JSON(parsing: statement.bytes(1)) else { return nil }
        return Resource(document: document, arn: arn)
    }
}
