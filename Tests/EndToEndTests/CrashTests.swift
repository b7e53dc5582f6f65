import Foundation
import JSON
import StatesLanguage
import TestSupport
import Testing

/// Kills stages at random instants and shows that nothing of it is left after the retry.
@Suite(.timeLimit(.minutes(5)), .serialized) struct CrashTests {
    /// What a run leaves: every file, every row, every answer.
    private struct Traces: Equatable {
        var files: [String: Data]
        var rows: [String]
        var answers: [String]
    }

    private static let rounds = 10
    /// Before each stage of each of the two uploads is let run to its end.
    private static let killsOfAStage = 3

    /// The store's own files are compared row by row, and where it keeps its log is its own affair.
    private static func traces(_ home: String, _ answers: [String]) -> Traces {
        Traces(
            files: FileTree.contents(of: home) { !$0.hasPrefix("workouts.sqlite") },
            rows: StoreDump.rows(of: "\(home)/workouts.sqlite"), answers: answers)
    }

    /// Two uploads, so that the second is compared with what the first stored; a bad row, so that all outputs have
    /// something in them.
    private static func upload(_ number: Int) -> [UInt8] {
        Upload.runs(300, from: number * 150) + Array("yesterday,Running,30,5\n".utf8)
    }

    private static func event(_ stage: String, _ run: Int, _ answers: [JSON]) -> JSON {
        let id: JSON = ["id": .string("run-\(run)"), "started_at": "2024-10-10T10:00:00Z"]
        let event = Upload.event("incoming/me/upload-\(run).csv")
        switch stage {
        case "StageFetch": return ["run": id, "event": event]
        case "StageClean": return ["run": id, "source": answers[0]]
        case "StageDiff": return ["run": id, "source": answers[0], "cleaned": answers[1]]
        default:
            return ["run": id, "outcome": "imported", "event": event, "source": answers[0], "result": answers[2]]
        }
    }

    /// Does both uploads stage by stage.
    ///
    /// - Parameter attempt: Called before each stage is run to its end.
    private static func importBoth(
        _ home: String, before attempt: (String, [UInt8]) throws -> Void = { _, _ in },
        after: (String, Duration) -> Void = { _, _ in }
    ) throws -> Traces {
        try? FileManager.default.removeItem(atPath: home)
        var texts: [String] = []
        for run in 0..<2 {
            let file = URL(filePath: "\(home)/incoming/me/upload-\(run).csv")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(upload(run)).write(to: file)
            var answers: [JSON] = []
            for stage in Machine.stages {
                let event = event(stage, run, answers).bytes()
                try attempt(stage, event)
                let ending = try Program(stage, environment: ["WORKOUTS_HOME": home], input: event)
                    .waitForEnding()
                try #require(ending.status == 0, "\(stage): \(ending.output)")
                after(stage, ending.duration)
                answers.append(try JSON(parsing: ending.output))
                texts.append(ending.output)
            }
        }
        return traces(home, texts)
    }

    /// What there is to see of a home, quickly: it tells a kill that came before any effect from one in the middle.
    private static func glance(_ home: String) -> [String] {
        FileTree.contents(of: home).map { "\($0.key) \($0.value.count)" }.sorted()
            + [StoreDump.value("SELECT count(*) FROM imports", in: "\(home)/workouts.sqlite") ?? ""]
    }

    @Test func aKilledStageLeavesNothingThatItsRetryDoesNotMakeGood() throws {
        let folder = TemporaryFolder()
        let home = "\(folder.path)/home"
        var durations: [String: Duration] = [:]
        let note = { (stage: String, duration: Duration) in
            durations[stage] = min(durations[stage] ?? duration, duration)
        }
        let undisturbed = try Self.importBoth(home, after: note)
        #expect(undisturbed.rows.count { $0.hasPrefix("workouts:") } == 450)
        // Without a crash the same comes of it, too.
        #expect(try Self.importBoth(home, after: note) == undisturbed)

        var random = SeededRandom(seed: 2_024)
        var kills: [String: Int] = [:]
        var midway: [String: Int] = [:]
        for round in 0..<Self.rounds {
            let traces = try Self.importBoth(home) { stage, event in
                var span = durations[stage] ?? .milliseconds(20)
                var killed = 0
                while killed < Self.killsOfAStage {
                    let before = Self.glance(home)
                    let share = Double.random(in: 0..<1, using: &random)
                    let program = try Program(stage, environment: ["WORKOUTS_HOME": home], input: event)
                    usleep(UInt32(span / .microseconds(1) * share))
                    program.send(SIGKILL)
                    if try program.waitForEnding().status == 128 + SIGKILL {
                        killed += 1
                        if Self.glance(home) != before { midway[stage, default: 0] += 1 }
                    } else {
                        // It had ended before: the machine was slower when the time was taken, or there was less to do.
                        span = span * 0.9
                    }
                }
                kills[stage, default: 0] += killed
            }
            #expect(traces.answers == undisturbed.answers, "round \(round)")
            #expect(traces.rows == undisturbed.rows, "round \(round)")
            #expect(traces.files.keys.sorted() == undisturbed.files.keys.sorted(), "round \(round)")
            for (path, bytes) in undisturbed.files { #expect(traces.files[path] == bytes, "round \(round): \(path)") }
        }
        #expect(kills.values.reduce(0, +) >= 200, "\(kills)")
        #expect(kills.keys.count == 4)
        // Kills that all came too early would show nothing.
        #expect(midway.values.reduce(0, +) >= 20, "\(midway)")
        let list = { (counts: [String: Int]) in
            counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        print("Killed: \(list(kills)). Of these with something done already: \(list(midway)).")
    }
}
