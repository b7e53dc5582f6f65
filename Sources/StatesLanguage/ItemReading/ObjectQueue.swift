import JSON

/// The objects of a data set, one after another: found through listings and manifests where the data set says so.
struct ObjectQueue {
    /// What comes next.
    enum Element {
        /// An object that holds items.
        case object(ObjectReference, ItemSource.Format)
        /// A part of a listing whose entries are the items.
        case entries(bucket: String, [ListedObject])
    }

    /// Bytes of a manifest, at most.
    private static let maximumManifest = 16 << 20

    private let source: ItemSource
    private var waiting: [(ObjectReference, ItemSource.Format)] = []
    private var nextWaiting = 0
    private var token: String?
    private var hasBegun = false

    init(_ source: ItemSource) {
        self.source = source
    }

    /// The next object, or part of a listing; nil at the end.
    mutating func next(from store: any BucketStore) async throws(ObjectError) -> Element? {
        while nextWaiting >= waiting.count {
            waiting = []
            nextWaiting = 0
            guard !hasBegun || token != nil else { return nil }
            if let entries = try await findMore(in: store) { return entries }
        }
        defer { nextWaiting += 1 }
        return .object(waiting[nextWaiting].0, waiting[nextWaiting].1)
    }

    private mutating func findMore(in store: any BucketStore) async throws(ObjectError) -> Element? {
        hasBegun = true
        switch source.origin {
        case .object(let object):
            waiting = try await objects(namedBy: object, in: store)
            return nil
        case .listing(let bucket, let prefix):
            let page = try await store.list(bucket, prefix: prefix, after: token)
            token = page.next
            guard let format = source.format else { return .entries(bucket: bucket, page.objects) }
            waiting = page.objects.filter { $0.size > 0 }
                .map { (ObjectReference(bucket: bucket, key: $0.key), format) }
            return nil
        }
    }

    private func objects(
        namedBy object: ObjectReference, in store: any BucketStore
    ) async throws(ObjectError) -> [(ObjectReference, ItemSource.Format)] {
        switch source.indirection {
        case .none:
            return source.format.map { [(object, $0)] } ?? []
        case .athenaManifest:
            let text = String(decoding: try await Self.bytes(of: object, in: store), as: UTF8.self)
            var objects: [(ObjectReference, ItemSource.Format)] = []
            for line in text.split(whereSeparator: \.isNewline) {
                guard let named = ObjectReference(uri: line), let format = source.format else {
                    throw ObjectError("The manifest names '\(line)', which is no s3:// address.")
                }
                objects.append((named, format))
            }
            return objects
        case .inventoryManifest:
            return try Self.inventory(try await Self.bytes(of: object, in: store))
        }
    }

    /// The files that a manifest of S3 Inventory names.
    private static func inventory(
        _ bytes: [UInt8]
    ) throws(ObjectError) -> [(ObjectReference, ItemSource.Format)] {
        let manifest: JSON
        do throws(JSONSyntaxError) { manifest = try JSON(parsing: bytes) } catch {
            throw ObjectError("The manifest is not valid JSON: \(error)")
        }
        guard let bucketARN = manifest["destinationBucket"]?.string, let schema = manifest["fileSchema"]?.string,
            let files = manifest["files"]?.array
        else { throw ObjectError("The manifest is not one of S3 Inventory.") }
        if let format = manifest["fileFormat"]?.string, format != "CSV" {
            throw ObjectError("The inventory is in the format \(format); only CSV can be read.")
        }
        let columns = schema.split(separator: ",").map { String($0.trimmingBlanks) }
        let bucket = bucketARN.split(separator: ":").last.map(String.init) ?? bucketARN
        return files.compactMap { file in
            file["key"]?.string.map {
                (ObjectReference(bucket: bucket, key: $0), .csv(ItemSource.CSVLayout(headers: columns)))
            }
        }
    }

    private static func bytes(
        of object: ObjectReference, in store: any BucketStore
    ) async throws(ObjectError) -> [UInt8] {
        let stream = try await store.open(object)
        var bytes: [UInt8] = []
        while let more = try await stream.next() {
            bytes += more
            guard bytes.count <= maximumManifest else {
                throw ObjectError("The manifest is larger than \(maximumManifest) bytes.")
            }
        }
        return bytes
    }
}

extension ObjectReference {
    /// The object that `s3://bucket/key` names.
    init?(uri: some StringProtocol) {
        let text = String(uri.trimmingBlanks)
        guard text.lowercased().hasPrefix("s3://") else { return nil }
        let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        self.init(bucket: String(parts[0]), key: String(parts[1]))
    }
}

extension StringProtocol {
    fileprivate var trimmingBlanks: SubSequence {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return self[start..<end]
    }
}
