import Foundation
import JSON
import TestSupport
import Testing

/// One stage at a time, as a person debugs it.
@Suite(.timeLimit(.minutes(5))) struct StageTests {
    private func payload(_ state: String, of run: MachineRun) throws -> JSON {
        let states = try #require(Machine.source()["States"]?.object)
        let input = run.input(of: state)
        var payload: JSONObject = [:]
        for (name, value) in states[state]?["Parameters"]?["Payload"]?.object ?? [:] {
            guard name.hasSuffix(".$") else {
                payload[name] = value
                continue
            }
            let path = value.string?.dropFirst(2).split(separator: ".").map(String.init) ?? []
            payload[String(name.dropLast(2))] = path.reduce(Optional(input)) { $0?[$1] } ?? .null
        }
        return .object(payload)
    }

    @Test func aStageAloneGivesWhatItGaveInTheRun() async throws {
        let machine = Machine()
        try machine.upload(Upload.runs(20), as: "incoming/me/runs.csv")
        let run = try await machine.run(Upload.event("incoming/me/runs.csv"))
        let other = Machine()
        try other.upload(Upload.runs(20), as: "incoming/me/runs.csv")
        for (state, stage, result) in [
            ("Fetch", "StageFetch", "fetch"), ("Clean", "StageClean", "clean"), ("Diff", "StageDiff", "diff"),
            ("Notify", "StageNotify", "notice"),
        ] {
            let event = try payload(state, of: run)
            let file = "\(other.folder.path)/event.json"
            try Data(event.bytes(.pretty)).write(to: URL(filePath: file))
            let environment = ["WORKOUTS_HOME": other.home]
            let expected = try #require(run.output[result]?["payload"])
            let byFile = try await Program.run(stage, ["--event", file], environment: environment)
            #expect(byFile.status == 0, "\(byFile.output)")
            #expect(try JSON(parsing: byFile.output) == expected)
            // Fetch finds an import once Diff has stored it, so the second time has to be before that.
            let byInput = try await Program.run(stage, environment: environment, input: event.bytes())
            #expect(byInput.status == 0)
            #expect(byInput.output == byFile.output)
        }
        #expect(other.dump() == machine.dump())
    }

    @Test(arguments: Machine.stages)
    func everyStageExplainsItself(_ stage: String) async throws {
        let help = try await Program.run(stage, ["--help"])
        #expect(help.status == 0)
        #expect(help.output.contains("\(stage) --event event.json"))
        #expect(help.output.contains("WORKOUTS_HOME"))
        #expect(help.errors.isEmpty)
        let wrong = try await Program.run(stage, ["--nonsense"])
        #expect(wrong.status == 64)
        #expect(wrong.output.isEmpty)
        #expect(wrong.errors.contains("Unknown argument '--nonsense'"))
    }

    @Test(arguments: Machine.stages, ["{\"run\": ", "", "[1, 2", "not JSON"])
    func whatIsNoEventIsRefusedByName(_ stage: String, event: String) async throws {
        let folder = TemporaryFolder()
        let run = try await Program.run(
            stage, environment: ["WORKOUTS_HOME": folder.path], input: Array(event.utf8))
        #expect(run.status == 1)
        let error = try JSON(parsing: run.output)
        #expect(error["errorType"] == "Event.Invalid")
        #expect(error["errorMessage"]?.string?.contains("line 1, column") == true)
        #expect(FileTree.contents(of: folder.path).isEmpty)
    }

    @Test(arguments: Machine.stages, ["{}", "null", "[]", #"{"run":{"id":"r"}}"#])
    func anEventThatLacksSomethingNamesIt(_ stage: String, event: String) async throws {
        let folder = TemporaryFolder()
        let run = try await Program.run(
            stage, environment: ["WORKOUTS_HOME": folder.path], input: Array(event.utf8))
        #expect(run.status == 1)
        let error = try JSON(parsing: run.output)
        #expect(error["errorType"] == "Event.Invalid", "\(run.output)")
        #expect(error["errorMessage"]?.string?.isEmpty == false)
    }

    @Test(arguments: [[:], ["WORKOUTS_HOME": ""], ["WORKOUTS_HOME": "relative/path"]])
    func withoutAHomeNothingIsDone(_ environment: [String: String]) async throws {
        let run = try await Program.run(
            "StageFetch", environment: environment, input: Upload.event("incoming/me/a.csv").bytes())
        #expect(run.status == 1)
        let error = try JSON(parsing: run.output)
        #expect(error["errorType"] == "Store.Unusable")
        #expect(error["errorMessage"]?.string?.contains("WORKOUTS_HOME") == true)
    }
}
