import Synchronization

/// Buckets that live as long as the process: for tests, recorded cases and small experiments.
public final class MemoryBuckets: BucketStore {
    private static let pageSize = 1000

    private let contents: Mutex<[String: [String: [UInt8]]]>
    private let lastModified: Timestamp

    /// Buckets with objects, by bucket and key.
    ///
    /// - Parameter lastModified: What listings say of every object.
    public init(_ contents: [String: [String: [UInt8]]] = [:], lastModified: Timestamp = Timestamp(seconds: 0)) {
        self.contents = Mutex(contents)
        self.lastModified = lastModified
    }

    /// The bytes of an object; nil where there is none.
    public func bytes(of object: ObjectReference) -> [UInt8]? {
        contents.withLock { $0[object.bucket]?[object.key] }
    }

    public func open(_ object: ObjectReference) async throws(ObjectError) -> any ObjectStream {
        guard let bucket = contents.withLock({ $0[object.bucket] }) else {
            throw ObjectError("The specified bucket does not exist: \(object.bucket)")
        }
        guard let bytes = bucket[object.key] else {
            throw ObjectError("The specified key does not exist: \(object.key)")
        }
        return MemoryStream(bytes)
    }

    public func list(
        _ bucket: String, prefix: String, after token: String?
    ) async throws(ObjectError) -> ObjectPage {
        guard let objects = contents.withLock({ $0[bucket] }) else {
            throw ObjectError("The specified bucket does not exist: \(bucket)")
        }
        let keys = objects.keys.filter { $0.hasPrefix(prefix) && token.map($0.isAfter) ?? true }
            .sorted { $1.isAfter($0) }
        let page = keys.prefix(Self.pageSize)
        let listed = page.map { key in
            let bytes = objects[key] ?? []
            return ListedObject(
                key: key, size: bytes.count, entityTag: "\"\(ContentTag.text(of: bytes))\"", lastModified: lastModified)
        }
        return ObjectPage(objects: listed, next: keys.count > page.count ? page.last : nil)
    }

    public func write(_ object: ObjectReference) async throws(ObjectError) -> any ObjectUpload {
        MemoryUpload { bytes in
            self.contents.withLock { $0[object.bucket, default: [:]][object.key] = bytes }
        }
    }
}

extension String {
    /// Whether this key comes after another in a listing, which goes by bytes.
    fileprivate func isAfter(_ other: String) -> Bool { other.utf8.lexicographicallyPrecedes(utf8) }
}

private actor MemoryStream: ObjectStream {
    private var bytes: [UInt8]?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes.isEmpty ? nil : bytes
    }

    func next() async throws(ObjectError) -> [UInt8]? {
        defer { bytes = nil }
        return bytes
    }
}

private actor MemoryUpload: ObjectUpload {
    private var bytes: [UInt8] = []
    private let keep: @Sendable ([UInt8]) -> Void

    init(keep: @escaping @Sendable ([UInt8]) -> Void) {
        self.keep = keep
    }

    func append(_ more: [UInt8]) async throws(ObjectError) {
        bytes += more
    }

    func finish() async throws(ObjectError) {
        keep(bytes)
    }
}

/// A tag that changes with the content, in the place of S3's MD5.
public enum ContentTag {
    /// Sixteen hexadecimal digits (FNV-1a).
    public static func text(of bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
