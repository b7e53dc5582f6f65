import JSON
import StatesLanguage

/// How the import of one file ended.
struct ImportOutcome {
    /// What can come of a file.
    enum Kind {
        /// Its workouts are stored.
        case imported
        /// The same file was imported before.
        case alreadyProcessed
        /// Nothing was stored.
        case failed
        /// Stored, but the message about it was not delivered.
        case unannounced
        /// Stopped from outside.
        case aborted
    }

    let kind: Kind
    let runID: String
    let fileName: String
    /// The number of the import that was stored although the run failed afterwards; nil where nothing was.
    var storedNumber: Int?
    /// The state data at the end: what the stages gave, by state.
    let data: JSON
    /// The error's name, where it failed.
    let error: String?
    /// The reason for people, where it failed.
    private(set) var cause: String?

    init(execution: Execution, runID: String, fileName: String) {
        self.runID = runID
        self.fileName = fileName
        error = execution.error
        cause = execution.cause
        switch execution.status {
        case .succeeded:
            data = execution.output ?? .null
            kind = data["failure"] == nil ? .imported : .alreadyProcessed
        case .aborted:
            data = Self.lastInput(execution)
            kind = .aborted
        default:
            data = Self.lastInput(execution)
            kind = execution.error == "Import.Unannounced" ? .unannounced : .failed
            if data["notice_failure"] != nil { cause = undelivered }
        }
    }

    /// The input of the state that was entered last.
    private static func lastInput(_ execution: Execution) -> JSON {
        let entered = execution.history.last { $0.json["stateEnteredEventDetails"] != nil }
        let text = entered?.json["stateEnteredEventDetails"]?["input"]?.string ?? "null"
        return (try? JSON(parsing: text)) ?? .null
    }

    /// The sentence about it that was sent to whoever listens.
    var notice: String? { data["notice"]?["payload"]?["text"]?.string }

    /// What to say where the message that says it was not delivered; the reason itself is in the failure's report.
    private var undelivered: String {
        let sentence = "\(fileName) was not imported, and the message about it could not be delivered."
        let cause = data["failure"]?["Cause"]?.string
        return failureReport["errorMessage"] == nil && cause != nil ? "\(sentence) \(cause ?? "")" : sentence
    }

    /// What StageDiff found.
    var difference: JSON? { data["diff"]?["payload"] }

    /// What went wrong, as the stage reported it: `errorMessage`, `code`, `details`.
    var failureReport: JSON {
        guard let cause = data["failure"]?["Cause"]?.string else { return .null }
        return (try? JSON(parsing: cause)) ?? .null
    }

    /// Where the report is, if there is one.
    var reportKey: String? {
        difference?["report"]?.string ?? failureReport["details"]?["report"]?.string
    }
}
