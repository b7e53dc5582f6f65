import JSON
import StatesLanguage

/// Says in a sentence why two histories part, as far as the events around the place show it.
struct DivergenceExplanation {
    let recorded: HistoryEvent?
    let now: HistoryEvent?
    /// The last common event of the strand.
    let before: HistoryEvent?
    let differences: [ValueDifference]
    /// The last event of the replay that tells of an error.
    let failure: HistoryEvent?
    /// The state that the recorded event is about.
    let state: String?

    var text: String? {
        guard let now else {
            return recorded.map { _ in
                failure.map { "the execution ends before with \(Self.words(of: $0))" }
                    ?? "the task has no recorded result that the execution could go on with"
            }
        }
        guard let recorded else { return "the recorded execution had ended there" }
        if now.type == recorded.type { return sameKind(recorded) }
        if now.type.isEntered, recorded.type.isEntered { return otherState(recorded, now) }
        if now.error != nil, recorded.error == nil { return "the state fails now: \(Self.words(of: now))" }
        if recorded.error != nil, now.error == nil {
            return "the recorded execution failed there and this one does not"
        }
        if recorded.type.isTaskScheduled || now.type.isTaskScheduled {
            return "the state \(state.map { "'\($0)' " } ?? "")does another kind of work, or retries differently"
        }
        return nil
    }

    private func otherState(_ recorded: HistoryEvent, _ now: HistoryEvent) -> String? {
        guard let old = recorded.stateName, let new = now.stateName else { return nil }
        guard let before, let origin = before.stateName else {
            return old == new
                ? "'\(old)' is of another type now" : "the execution starts at '\(new)' instead of '\(old)'"
        }
        if old == new { return "'\(old)' is of another type now" }
        return before.type == .choiceStateExited
            ? "another rule of the Choice state '\(origin)' holds now, and leads to '\(new)' instead of '\(old)'"
            : "'\(origin)' leads to '\(new)' now instead of '\(old)'"
    }

    private func sameKind(_ recorded: HistoryEvent) -> String? {
        let places = differences.prefix(3).map(\.path).joined(separator: ", ")
        let subject = state.map { "the state '\($0)'" } ?? "the execution"
        if recorded.type.isEntered, let name = differences.first(where: { $0.path == "name" })?.now?.plainText {
            let origin = before?.stateName.map { "'\($0)'" } ?? "the execution"
            return before?.type == .choiceStateExited
                ? "another rule of the Choice state \(origin) holds now, and leads to '\(name)'"
                : "\(origin) leads to '\(name)' now"
        }
        if recorded.type.isTaskScheduled { return "\(subject) hands its task other values at \(places)" }
        if recorded.type.rawValue.hasSuffix("StateExited") {
            return "all that \(subject) was given is the same, but it makes something else of it at \(places)"
        }
        return "\(places) \(differences.count == 1 ? "differs" : "differ")"
    }

    private static func words(of event: HistoryEvent) -> String {
        let cause = event.eventDetails["cause"]?.plainText
        return [event.error, cause].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

extension HistoryEventType {
    /// Whether a state is entered.
    var isEntered: Bool { rawValue.hasSuffix("StateEntered") }
}

extension JSON {
    /// A string without quotes, anything else as JSON text.
    var plainText: String { string ?? text() }
}
