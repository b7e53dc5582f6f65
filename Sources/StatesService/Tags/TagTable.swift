import Failures
import SQLite

/// The tags of machines and activities.
struct TagTable {
    let database: Database

    func tags(of resource: String) throws(PipelineError) -> [(key: String, value: String)] {
        let statement = try Statement(database, "SELECT key, value FROM tags WHERE resource = ?1 ORDER BY key")
            .bind(1, resource)
        var tags: [(key: String, value: String)] = []
        while try statement.step() { tags.append((statement.text(0) ?? "", statement.text(1) ?? "")) }
        return tags
    }

    func set(_ key: String, _ value: String, on resource: String) throws(PipelineError) {
        try Statement(database, "INSERT OR REPLACE INTO tags(resource, key, value) VALUES (?1, ?2, ?3)")
            .bind(1, resource).bind(2, key).bind(3, value).run()
    }

    func remove(_ key: String, from resource: String) throws(PipelineError) {
        try Statement(database, "DELETE FROM tags WHERE resource = ?1 AND key = ?2")
            .bind(1, resource).bind(2, key).run()
    }

    func removeAll(from resource: String) throws(PipelineError) {
        try Statement(database, "DELETE FROM tags WHERE resource = ?1").bind(1, resource).run()
    }
}
