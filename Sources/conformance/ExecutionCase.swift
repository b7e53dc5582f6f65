import JSON
import StatesLanguage

/// One recorded execution: a definition, an input, and the task results to replay.
struct ExecutionCase {
    private let source: JSON

    init(_ source: JSON) {
        self.source = source
    }

    /// The objects that the case's item readers read.
    private var buckets: MemoryBuckets {
        var contents: [String: [String: [UInt8]]] = [:]
        for bucket in source["s3"]?.object ?? [:] {
            for object in bucket.value.object ?? [:] {
                contents[bucket.key, default: [:]][object.key] = Array((object.value.string ?? "").utf8)
            }
        }
        return MemoryBuckets(contents)
    }

    /// What our interpreter makes of it, in the result format of the data set.
    func run() async -> JSON {
        do {
            let definition = try Definition(source["definition"] ?? .null)
            let runner = try MockTaskRunner(source["mocks"] ?? [:])
            let identity = ExecutionIdentity(
                account: "111111111111", stateMachineName: "Conformance-machine", executionName: "conformance-run",
                roleARN: "arn:aws:iam::111111111111:role/conformance",
                type: source["type"] == "EXPRESS" ? .express : .standard)
            let interpreter = Interpreter(
                runner: runner, buckets: buckets, clock: VirtualClock(now: Timestamp(seconds: 1_750_000_000)))
            return await interpreter.run(
                Execution(definition, input: source["input"] ?? [:], identity: identity)
            ).result
        } catch let error as DefinitionError {
            return [
                "status": "UNSUPPORTED", "reason": .array(error.issues.map { .string($0.description) }),
            ]
        } catch {
            return ["status": "UNSUPPORTED", "reason": .array([.string("\(error)")])]
        }
    }
}
