public import Failures

/// Keeps whole files under keys such as `reports/01J/report.json`.
///
/// An object is visible whole or not at all, also when the process that writes it is killed.
public protocol ObjectStore: Sendable {
    /// What is known of an object without reading it; nil where there is none.
    func head(_ key: String) throws(PipelineError) -> ObjectInfo?

    /// Opens an object for reading from its start.
    ///
    /// - Throws: `Upload.NotFound` where there is none.
    func open(_ key: String) throws(PipelineError) -> any ObjectReader

    /// Begins an object. It appears, in place of an older one, with ``ObjectWriter/commit()``.
    func create(_ key: String, durability: ObjectDurability) throws(PipelineError) -> any ObjectWriter

    /// Makes the object of one key appear under another as well, in place of an older one.
    func copy(from source: String, to destination: String) throws(PipelineError)

    /// Removes an object; removing what is not there is no error.
    func delete(_ key: String) throws(PipelineError)

    /// The keys that begin with a prefix, in ascending order.
    func list(prefix: String) throws(PipelineError) -> [String]

    /// Where people and programs find the object, such as `file:///home/me/reports/01J/report.json`.
    func uri(_ key: String) -> String
}

/// What is known of an object without reading it.
public struct ObjectInfo: Hashable, Sendable {
    /// Bytes.
    public var size: Int
    /// Changes whenever the content is replaced.
    public var etag: String

    /// What a store found.
    public init(size: Int, etag: String) {
        self.size = size
        self.etag = etag
    }
}

/// What a committed object outlives.
public enum ObjectDurability: Sendable {
    /// A loss of power: the bytes are on the disk when commit returns.
    case powerLoss
    /// The end of the process, but not a loss of power: for what a rerun makes again.
    case processEnd
}

/// Reads one object from start to end.
public protocol ObjectReader: AnyObject {
    /// Reads the next bytes, as many as are there and fit.
    ///
    /// - Returns: How many bytes were read; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(PipelineError) -> Int
}

/// Writes one object. Dropped without ``commit()``, it leaves nothing behind.
public protocol ObjectWriter: AnyObject {
    /// Appends bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(PipelineError)

    /// Makes the object visible, whole, in place of an older one of the same key. Nothing may be written after.
    func commit() throws(PipelineError)
}

extension ObjectStore {
    /// Begins an object that outlives a loss of power.
    public func create(_ key: String) throws(PipelineError) -> any ObjectWriter {
        try create(key, durability: .powerLoss)
    }

    /// Whether there is an object of this key.
    public func exists(_ key: String) throws(PipelineError) -> Bool {
        try head(key) != nil
    }
}
