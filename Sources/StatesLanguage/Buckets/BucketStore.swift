/// Where a distributed Map reads its items and writes its results: buckets of objects, as S3 has them.
///
/// The interpreter has no network and no files; whoever runs it brings one of these.
public protocol BucketStore: Sendable {
    /// Opens an object to be read from its start.
    func open(_ object: ObjectReference) async throws(ObjectError) -> any ObjectStream

    /// The objects whose keys begin with a prefix, in the order of their keys' bytes.
    ///
    /// - Parameter token: The ``ObjectPage/next`` of the page before; nil for the first page.
    func list(_ bucket: String, prefix: String, after token: String?) async throws(ObjectError) -> ObjectPage

    /// Begins an object, which takes the place of one of the same key once it is finished.
    func write(_ object: ObjectReference) async throws(ObjectError) -> any ObjectUpload
}

/// The bytes of an object that is being read.
public protocol ObjectStream: Sendable {
    /// The next bytes, never empty; nil at the end.
    func next() async throws(ObjectError) -> [UInt8]?
}

/// An object that is being written.
public protocol ObjectUpload: Sendable {
    /// Adds bytes.
    func append(_ bytes: [UInt8]) async throws(ObjectError)
    /// Ends the object; only now may others see it.
    func finish() async throws(ObjectError)
}

/// Names an object.
public struct ObjectReference: Hashable, Sendable {
    /// The bucket's name.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// Which version of the object; nil for the newest.
    public var version: String?

    /// A reference by names.
    public init(bucket: String, key: String, version: String? = nil) {
        self.bucket = bucket
        self.key = key
        self.version = version
    }
}

/// What a listing tells of an object.
public struct ListedObject: Hashable, Sendable {
    /// The object's key.
    public var key: String
    /// Bytes.
    public var size: Int
    /// The entity tag, with its quotes.
    public var entityTag: String
    /// When it was last written.
    public var lastModified: Timestamp
    /// Such as `STANDARD`.
    public var storageClass: String

    /// An entry of a listing.
    public init(
        key: String, size: Int, entityTag: String, lastModified: Timestamp, storageClass: String = "STANDARD"
    ) {
        self.key = key
        self.size = size
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.storageClass = storageClass
    }
}

/// A part of a listing.
public struct ObjectPage: Hashable, Sendable {
    /// The objects of this part.
    public var objects: [ListedObject]
    /// What asks for the next part; nil where this is the last.
    public var next: String?

    /// A part of a listing.
    public init(objects: [ListedObject], next: String? = nil) {
        self.objects = objects
        self.next = next
    }
}

/// Why an object cannot be read, understood or written: a sentence that becomes the cause of the Map Run's failure.
public struct ObjectError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public var description: String

    /// An error with a sentence.
    public init(_ description: String) {
        self.description = description
    }
}
