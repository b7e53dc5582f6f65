import JSON

/// `objects` of a case: what lies in buckets, `{"bucket": {"key": content}}`. A string is the content itself; anything else
/// stands for its JSON text.
struct ObjectContents {
    let contents: [String: [String: JSON]]

    init(_ source: JSON?, at pointer: String) throws(TestFormatError) {
        var contents: [String: [String: JSON]] = [:]
        guard let buckets = (source ?? [:]).object else {
            throw TestFormatError("'objects' is an object of buckets", at: pointer)
        }
        for bucket in buckets {
            guard let objects = bucket.value.object else {
                throw TestFormatError(
                    "A bucket is an object of contents by key, not \(bucket.value.kind)",
                    at: pointer.appending(pointer: bucket.key))
            }
            contents[bucket.key] = Dictionary(objects.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
        }
        self.contents = contents
    }

    var bytes: [String: [String: [UInt8]]] {
        contents.mapValues { $0.mapValues { content in content.string.map { Array($0.utf8) } ?? content.bytes() } }
    }
}
