import JSON
import Testing

@testable import StatesLanguage

@Suite struct ResultWriterTests {
    private func text(_ outcome: DistributedMap.Outcome, _ name: String) throws -> String? {
        let run = try #require(outcome.run)
        return outcome.buckets.bytes(of: ObjectReference(bucket: "b", key: "out/\(run.id)/\(name)"))
            .map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func theManifestNamesTheFilesOfEveryKind() async throws {
        let map = DistributedMap(
            fields: ["ResultWriter": DistributedMap.writer(), "ToleratedFailureCount": 1],
            states: MapRunTests.failingOnTwo, input: [1, 2, 3])
        let outcome = try await map.run()
        let run = try #require(outcome.run)
        let folder = "out/\(run.id)"
        #expect(
            outcome.execution.output == [
                "MapRunArn": .string(run.arn),
                "ResultWriterDetails": ["Bucket": "b", "Key": .string("\(folder)/manifest.json")],
            ])
        let (succeeded, failed) = (
            try #require(try text(outcome, "SUCCEEDED_0.json")), try #require(try text(outcome, "FAILED_0.json"))
        )
        #expect(
            try outcome.object("\(folder)/manifest.json") == [
                "DestinationBucket": "b", "MapRunArn": .string(run.arn),
                "ResultFiles": [
                    "FAILED": [["Key": .string("\(folder)/FAILED_0.json"), "Size": .int(failed.utf8.count)]],
                    "PENDING": [],
                    "SUCCEEDED": [["Key": .string("\(folder)/SUCCEEDED_0.json"), "Size": .int(succeeded.utf8.count)]],
                ],
            ])
        let records = try JSON(parsing: succeeded)
        #expect(records.array?.map { $0["Output"] } == ["1", "3"])
        #expect(
            records[0]?.object?.keys == [
                "ExecutionArn", "Input", "InputDetails", "Name", "Output", "OutputDetails", "RedriveCount",
                "RedriveStatus", "RedriveStatusReason", "StartDate", "StateMachineArn", "Status", "StopDate",
            ])
        let failure = try JSON(parsing: failed)[0]
        #expect(failure?["Error"] == "Bad")
        #expect(failure?["Cause"] == "two")
        #expect(failure?["Status"] == "FAILED")
        #expect(run.executionCounts.resultsWritten == 3)
    }

    @Test func aRunThatFailsLeavesWhatItDidAndWhatIsPending() async throws {
        let map = DistributedMap(
            fields: ["ResultWriter": DistributedMap.writer(), "MaxConcurrency": 1], states: MapRunTests.failingOnTwo,
            input: [1, 2, 3, 4])
        let outcome = try await map.run()
        #expect(outcome.execution.error == "States.ExceedToleratedFailureThreshold")
        let pending = try JSON(parsing: try #require(try text(outcome, "PENDING_0.json")))
        #expect(pending.array?.map { $0["Input"] } == ["3", "4"])
        #expect(outcome.run?.itemCounts.pending == 2)
    }

    /// The item that no longer fitted into the batch that failed is in a batch of its own, which never ran.
    @Test func aBatchThatWasNotCompleteIsPendingToo() async throws {
        let map = DistributedMap(
            fields: [
                "ResultWriter": DistributedMap.writer(), "MaxConcurrency": 1,
                "ItemBatcher": ["MaxInputBytesPerBatch": 20],
            ], states: ["F": ["Type": "Fail", "Error": "Bad"]], input: ["one", "two", "three"])
        let outcome = try await map.run()
        let pending = try JSON(parsing: try #require(try text(outcome, "PENDING_0.json")))
        #expect(pending.array?.map { $0["Input"] } == [#"{"Items":["two"]}"#, #""three""#])
    }

    @Test(arguments: [
        ("NONE", "JSON", nil as String?), ("COMPACT", "JSON", "[[1,2],3]"), ("FLATTEN", "JSON", "[1,2,3]"),
        ("COMPACT", "JSONL", "[1,2]\n3\n"), ("FLATTEN", "JSONL", "1\n2\n3\n"),
    ])
    func filesHaveTheShapeThatTheConfigurationSays(
        transformation: String, type: String, expected: String?
    ) async throws {
        let config: JSON = ["Transformation": .string(transformation), "OutputType": .string(type)]
        let map = DistributedMap(fields: ["ResultWriter": DistributedMap.writer(config)], input: [[1, 2], 3])
        let name = type == "JSON" ? "SUCCEEDED_0.json" : "SUCCEEDED_0.jsonl"
        let content = try #require(try text(try await map.run(), name))
        if let expected { #expect(content == expected) } else { #expect(content.hasPrefix("[{\"ExecutionArn\"")) }
    }

    @Test func withoutAResourceOnlyTheShapeChanges() async throws {
        let map = DistributedMap(
            fields: ["ResultWriter": ["WriterConfig": ["Transformation": "FLATTEN", "OutputType": "JSON"]]],
            input: [[1, 2], 3])
        #expect(try await map.run().execution.output == [1, 2, 3])
    }

    @Test func whatCannotBeWrittenFailsTheRun() async throws {
        let map = DistributedMap(
            fields: [
                "ResultWriter": DistributedMap.writer(),
                "Catch": [["ErrorEquals": ["States.ResultWriterFailed"], "Next": "Caught"]],
            ], input: [1])
        let interpreter = Interpreter(
            runner: MockTaskRunner([:]), buckets: NoBuckets(reason: "No."),
            clock: VirtualClock(now: DistributedMap.start))
        let execution = await interpreter.run(Execution(try Definition(map.definition), input: map.input))
        #expect(execution.output == ["Error": "States.ResultWriterFailed", "Cause": "No."])
        #expect(execution.mapRuns.map(\.status) == [.failed])
    }
}
