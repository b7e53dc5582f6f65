import JSON

@testable import StatesLanguage

/// A machine of one distributed Map, run on objects in memory.
struct DistributedMap {
    static let start = Timestamp(seconds: 1_700_000_000)

    /// The fields of the Map besides its processor.
    var fields: JSON = [:]
    /// The states of the processor; the first one begins.
    var states: JSON = ["P": ["Type": "Pass", "End": true]]
    var input: JSON = [:]
    var objects: [String: String] = [:]
    var mocks: JSON = [:]
    var executionType = "STANDARD"

    var definition: JSON {
        var map: JSONObject = [
            "Type": "Map",
            "ItemProcessor": [
                "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": .string(executionType)],
                "StartAt": .string(states.object?.keys.first ?? ""), "States": states,
            ],
        ]
        if fields["Next"] == nil { map["End"] = true }
        for member in fields.object ?? [:] { map[member.key] = member.value }
        var states: JSONObject = ["M": .object(map)]
        // Only where something leads to it.
        if map["Catch"] != nil { states["Caught"] = ["Type": "Pass", "End": true] }
        return ["StartAt": "M", "States": .object(states)]
    }

    /// The finished execution, its children in the order they ended, and the buckets.
    struct Outcome {
        var execution: Execution
        var children: [ChildExecution]
        var buckets: MemoryBuckets

        var run: MapRun? { execution.mapRuns.first }

        func object(_ key: String) throws -> JSON? {
            try buckets.bytes(of: ObjectReference(bucket: "b", key: key)).map { try JSON(parsing: $0) }
        }
    }

    func run(seed: UInt64 = 0, limits: ExecutionLimits = ExecutionLimits()) async throws -> Outcome {
        let buckets = MemoryBuckets(["b": objects.mapValues { Array($0.utf8) }], lastModified: Self.start)
        let interpreter = Interpreter(
            runner: try MockTaskRunner(mocks), buckets: buckets, clock: VirtualClock(now: Self.start))
        var children: [ChildExecution] = []
        let execution = await interpreter.run(
            Execution(try Definition(definition), input: input, seed: seed, limits: limits),
            observeChild: { children.append($0) })
        return Outcome(execution: execution, children: children, buckets: buckets)
    }

    /// An `ItemReader` for an object of the bucket `b`.
    static func reader(_ key: String, _ config: JSON) -> JSON {
        [
            "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": config,
            "Parameters": ["Bucket": "b", "Key": .string(key)],
        ]
    }

    static func writer(_ config: JSON? = nil) -> JSON {
        var writer: JSONObject = [
            "Resource": "arn:aws:states:::s3:putObject", "Parameters": ["Bucket": "b", "Prefix": "out"],
        ]
        if let config { writer["WriterConfig"] = config }
        return .object(writer)
    }
}
