import StatesLanguage
import Synchronization

/// A bucket with delimited text that is made while it is read, and a bucket that only counts the lines written to it:
/// so that nothing but the interpreter needs memory.
final class GeneratedRows: BucketStore {
    private let rows: Int
    private let counted = Mutex(0)

    init(rows: Int) {
        self.rows = rows
    }

    /// Lines that were written.
    var lines: Int { counted.withLock { $0 } }

    func open(_ object: ObjectReference) async throws(ObjectError) -> any ObjectStream { Stream(rows: rows) }

    func list(_ bucket: String, prefix: String, after token: String?) async throws(ObjectError) -> ObjectPage {
        ObjectPage(objects: [])
    }

    func write(_ object: ObjectReference) async throws(ObjectError) -> any ObjectUpload {
        Upload { bytes in
            let lines = object.key.hasSuffix(".jsonl") ? bytes.count { $0 == 0x0A } : 0
            self.counted.withLock { $0 += lines }
        }
    }

    private actor Stream: ObjectStream {
        private let rows: Int
        private var next = -1

        init(rows: Int) {
            self.rows = rows
        }

        func next() async throws(ObjectError) -> [UInt8]? {
            guard next < rows else { return nil }
            var chunk = ""
            if next < 0 {
                chunk = "id,name,date,distance,comment\n"
                next = 0
            }
            let end = min(rows, next + 2000)
            for row in next..<end {
                chunk +=
                    "\(row),Runner \(row % 977),2024-05-\(row % 28 + 1),\(row % 4200).5,\"a, quoted \"\"one\"\"\"\n"
            }
            next = end
            return chunk.isEmpty ? nil : Array(chunk.utf8)
        }
    }

    private struct Upload: ObjectUpload {
        let count: @Sendable ([UInt8]) -> Void

        func append(_ bytes: [UInt8]) async throws(ObjectError) { count(bytes) }
        func finish() async throws(ObjectError) {}
    }
}
