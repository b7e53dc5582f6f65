import JSON
import Testing

@testable import StatesLanguage

@Suite struct MapRunRedriveTests {
    static let task: JSON = ["T": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]]

    /// Runs a map of three items whose second one fails, and then what is left of it.
    private func redrive(
        _ fields: JSON
    ) async throws -> (first: DistributedMap.Outcome, again: Execution, children: [ChildExecution]) {
        var map = DistributedMap(fields: fields, states: Self.task, input: [1, 2, 3])
        map.mocks = ["T": [["return": "a"], ["throw": ["error": "Busy"]], ["return": "c"]]]
        let first = try await map.run()
        #expect(first.execution.error == "States.ExceedToleratedFailureThreshold")
        // What a redrive needs survives as a document.
        let runs = try first.execution.unfinishedMapRuns.map { run in
            try #require(MapRunProgress(try JSON(parsing: run.json.text())))
        }
        #expect(runs == first.execution.unfinishedMapRuns)
        let execution = try Execution.redriven(
            try Definition(map.definition), history: first.execution.history, mapRuns: runs,
            at: DistributedMap.start + .seconds(60))
        let interpreter = Interpreter(
            runner: try MockTaskRunner(["T": [["return": "b"], ["return": "c"]]]), buckets: first.buckets,
            clock: VirtualClock(now: DistributedMap.start + .seconds(60)))
        var children: [ChildExecution] = []
        let again = await interpreter.run(execution, observeChild: { children.append($0) })
        return (first, again, children)
    }

    @Test func onlyWhatDidNotSucceedRunsAgain() async throws {
        let (first, again, children) = try await redrive(["MaxConcurrency": 1, "Label": "L"])
        #expect(again.output == ["a", "b", "c"])
        #expect(children.map(\.index) == [1, 2])
        let run = try #require(again.mapRuns.first)
        #expect(run.arn == first.run?.arn)
        #expect(run.label == "L")
        #expect(run.redriveCount == 1)
        #expect(run.itemCounts.succeeded == 3)
        #expect(
            again.history.dropFirst(first.execution.history.count).map(\.type) == [
                .executionRedriven, .mapRunRedriven, .mapRunSucceeded, .mapStateSucceeded, .mapStateExited,
                .executionSucceeded,
            ])
    }

    /// Runs a map of three items whose second one fails at its second state, and redrives it.
    private func redriveInPlace(_ type: String) async throws -> (children: [ChildExecution], Execution) {
        let states: JSON = [
            "First": ["Type": "Pass", "Next": "T"],
            "T": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true],
        ]
        var map = DistributedMap(fields: ["MaxConcurrency": 1], states: states, input: [1, 2, 3])
        map.executionType = type
        var execution = Execution(try Definition(map.definition), input: map.input)
        var children: [ChildExecution] = []
        let mocks: JSON = ["T": [["return": "a"], ["throw": ["error": "Busy"]], ["return": "b"], ["return": "c"]]]
        for time in [DistributedMap.start, DistributedMap.start + .seconds(60)] {
            let interpreter = Interpreter(runner: try MockTaskRunner(mocks), clock: VirtualClock(now: time))
            if execution.isOver { try execution.redrive(at: time) }
            execution = await interpreter.run(execution, observeChild: { children.append($0) })
        }
        return (children, execution)
    }

    @Test func aChildGoesOnUnderItsOwnNameWhereItFailed() async throws {
        let (children, execution) = try await redriveInPlace("STANDARD")
        #expect(execution.output == ["a", "b", "c"])
        #expect(children.map(\.index) == [0, 1, 1, 2])
        #expect(children[1].arn == children[2].arn)
        #expect(children.map(\.redriveCount) == [0, 0, 1, 0])
        #expect(children[2].redriveDate == DistributedMap.start + .seconds(60))
        #expect(children[2].startDate == DistributedMap.start)
        #expect(
            children[2].execution.history.map(\.type) == [
                .executionStarted, .passStateEntered, .passStateExited, .taskStateEntered, .taskScheduled, .taskStarted,
                .taskFailed, .executionFailed, .executionRedriven, .taskScheduled, .taskStarted, .taskSucceeded,
                .taskStateExited, .executionSucceeded,
            ])
        // As many as there are names.
        #expect(execution.mapRuns.map(\.executionCounts.total) == [3])
        #expect(Set(children.map(\.arn)).count == 3)
    }

    @Test func anExpressChildStartsAnew() async throws {
        let (children, execution) = try await redriveInPlace("EXPRESS")
        #expect(execution.output == ["a", "b", "c"])
        #expect(children[1].arn != children[2].arn)
        #expect(children[2].execution.history.map(\.type).prefix(2) == [.executionStarted, .passStateEntered])
    }

    @Test func theManifestNamesTheFilesOfBothRuns() async throws {
        let (first, again, _) = try await redrive(["MaxConcurrency": 1, "ResultWriter": DistributedMap.writer()])
        let key = try #require(again.output?["ResultWriterDetails"]?["Key"]?.string)
        let manifest = try #require(try first.object(key))
        let names = manifest["ResultFiles"]?["SUCCEEDED"]?.array?.compactMap { $0["Key"]?.string } ?? []
        var outputs: [JSON?] = []
        for name in names { outputs += try first.object(name)?.array?.map { $0["Output"] } ?? [] }
        #expect(outputs == ["\"a\"", "\"b\"", "\"c\""])
        #expect(manifest["ResultFiles"]?["FAILED"] == [])
    }
}
