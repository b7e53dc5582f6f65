import JSON
import StatesLanguage
import StatesTooling

/// Definitions: what is valid can be run, ends, and runs alike each time.
enum DefinitionTarget: FuzzTarget {
    static let name = "definition"
    static let takesJSON = true

    private static let input: JSON = [
        "n": 3, "list": [3, 1, "x", nil, ["k": 1]], "text": "a*b", "flag": true, "time": "2024-02-29T12:00:00Z",
        "object": ["a": ["b": 1.5]], "none": [], "json": "{\"a\": [1]}", "zero": 0, "big": 99_999_999,
    ]

    static func check(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let issues = Definition.issues(inText: text)
        _ = Definition.issues(inText: text, type: .express)
        guard let source = try? JSON(parsing: text) else {
            return expect(!issues.isEmpty, "what is no JSON is an issue")
        }
        let map = JSONSourceMap(text)
        for issue in issues { _ = map.spot(of: issue.pointer) }
        _ = Definition.variableReferences(in: source)
        let isValid = !issues.contains(where: \.preventsExecution)
        do {
            let definition = try Definition(source)
            // A key that stands twice is an issue of the text only.
            expect(isValid || !map.duplicateKeys.isEmpty, "a definition with an error is refused: \(issues)")
            run(definition, .standard)
            run(definition, .express)
        } catch {
            let hasOther = error.issues.contains { $0.preventsExecution && $0.code != .unresolvedSubstitution }
            expect(!(isValid && hasOther), "a definition without an error is accepted: \(error)")
        }
    }

    private static func run(_ definition: Definition, _ type: ExecutionIdentity.WorkflowType) {
        let first = SteadyDriver.run(definition, input: input, type: type)
        let second = SteadyDriver.run(definition, input: input, type: type)
        expect(first.history.map(\.json) == second.history.map(\.json), "equal runs have equal histories")
        expect(first.history.count <= SteadyDriver.limits.historyEvents || type == .express, "histories are bounded")
        guard type == .standard, let recorded = try? RecordedHistory(first.result) else { return }
        expect(recorded.events.count == first.history.count, "a history is read as it was written")
        // A replay has the service's quotas: a loop would take most of the time.
        if first.history.count < SteadyDriver.limits.historyEvents { _ = Replay(definition, recorded) }
        _ = try? MockRecording(recorded.events)
    }
}
