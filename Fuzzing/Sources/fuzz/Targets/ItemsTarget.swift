import Dispatch
import JSON
import StatesLanguage
import Synchronization

/// Data sets of a distributed Map: a `ReaderConfig` on the first line, the object on those below it. However the bytes
/// come in pieces, the items are the same.
enum ItemsTarget: FuzzTarget {
    static let name = "items"

    static func check(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let config = try? JSON(parsing: Array(parts[0])),
            let definition = try? Definition(machine(config))
        else { return }
        let whole = run(definition, PiecewiseBuckets(object: Array(parts[1]), pieceSize: .max))
        for size in [1, 7] {
            let pieces = run(definition, PiecewiseBuckets(object: Array(parts[1]), pieceSize: size))
            expect(pieces == whole, "pieces of \(size) bytes give the same as the whole: \(pieces), \(whole)")
        }
    }

    private static func machine(_ config: JSON) -> JSON {
        [
            "StartAt": "M",
            "States": [
                "M": [
                    "Type": "Map", "Label": "M",
                    "ItemReader": [
                        "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": config,
                        "Parameters": ["Bucket": "in", "Key": "items"],
                    ],
                    "ItemProcessor": [
                        "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"], "StartAt": "P",
                        "States": ["P": ["Type": "Pass", "End": true]],
                    ], "End": true,
                ]
            ],
        ]
    }

    /// The output of a run, or why there is none.
    private static func run(_ definition: Definition, _ buckets: PiecewiseBuckets) -> JSON {
        let result = Mutex(JSON.null)
        let isDone = DispatchSemaphore(value: 0)
        Task {
            let interpreter = Interpreter(
                runner: MockTaskRunner([:]), buckets: buckets, clock: VirtualClock(now: Timestamp(seconds: 0)))
            let finished = await interpreter.run(Execution(definition, input: [:], seed: 1))
            result.withLock {
                $0 = ["output": finished.output ?? .null, "cause": finished.cause.map { .string($0) } ?? .null]
            }
            isDone.signal()
        }
        isDone.wait()
        return result.withLock { $0 }
    }
}
