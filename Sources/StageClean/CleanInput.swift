import Cleaning
import Failures
import JSON
import Storage
import Workouts

/// What StageClean takes: the run, and the source that Fetch found.
struct CleanInput {
    var runID: String
    var startedAt: Instant
    var user: String
    /// Name, SHA-256 and size, as they stand in the report.
    var file: JSONObject
    var archive: String
    var plan: Plan
    var options: UploadOptions

    /// Reads an event.
    ///
    /// - Throws: `Event.Invalid` naming the member that is missing or of the wrong kind.
    init(_ event: JSON) throws(PipelineError) {
        let event = EventMember(event)
        let run = try event.object("run")
        let source = try event.object("source")
        runID = try run.text("id")
        guard let startedAt = Instant(rfc3339: try run.text("started_at")) else {
            throw run.invalid("started_at", "a time such as 2024-08-01T06:30:00Z")
        }
        self.startedAt = startedAt
        user = try source.text("user")
        file = try source.object("file").value.object ?? [:]
        archive = try source.text("archive")
        guard let plan = Plan(json: try source.object("plan").value) else {
            throw source.invalid("plan", "what StageFetch planned")
        }
        self.plan = plan
        options = try UploadOptions(json: source.value["options"] ?? [:])
    }
}
