import Failures
import JSON
import Storage

/// What StageDiff takes: the run, the source that Fetch found, and what Clean made of it.
struct DiffInput {
    /// What Clean counted.
    struct Counts {
        var rows: Int
        var blank: Int
        var excluded: Int
        var rejected: Int
        var flagged: Int
        var records: Int
    }

    var draft: ImportDraft
    var counts: Counts
    /// The first and last day, or null.
    var period: JSON
    /// Clean's word for how it went: `ok`, `partial` or `nothing_to_do`.
    var status: String
    var reportKey: String
    var acceptedKey: String

    /// Reads an event.
    ///
    /// - Throws: `Event.Invalid` naming the member that is missing or of the wrong kind.
    init(_ event: JSON) throws(PipelineError) {
        let event = EventMember(event)
        let run = try event.object("run")
        let source = try event.object("source")
        let file = try source.object("file")
        let cleaned = try event.object("cleaned")
        let outputs = try cleaned.object("outputs")
        let counts = try cleaned.object("counts")
        self.counts = Counts(
            rows: try counts.count("rows"), blank: try counts.count("blank"), excluded: try counts.count("excluded"),
            rejected: try counts.count("rejected"), flagged: try counts.count("flagged"),
            records: try counts.count("records"))
        period = cleaned.value["period"] ?? .null
        status = try cleaned.optionalText("status") ?? (self.counts.rejected == 0 ? "complete" : "partial")
        reportKey = try outputs.text("report")
        acceptedKey = try outputs.text("accepted")
        draft = ImportDraft(
            id: try run.text("id"), user: try source.text("user"), fileName: try file.text("name"),
            sha256: try file.text("sha256"), importKey: try source.text("import_key"),
            format: try source.text("format"), asOf: try cleaned.optionalText("as_of") ?? "",
            importedAt: try run.text("started_at"),
            context: [
                "bucket": .string(try source.text("bucket")), "key": .string(try source.text("key")),
                "bytes": .int(try file.count("bytes")), "options": source.value["options"] ?? [:],
                "outputs": outputs.value, "period": period,
            ])
    }
}
