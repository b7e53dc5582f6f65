import Foundation
import JSON
import LocalRunner
import StatesLanguage
import TestSupport
import Testing

/// What goes wrong around the stages: stores, disks, receivers, crashes. All of it real.
@Suite(.timeLimit(.minutes(5))) struct TroubleTests {
    let machine = Machine()
    private let key = "incoming/me/runs.csv"

    @Test(arguments: [
        // Something stands where the stage needs a folder.
        ("archive", "Objects.Unusable", ["Fetch", "NotifyFailure", "Failed"], "Something else is in its place"),
        (
            "reports", "Objects.Unusable", ["Fetch", "Clean", "NotifyFailure", "Failed"],
            "Something else is in its place"
        ),
        ("workouts.sqlite", "Store.Unusable", ["Fetch", "NotifyFailure", "Failed"], "is damaged, or no store"),
        (
            "notifications", "Import.Unannounced", ["Fetch", "Clean", "Diff", "Notify", "StoredUnannounced"],
            "The workouts were stored"
        ),
    ])
    func anUnusableStoreIsSaidAtOnce(_ name: String, error: String, path: [String], says: String) async throws {
        try machine.upload(Upload.runs(3), as: key)
        let content = Array(String(repeating: "in the way, and no database at all. ", count: 40).utf8)
        try machine.write(content, to: name)
        let run = try await machine.run(Upload.event(key))
        #expect(run.status == "FAILED")
        #expect(run.error == error)
        #expect(run.path == path)
        #expect(run.cause.contains(says), "\(run.cause)")
        #expect(machine.object(name) == content)
        #expect(machine.object(key) == Upload.runs(3))
    }

    @Test func aQuarantineThatFailsDoesNotHideTheReason() async throws {
        try machine.upload([], as: key)
        try machine.write([1], to: "quarantine")
        let run = try await machine.run(Upload.event(key))
        #expect(run.path == ["Fetch", "Quarantine", "NotifyFailure", "Failed"])
        #expect(run.failures == ["Upload.Empty", "Objects.Unusable"])
        #expect(run.error == "Upload.Empty")
        #expect(!run.cause.contains("kept"))
    }

    /// A limit on the size of files is a disk that is full for this one process.
    @Test(arguments: [
        ("StageFetch", 32, "Fetch", "Store.Unusable"), ("StageClean", 16, "Clean", "Objects.Unusable"),
        ("StageDiff", 256, "Diff", "Store.Unusable"), ("StageNotify", 0, "Notify", "Import.Unannounced"),
    ])
    func aFullDiskLeavesTheStoreAsItWas(_ stage: String, blocks: Int, state: String, error: String) async throws {
        try machine.upload(Upload.runs(5), as: "incoming/me/first.csv")
        #expect(try await machine.run(Upload.event("incoming/me/first.csv"), runID: "run-0").status == "SUCCEEDED")
        let before = machine.dump()
        try machine.upload(Upload.runs(3000, from: 100), as: key)
        let run = try await machine.run(
            Upload.event(key),
            adjusting: [
                stage: { function in
                    function.arguments = [
                        "-c", "trap '' XFSZ; ulimit -f \(blocks); exec '\(function.executable)'",
                    ]
                    function.executable = "/bin/sh"
                }
            ])
        #expect(run.error == error, "\(run.cause)")
        #expect(run.path.contains(state))
        if state != "Notify" { #expect(machine.dump() == before) }
        if state == "Diff" {
            let report = try JSON(parsing: machine.object("reports/me/run-1/report.json") ?? [])
            #expect(report["import"] == nil || report["import"] == .null, "\(report)")
        }
        // With space again the same file goes in.
        let again = try await machine.run(Upload.event(key), runID: "run-2")
        #expect(again.status == "SUCCEEDED")
        #expect(StoreDump.value("SELECT count(*) FROM workouts", in: machine.database) == "3005")
        let leftovers = FileTree.contents(of: machine.home) { $0.hasSuffix(".unfinished") }
        #expect(leftovers.keys.sorted() == [])
    }

    @Test func aLockedStoreIsWaitedForAndTriedAgain() async throws {
        try machine.upload(Upload.runs(5), as: key)
        try machine.upload(Upload.runs(5, from: 5), as: "incoming/me/more.csv")
        #expect(try await machine.run(Upload.event(key), runID: "run-0").status == "SUCCEEDED")
        let lock = StoreLock(machine.database)
        let run = try await machine.run(Upload.event("incoming/me/more.csv")) { event in
            if event.type == .taskFailed { lock.release() }
        }
        #expect(run.status == "SUCCEEDED")
        #expect(run.failures == ["Store.Unavailable"])
        #expect(StoreDump.value("SELECT count(*) FROM workouts", in: machine.database) == "10")
    }

    @Test(arguments: [
        ([200], "SUCCEEDED", [String](), 1),
        ([503, 429, 200], "SUCCEEDED", ["Publish.Unavailable", "Publish.Unavailable"], 3),
        ([400], "FAILED", ["Publish.Refused"], 1),
        (Array(repeating: 500, count: 20), "FAILED", Array(repeating: "Publish.Unavailable", count: 9), 9),
    ])
    func theReceiverOfMessagesDecides(
        _ answers: [Int], status: String, failures: [String], deliveries: Int
    ) async throws {
        try machine.upload(Upload.runs(3), as: key)
        try await WebhookServer.serving(answers) { address, server in
            let run = try await machine.run(Upload.event(key), environment: ["WORKOUTS_WEBHOOK": address])
            #expect(run.status == status)
            #expect(run.error == (status == "FAILED" ? "Import.Unannounced" : nil))
            #expect(run.failures == failures)
            #expect(server.deliveries.count == deliveries)
            #expect(Set(server.deliveries.map(\.deliveryID)).count == 1)
            #expect(Set(server.deliveries.map(\.body)).count == 1)
            // The workouts are stored either way.
            #expect(StoreDump.value("SELECT count(*) FROM workouts", in: machine.database) == "3")
        }
    }

    @Test func aFailureIsPostedToo() async throws {
        try machine.upload([], as: key)
        try await WebhookServer.serving { address, server in
            let run = try await machine.run(Upload.event(key), environment: ["WORKOUTS_WEBHOOK": address])
            #expect(run.error == "Upload.Empty")
            let body = try JSON(parsing: server.deliveries.first?.body ?? "")
            #expect(body["outcome"] == "failed")
            #expect(body["text"] == .string(run.cause))
        }
    }

    @Test(arguments: [
        ("kill -9 $$", "Runtime.ExitError", 3, "stopped unexpectedly"),
        ("exit 3", "Runtime.ExitError", 3, "stopped unexpectedly"),
    ])
    func aStageThatDiesIsTriedAgainThenTheFileIsKept(
        _ script: String, error: String, attempts: Int, says: String
    ) async throws {
        try machine.upload(Upload.runs(3), as: key)
        let run = try await machine.run(
            Upload.event(key),
            adjusting: [
                "StageClean": {
                    $0.executable = "/bin/sh"
                    $0.arguments = ["-c", script]
                }
            ])
        #expect(run.failures == Array(repeating: error, count: attempts))
        #expect(run.path == ["Fetch", "Clean", "Quarantine", "NotifyFailure", "Failed"])
        #expect(run.cause.contains(says), "\(run.cause)")
        #expect(machine.object("quarantine/me/run-1/upload/runs.csv") == Upload.runs(3))
    }

    @Test func aStageThatDoesNotStartIsSaid() async throws {
        try machine.upload(Upload.runs(3), as: key)
        let run = try await machine.run(
            Upload.event(key), adjusting: ["StageDiff": { $0.executable = "/nonexistent/StageDiff" }])
        #expect(run.error == "Runtime.InvalidEntrypoint")
        #expect(run.cause.contains("could not be started"), "\(run.cause)")
        #expect(machine.object("quarantine/me/run-1/upload/runs.csv") == Upload.runs(3))
    }

    @Test func aStageGivesUpBeforeItIsKilled() async throws {
        try machine.upload(Upload.runs(3), as: key)
        let run = try await machine.run(
            Upload.event(key), adjusting: ["StageDiff": { $0.timeout = .milliseconds(450) }])
        #expect(run.error == "Stage.DeadlineExceeded")
        #expect(run.path == ["Fetch", "Clean", "Diff", "Quarantine", "NotifyFailure", "Failed"])
        #expect(StoreDump.value("SELECT count(*) FROM workouts", in: machine.database) == "0")
    }

    @Test func aCrashInTheMiddleIsMadeGoodByTheRetry() async throws {
        try machine.upload(Upload.runs(3), as: key)
        let died: [TaskOutcome] = [.failed(error: "Runtime.ExitError", cause: nil)]
        let run = try await machine.run(
            Upload.event(key), failing: ["Fetch": died, "Clean": died, "Diff": died, "Notify": died])
        #expect(run.status == "SUCCEEDED")
        #expect(run.failures.count == 4)
        #expect(run.output["notice"]?["payload"]?["text"] == "3 new")
    }
}
