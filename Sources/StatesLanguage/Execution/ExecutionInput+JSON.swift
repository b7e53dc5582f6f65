public import JSON

/// Why a text is no entry of a journal.
public struct JournalFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The entry.
    public var entry: String

    /// A sentence with the entry.
    public var description: String { "This is no entry of an execution's journal: \(entry)" }
}

extension ExecutionInput {
    /// The input as an entry of a journal; ``init(_:)`` reads it.
    public var json: JSON {
        switch self {
        case .started(let time): ["is": "started", "at": time.journal]
        case .timeReached(let time): ["is": "timeReached", "at": time.journal]
        case .taskProgressed(let task, let progress, let time):
            ["is": "taskProgressed", "at": time.journal, "task": .int(task.number), "progress": progress.journal]
        case .taskEnded(let task, let outcome, let time):
            ["is": "taskEnded", "at": time.journal, "task": .int(task.number), "outcome": outcome.json]
        case .itemsRead(.success(let batch), let mapRun, let time):
            [
                "is": "itemsRead", "at": time.journal, "mapRun": .string(mapRun), "items": batch.journal,
                "isLast": .bool(batch.isLast),
            ]
        case .itemsRead(.failure(let error), let mapRun, let time):
            ["is": "itemsRead", "at": time.journal, "mapRun": .string(mapRun), "error": .string(error.description)]
        case .resultsWritten(let error, let mapRun, let time):
            [
                "is": "resultsWritten", "at": time.journal, "mapRun": .string(mapRun),
                "error": .text(error?.description),
            ]
        case .aborted(let error, let cause, let time):
            ["is": "aborted", "at": time.journal, "error": .text(error), "cause": .text(cause)]
        case .mapRunUpdated(let arn, let update, let time):
            ["is": "mapRunUpdated", "at": time.journal, "arn": .string(arn), "update": update.journal]
        case .redriven(let time): ["is": "redriven", "at": time.journal]
        }
    }

    /// Reads an entry of a journal.
    public init(_ entry: JSON) throws(JournalFormatError) {
        guard let kind = entry["is"]?.string, let time = Timestamp(journal: entry["at"]),
            let input = Self.input(kind, entry, time)
        else { throw JournalFormatError(entry: entry.text()) }
        self = input
    }

    private static func input(_ kind: String, _ entry: JSON, _ time: Timestamp) -> ExecutionInput? {
        let task = entry["task"]?.int.map { TaskID(number: $0) }
        switch kind {
        case "started": return .started(at: time)
        case "timeReached": return .timeReached(time)
        case "taskProgressed":
            guard let task, let progress = TaskProgress(journal: entry["progress"]) else { return nil }
            return .taskProgressed(task, progress, at: time)
        case "taskEnded":
            guard let task, let outcome = entry["outcome"].flatMap({ TaskOutcome($0) }) else { return nil }
            return .taskEnded(task, outcome, at: time)
        case "itemsRead":
            guard let mapRun = entry["mapRun"]?.string else { return nil }
            if let error = entry["error"]?.string {
                return .itemsRead(.failure(ObjectError(error)), mapRun: mapRun, at: time)
            }
            return ItemBatch(journal: entry).map { .itemsRead(.success($0), mapRun: mapRun, at: time) }
        case "resultsWritten":
            guard let mapRun = entry["mapRun"]?.string else { return nil }
            return .resultsWritten(entry["error"]?.string.map { ObjectError($0) }, mapRun: mapRun, at: time)
        case "aborted":
            return .aborted(error: entry["error"]?.string, cause: entry["cause"]?.string, at: time)
        case "mapRunUpdated":
            guard let arn = entry["arn"]?.string else { return nil }
            return .mapRunUpdated(arn: arn, MapRunUpdate(journal: entry["update"]), at: time)
        case "redriven": return .redriven(at: time)
        default: return nil
        }
    }
}

extension Timestamp {
    fileprivate var journal: JSON { [.int(seconds), .int(nanoseconds)] }

    fileprivate init?(journal: JSON?) {
        guard let seconds = journal?[0]?.int, let nanoseconds = (journal?[1]?.int).flatMap(Int32.init(exactly:)) else {
            return nil
        }
        self.init(seconds: Int64(seconds), nanoseconds: nanoseconds)
    }
}

extension ItemBatch {
    fileprivate var journal: JSON {
        .array(items.map { [$0.value, .text($0.key), .string($0.source)] })
    }

    fileprivate init?(journal entry: JSON) {
        guard let items = entry["items"]?.array, let isLast = entry["isLast"]?.bool else { return nil }
        self.init(
            items: items.map { SourceItem(value: $0[0] ?? .null, key: $0[1]?.string, source: $0[2]?.string ?? "") },
            isLast: isLast)
    }
}

extension TaskProgress {
    fileprivate var journal: JSON {
        switch self {
        case .started(let worker): ["worker": .text(worker)]
        case .submitted(let answer): ["submitted": answer]
        }
    }

    fileprivate init?(journal: JSON?) {
        if let answer = journal?["submitted"] {
            self = .submitted(answer)
        } else if let worker = journal?["worker"] {
            self = .started(worker: worker.string)
        } else {
            return nil
        }
    }
}

extension TaskOutcome {
    /// The outcome in the form that journals keep; ``init(_:)-(JSON)`` reads it.
    public var json: JSON {
        switch self {
        case .succeeded(let result): ["result": result]
        case .failed(let error, let cause): ["error": .string(error), "cause": .text(cause)]
        case .timedOut(let cause): ["timedOut": .text(cause)]
        case .heartbeatTimedOut(let cause): ["heartbeatTimedOut": .text(cause)]
        case .unanswered(let cause): ["unanswered": .string(cause)]
        case .silent: ["silent": true]
        }
    }

    /// Reads what ``json`` gave; nil for anything else.
    public init?(_ json: JSON) {
        if let result = json["result"] {
            self = .succeeded(result)
        } else if let error = json["error"]?.string {
            self = .failed(error: error, cause: json["cause"]?.string)
        } else if let cause = json["timedOut"] {
            self = .timedOut(cause: cause.string)
        } else if let cause = json["heartbeatTimedOut"] {
            self = .heartbeatTimedOut(cause: cause.string)
        } else if let cause = json["unanswered"]?.string {
            self = .unanswered(cause: cause)
        } else if json["silent"] != nil {
            self = .silent
        } else {
            return nil
        }
    }
}

extension MapRunUpdate {
    fileprivate var journal: JSON {
        var object = JSONObject()
        if let maxConcurrency { object["maxConcurrency"] = .int(maxConcurrency) }
        if let toleratedFailureCount { object["toleratedFailureCount"] = .int(toleratedFailureCount) }
        if let toleratedFailurePercentage { object["toleratedFailurePercentage"] = .double(toleratedFailurePercentage) }
        return .object(object)
    }

    fileprivate init(journal: JSON?) {
        self.init(
            maxConcurrency: journal?["maxConcurrency"]?.int,
            toleratedFailureCount: journal?["toleratedFailureCount"]?.int,
            toleratedFailurePercentage: journal?["toleratedFailurePercentage"]?.double)
    }
}

extension JSON {
    /// A string, or null for none.
    fileprivate static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
}
