import JSON
import StatesLanguage
import StatesTooling

/// Histories, with the definition that a result of `states run` has beside them.
enum HistoryTarget: FuzzTarget {
    static let name = "history"
    static let takesJSON = true

    private static let now = Timestamp(seconds: 1_800_000_000)

    static func check(_ bytes: [UInt8]) {
        guard let source = try? JSON(parsing: bytes), let history = try? RecordedHistory(source) else { return }
        checkWriting(of: history)
        if let recording = try? MockRecording(history.events), !recording.responses.isEmpty {
            var mocks = MockFile()
            mocks.set("t", of: "m", to: recording.responses)
            do {
                _ = try MockTaskRunner(JSON.object(mocks.source), stateMachine: "m", testCase: "t")
            } catch {
                fatalError("Broken promise: recorded mocks can be read: \(error)")
            }
        }
        guard let machine = source["definition"], let definition = try? Definition(machine) else { return }
        if let divergence = Replay(definition, history).divergence { _ = divergence.explanation }
        redrive(definition, history, source)
    }

    private static func checkWriting(of history: RecordedHistory) {
        let again = try? RecordedHistory(.array(history.events.map(\.json)))
        expect(again?.events.map(\.json) == history.events.map(\.json), "a history is read as it was written")
        _ = ExecutionTrace(history.events)
        _ = (history.status, history.input)
    }

    private static func redrive(_ definition: Definition, _ history: RecordedHistory, _ source: JSON) {
        // Close to the end of the recording, because the service refuses what is over for long.
        let now = history.events.last?.timestamp ?? Self.now
        let redriven = try? Execution.redriven(
            definition, history: history.events, at: now, seed: 1, limits: SteadyDriver.limits)
        if let redriven { _ = SteadyDriver.run(redriven).result }
    }
}
