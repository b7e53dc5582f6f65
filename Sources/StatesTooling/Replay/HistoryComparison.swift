import JSON
import StatesLanguage

/// Compares two histories strand by strand.
struct HistoryComparison {
    /// Common events shown before the place where two histories part.
    private static let contextLength = 3

    private let recorded: ExecutionTrace
    private let now: ExecutionTrace
    private let recordedKeys: StrandKeys
    private let nowKeys: StrandKeys
    /// The replay under other conditions.
    private let others: [(trace: ExecutionTrace, keys: StrandKeys)]
    private let ignored: IgnoredPaths

    init(
        recorded: [HistoryEvent], now: [HistoryEvent], others: [[HistoryEvent]] = [],
        ignored: IgnoredPaths = IgnoredPaths([])
    ) {
        self.recorded = ExecutionTrace(recorded)
        self.now = ExecutionTrace(now)
        recordedKeys = StrandKeys(self.recorded)
        nowKeys = StrandKeys(self.now)
        self.others = others.map(ExecutionTrace.init).map { ($0, StrandKeys($0)) }
        self.ignored = ignored
    }

    var firstDivergence: Divergence? {
        for event in recorded.events {
            let (key, place) = place(of: event.id, in: recorded, recordedKeys)
            let counterpart = self.event(key, place, of: now, nowKeys)
            let differences = counterpart.map { self.differences(event, $0, key, place) } ?? []
            if let counterpart, counterpart.type == event.type, differences.isEmpty { continue }
            return divergence(event, counterpart, differences, key: key, place: place)
        }
        guard recorded.events.last.map({ $0.type.endStatus != .running }) == true else { return nil }
        for event in now.events {
            let (key, place) = place(of: event.id, in: now, nowKeys)
            if self.event(key, place, of: recorded, recordedKeys) == nil {
                return divergence(nil, event, [], key: key, place: place)
            }
        }
        return nil
    }

    private func place(of id: Int, in trace: ExecutionTrace, _ keys: StrandKeys) -> (String, Int) {
        (keys.names[trace.strandOfEvent[id - 1]], keys.places[id - 1])
    }

    private func event(_ key: String, _ place: Int, of trace: ExecutionTrace, _ keys: StrandKeys) -> HistoryEvent? {
        guard let events = keys.events[key], events.indices.contains(place) else { return nil }
        return trace.event(events[place])
    }

    private func differences(
        _ recorded: HistoryEvent, _ now: HistoryEvent, _ key: String, _ place: Int
    ) -> [ValueDifference] {
        guard recorded.type == now.type else { return [] }
        let cut = recorded.cutDetails
        let (old, new) = (recorded.comparableDetails(without: cut), now.comparableDetails(without: cut))
        // Details of thousands of events are equal; only where they are not is it of interest what other runs made.
        guard old != new else { return [] }
        let made = others.compactMap { self.event(key, place, of: $0.trace, $0.keys) }.filter { $0.type == now.type }
            .map { $0.comparableDetails(without: cut) }
        return ValueDifference.all(old, new, others: made).filter { !ignored.contains($0.path) }
    }

    private func divergence(
        _ event: HistoryEvent?, _ counterpart: HistoryEvent?, _ differences: [ValueDifference], key: String, place: Int
    ) -> Divergence {
        let common = (max(0, place - Self.contextLength)..<place).compactMap {
            self.event(key, $0, of: recorded, recordedKeys)
        }
        let explanation = DivergenceExplanation(
            recorded: event, now: counterpart, before: common.last, differences: differences, failure: failure,
            state: (event ?? common.last).flatMap { recorded.visitOfEvent[$0.id - 1] }.map { recorded.visits[$0].state }
        )
        return Divergence(
            recorded: event, now: counterpart, common: common,
            differences: Array(differences.prefix(ValueDifference.maximumCount)), explanation: explanation.text)
    }

    /// What the replayed execution failed with; nil where it did not fail.
    private var failure: HistoryEvent? {
        guard now.events.last?.type != .executionSucceeded else { return nil }
        return now.events.last { $0.error != nil }
    }
}

extension HistoryEvent {
    /// Details of which the event has only a part.
    fileprivate var cutDetails: Set<String> {
        let details = eventDetails
        return Set(details.keys.filter { details[$0 + "Details"]?["truncated"] == true })
    }

    /// The details without what every run gives anew; data as values instead of text.
    fileprivate func comparableDetails(without cut: Set<String>) -> JSON {
        let ignored: Set = [
            "roleArn", "mapRunArn", "region", "stateMachineAliasArn", "stateMachineVersionArn", "inputDetails",
            "outputDetails", "assignedVariablesDetails",
        ]
        var details = JSONObject()
        for member in eventDetails where !ignored.contains(member.key) && !cut.contains(member.key) {
            switch member.key {
            case "input", "output", "parameters": details[member.key] = data(member.key) ?? member.value
            case "assignedVariables":
                details[member.key] = .object(JSONObject(assignedVariables.sorted { $0.key < $1.key }.map { ($0, $1) }))
            default: details[member.key] = member.value
            }
        }
        return .object(details)
    }
}
