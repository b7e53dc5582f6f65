import Foundation
import JSON
import Testing

@testable import StatesLanguage

@Suite struct MapRunTests {
    static let csv: JSON = ["InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"]
    static let failingOnTwo: JSON = [
        "C": [
            "Type": "Choice", "Choices": [["Variable": "$", "NumericEquals": 2, "Next": "F"]], "Default": "P",
        ], "F": ["Type": "Fail", "Error": "Bad", "Cause": "two"], "P": ["Type": "Pass", "End": true],
    ]

    @Test func anItemKnowsItsPlaceAndItsSource() async throws {
        let map = DistributedMap(
            fields: [
                "ItemReader": DistributedMap.reader("rows.csv", Self.csv),
                "ItemSelector": [
                    "i.$": "$$.Map.Item.Index", "n.$": "$$.Map.Item.Value.n", "s.$": "$$.Map.Item.Source", "k.$": "$.k",
                ],
            ], input: ["k": "same"], objects: ["rows.csv": "n\nx\ny\n"])
        let source = "S3://b/rows.csv"
        #expect(
            try await map.run().execution.output == [
                ["i": 0, "n": "x", "s": .string(source), "k": "same"],
                ["i": 1, "n": "y", "s": .string(source), "k": "same"],
            ])
    }

    @Test func membersOfAnObjectAreItemsWithAKey() async throws {
        let map = DistributedMap(
            fields: ["ItemSelector": ["k.$": "$$.Map.Item.Key", "v.$": "$$.Map.Item.Value"]], input: ["a": 1, "b": 2])
        #expect(try await map.run().execution.output == [["k": "a", "v": 1], ["k": "b", "v": 2]])
    }

    @Test func entriesOfAListingAreItems() async throws {
        let map = DistributedMap(
            fields: [
                "ItemReader": [
                    "Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": ["Bucket": "b", "Prefix": "x/"],
                ], "ItemSelector": ["key.$": "$$.Map.Item.Value.Key", "size.$": "$$.Map.Item.Value.Size"],
            ], objects: ["x/1": "one", "x/2": "", "y": "other"])
        #expect(try await map.run().execution.output == [["key": "x/1", "size": 3], ["key": "x/2", "size": 0]])
    }

    @Test func listedObjectsAndThoseOfAManifestAreReadOneAfterTheOther() async throws {
        let objects = [
            "x/1.jsonl": "1\n2\n", "x/2.jsonl": "3", "m.csv": "s3://b/x/2.jsonl\ns3://b/x/1.jsonl\n",
            "inventory.json": """
            {"destinationBucket": "arn:aws:s3:::b", "fileFormat": "CSV", "fileSchema": "Bucket, Key",
             "files": [{"key": "files/1.csv"}]}
            """, "files/1.csv": "\"b\",\"x/1.jsonl\"\n",
        ]
        let listing: JSON = [
            "Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": ["Bucket": "b", "Prefix": "x/"],
            "ReaderConfig": ["InputType": "JSONL", "Transformation": "LOAD_AND_FLATTEN"],
        ]
        let cases: [(JSON, JSON)] = [
            (listing, [1, 2, 3]),
            (DistributedMap.reader("m.csv", ["ManifestType": "ATHENA_DATA", "InputType": "JSONL"]), [3, 1, 2]),
            (
                DistributedMap.reader("inventory.json", ["ManifestType": "S3_INVENTORY"]),
                [["Bucket": "b", "Key": "x/1.jsonl"]]
            ),
        ]
        for (reader, items) in cases {
            #expect(
                try await DistributedMap(fields: ["ItemReader": reader], objects: objects).run().execution.output
                    == items)
        }
    }

    static let batchers: [(JSON, [Int])] = [
        (["MaxItemsPerBatch": 2], [2, 2, 1]), (["MaxInputBytesPerBatch": 17], [3, 2]),
        (["MaxItemsPerBatchPath": "$.n", "MaxInputBytesPerBatch": 100], [4, 1]),
        (["MaxInputBytesPerBatch": 1], [1, 1, 1, 1, 1]),
    ]

    @Test(arguments: batchers)
    func batchesHoldAsManyItemsAsTheirLimitsSay(batcher: JSON, sizes: [Int]) async throws {
        let map = DistributedMap(
            fields: ["ItemsPath": "$.items", "ItemBatcher": batcher], input: ["items": [1, 2, 3, 4, 5], "n": 4])
        let outcome = try await map.run()
        #expect(outcome.execution.output?.array?.map { $0["Items"]?.array?.count } == sizes)
        #expect(outcome.run?.executionCounts.succeeded == sizes.count)
        #expect(outcome.run?.itemCounts.succeeded == 5)
    }

    @Test func aBatchGetsItsInput() async throws {
        let map = DistributedMap(
            fields: [
                "ItemsPath": "$.items",
                "ItemBatcher": ["MaxItemsPerBatch": 9, "BatchInput": ["who.$": "$.who", "fixed": 1]],
            ], input: ["items": [1, 2], "who": "me"])
        #expect(
            try await map.run().execution.output == [["BatchInput": ["who": "me", "fixed": 1], "Items": [1, 2]]])
    }

    @Test func aChildIsAnExecutionOfItsOwn() async throws {
        let map = DistributedMap(fields: ["Label": "Rows"], input: [7, 8], executionType: "EXPRESS")
        let outcome = try await map.run()
        let child = try #require(outcome.children.first)
        let run = try #require(outcome.run)
        #expect(run.arn.hasPrefix("arn:aws:states:us-east-1:123456789012:mapRun:local/Rows:"))
        #expect(child.mapRunARN == run.arn)
        #expect(child.stateMachineARN == "arn:aws:states:us-east-1:123456789012:stateMachine:local/Rows")
        #expect(child.arn.hasPrefix("arn:aws:states:us-east-1:123456789012:express:local/Rows:\(child.name):"))
        #expect(child.type == .express)
        #expect(child.input == 7)
        #expect(
            child.execution.history.map(\.type) == [
                .executionStarted, .passStateEntered, .passStateExited, .executionSucceeded,
            ])
        #expect(outcome.execution.history.map(\.type).contains(.passStateEntered) == false)
        #expect(Set(outcome.children.map(\.name)).count == 2)
    }

    @Test func noMoreChildrenRunAtOnceThanAllowed() async throws {
        let map = DistributedMap(
            fields: ["MaxConcurrency": 3], states: ["W": ["Type": "Wait", "Seconds": 10, "End": true]],
            input: .array((0..<10).map { .int($0) }))
        let outcome = try await map.run()
        #expect(outcome.execution.output == map.input)
        // Ten children, three at a time, ten seconds each.
        #expect(outcome.execution.now == DistributedMap.start + .seconds(40))
    }

    @Test func tasksOfChildrenAreRetriedAndTheirMocksCountOverTheExecution() async throws {
        let map = DistributedMap(
            fields: ["MaxConcurrency": 1],
            states: [
                "T": [
                    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Retry": [["ErrorEquals": ["Busy"], "IntervalSeconds": 5]], "End": true,
                ]
            ], input: [1, 2], mocks: ["T": [["return": "a"], ["throw": ["error": "Busy"]], ["return": "b"]]])
        let outcome = try await map.run()
        #expect(outcome.execution.output == ["a", "b"])
        #expect(outcome.execution.now == DistributedMap.start + .seconds(5))
    }

    static let tolerances: [(JSON, Bool)] = [
        (["ToleratedFailureCount": 1], true), (["ToleratedFailureCount": 0], false), ([:], false),
        (["ToleratedFailurePercentage": 34], true), (["ToleratedFailurePercentage": 33], false),
        (["ToleratedFailureCount": 1, "ToleratedFailurePercentage": 33], false),
    ]

    @Test(arguments: tolerances)
    func failuresAreToleratedAsFarAsTheStateSays(fields: JSON, isTolerated: Bool) async throws {
        let outcome = try await DistributedMap(fields: fields, states: Self.failingOnTwo, input: [1, 2, 3]).run()
        #expect(outcome.execution.status == (isTolerated ? .succeeded : .failed))
        #expect(outcome.run?.status == (isTolerated ? .succeeded : .failed))
        #expect(outcome.run?.itemCounts.failed == 1)
        if isTolerated {
            // What failed is told with all that is known of it, in its place.
            #expect(outcome.execution.output?[0] == 1)
            #expect(outcome.execution.output?[1]?["Error"] == "Bad")
            #expect(outcome.execution.output?[2] == 3)
        }
        if !isTolerated {
            #expect(outcome.execution.error == "States.ExceedToleratedFailureThreshold")
            #expect(outcome.execution.cause == "The specified tolerated failure threshold was exceeded")
            #expect(
                outcome.execution.history.suffix(3).map(\.type) == [.mapRunFailed, .mapStateFailed, .executionFailed])
        }
    }

    @Test(arguments: [
        ("none.json", "The specified key does not exist: none.json"),
        ("seven.json", "Attempting to map over non-iterable node."),
    ])
    func whatCannotBeReadFailsTheRunAndCanBeCaught(key: String, cause: String) async throws {
        let map = DistributedMap(
            fields: [
                "ItemReader": DistributedMap.reader(key, ["InputType": "JSON"]),
                "Catch": [["ErrorEquals": ["States.ItemReaderFailed"], "Next": "Caught"]],
            ], objects: ["seven.json": "7"])
        let outcome = try await map.run()
        #expect(outcome.execution.output == ["Error": "States.ItemReaderFailed", "Cause": .string(cause)])
        #expect(outcome.run?.status == .failed)
    }

    /// What a feed makes of an object of delimited text.
    private func items(of bytes: [UInt8]) async throws -> [JSON] {
        let source = ItemSource(
            origin: .object(ObjectReference(bucket: "b", key: "k")),
            format: .csv(ItemSource.CSVLayout(headers: nil, delimiter: UInt8(ascii: ","))))
        return try await ItemFeed(source, from: MemoryBuckets(["b": ["k": bytes]])).next(9, from: 0).items.map(\.value)
    }

    /// The files of an S3 Inventory always are.
    @Test func anObjectMayBeCompressedWithGzip() async throws {
        let compressed = Data(base64Encoded: "H4sIAAAAAAACA3u/e3+iThKXoY4RFwAdQTRRCwAAAA==") ?? Data()
        #expect(try await items(of: Array(compressed)) == [["a": "1", "b": "2"]])
    }

    @Test func aByteOrderMarkIsNoPartOfTheFirstColumn() async throws {
        #expect(try await items(of: [0xEF, 0xBB, 0xBF] + Array("a\n1\n".utf8)) == [["a": "1"]])
    }

    @Test(arguments: [
        ([0x1F, 0x8B, 0x08, 0], "The gzip data cannot be read: the compressed data ends too early"),
        (
            [0x28, 0xB5, 0x2F, 0xFD],
            "The object is compressed with Zstandard; plain objects and gzip can be read here."
        ),
    ])
    func whatCannotBeDecompressedIsSaid(_ bytes: [UInt8], _ message: String) async {
        await #expect(throws: ObjectError(message)) { try await items(of: bytes) }
    }

    @Test func aFeedThatIsTakenUpAgainPassesOverWhatWasRead() async throws {
        let source = ItemSource(origin: .object(ObjectReference(bucket: "b", key: "k")), format: .jsonLines)
        let feed = ItemFeed(source, from: MemoryBuckets(["b": ["k": Array("1\n2\n3\n4\n".utf8)]]))
        let batch = try await feed.next(2, from: 1)
        #expect(batch.items.map(\.value) == [2, 3])
        #expect(!batch.isLast)
    }

    @Test func resultsThatAreTooManyForTheStateFailIt() async throws {
        var limits = ExecutionLimits()
        limits.dataBytes = 1000
        let text: JSON = .string(String(repeating: "x", count: 400))
        let map = DistributedMap(
            fields: ["ItemSelector": ["t": text]], input: [1, 2, 3])
        let outcome = try await map.run(limits: limits)
        #expect(outcome.execution.error == "States.DataLimitExceeded")
        var discarding = map
        discarding.fields = ["ItemSelector": ["t": text], "ResultPath": nil]
        #expect(try await discarding.run(limits: limits).execution.status == .succeeded)
    }

    @Test func anExecutionThatIsStoppedStopsItsRun() throws {
        let map = DistributedMap(states: ["W": ["Type": "Wait", "Seconds": 10, "End": true]], input: [1, 2])
        var execution = Execution(try Definition(map.definition), input: map.input)
        execution.reportsChildren = true
        execution.start(at: DistributedMap.start)
        execution.run()
        #expect(execution.runningChildren.map(\.index) == [0, 1])
        execution.abort(at: DistributedMap.start + .seconds(1))
        #expect(execution.mapRuns.map(\.status) == [.aborted])
        #expect(execution.mapRuns.first?.executionCounts.aborted == 2)
        #expect(
            execution.history.suffix(3).map(\.type) == [.mapRunAborted, .mapStateAborted, .executionAborted])
    }

    @Test func equalInputsGiveEqualRuns() async throws {
        let map = DistributedMap(
            fields: ["ItemReader": DistributedMap.reader("r", Self.csv), "ItemSelector": ["id.$": "States.UUID()"]],
            objects: ["r": "n\n1\n2\n3\n"])
        let (first, second) = (try await map.run(), try await map.run())
        let other = try await map.run(seed: 1)
        #expect(first.execution.result == second.execution.result)
        #expect(first.children.map(\.arn) == second.children.map(\.arn))
        #expect(first.execution.output != other.execution.output)
    }

    @Test func aCopyTakenOnTheWayGoesOnFromThere() async throws {
        let map = DistributedMap(
            fields: ["MaxConcurrency": 2], states: ["W": ["Type": "Wait", "Seconds": 1, "End": true]], input: [1, 2, 3])
        var execution = Execution(try Definition(map.definition), input: map.input)
        execution.start(at: DistributedMap.start)
        execution.run()
        let kept = execution
        let interpreter = Interpreter(
            runner: MockTaskRunner([:]), clock: VirtualClock(now: DistributedMap.start))
        let (first, second) = (await interpreter.run(execution), await interpreter.run(kept))
        #expect(first.output == [1, 2, 3])
        #expect(second.output == [1, 2, 3])
    }

    @Test func aMapInsideAChildHasARunOfItsOwn() async throws {
        let inner = DistributedMap(
            fields: ["ItemReader": DistributedMap.reader("r", Self.csv), "Label": "Inner"], objects: ["r": "n\n1\n2\n"])
        var outer = inner
        outer.fields = ["Label": "Outer"]
        outer.input = ["a", "b"]
        // State names are unique throughout a machine.
        outer.states = ["N": inner.definition["States"]?["M"] ?? [:]]
        let outcome = try await outer.run()
        #expect(outcome.execution.output == [[["n": "1"], ["n": "2"]], [["n": "1"], ["n": "2"]]])
        #expect(outcome.execution.mapRuns.count == 1)
        #expect(outcome.children.count == 6)
        #expect(outcome.children.flatMap(\.execution.mapRuns).map(\.itemCounts.succeeded) == [2, 2])
    }
}
