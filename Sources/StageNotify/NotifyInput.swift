import Failures
import JSON
import Storage

/// What StageNotify takes: a run and how it ended.
struct NotifyInput {
    /// How a run ended.
    enum Outcome: String {
        case imported
        case alreadyProcessed = "already_processed"
        case failed
    }

    var runID: String
    var outcome: Outcome
    /// What started the run.
    var event: JSON
    /// What Fetch found; null where it did not come so far.
    var source: JSON
    /// What Diff gave; null unless the outcome is `imported`.
    var result: JSON
    /// `Error` and `Cause` as a Catch hands them on; null unless the outcome is `failed`.
    var failure: JSON
    /// What the stage that failed told besides; null where it told nothing.
    var details: JSON
    /// The object that keeps the file of a failed run; nil where there is none.
    var quarantineKey: String?
    /// The import that held the same file before, with its counts; null unless the outcome is `already_processed`.
    var previous: JSON

    /// Reads an event.
    ///
    /// - Throws: `Event.Invalid` naming the member that is missing or of the wrong kind.
    init(_ event: JSON) throws(PipelineError) {
        let members = EventMember(event)
        runID = try members.object("run").text("id")
        let name = try members.text("outcome")
        guard let outcome = Outcome(rawValue: name) else {
            throw members.invalid("outcome", "\"imported\", \"already_processed\" or \"failed\"")
        }
        self.outcome = outcome
        self.event = event["event"] ?? .null
        source = event["source"] ?? .null
        result = outcome == .imported ? try members.object("result").value : .null
        failure = outcome == .failed ? try members.object("failure").value : .null
        quarantineKey = event["quarantine"]?["key"]?.string
        // Fetch tells of the earlier import in the details of the error with which it stops.
        details = Failure(event["failure"] ?? .null).details
        let told = event["previous"] ?? .null
        previous = outcome == .alreadyProcessed ? (told.isNull ? details : told) : .null
    }

    /// The name of the uploaded file.
    var fileName: String {
        source["file"]?["name"]?.string ?? details["file"]?["name"]?.string
            ?? UploadKey.find(in: event)?.split(separator: "/").last.map(String.init) ?? "The upload"
    }

    /// Whose upload it was; nil where not even that was found.
    var user: String? {
        if let user = source["user"]?.string ?? details["user"]?.string { return user }
        let parts = UploadKey.find(in: event)?.split(separator: "/") ?? []
        return parts.count > 2 && parts[0] == "incoming" ? String(parts[1]) : nil
    }
}
