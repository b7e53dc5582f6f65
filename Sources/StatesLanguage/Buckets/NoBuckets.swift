/// No buckets at all: whatever a Map Run wants to read or write is refused.
public struct NoBuckets: BucketStore {
    private static let error = ObjectError("There are no buckets to read from or write to here.")

    /// The store of an interpreter that was given none.
    public init() {}

    public func open(_ object: ObjectReference) async throws(ObjectError) -> any ObjectStream {
        throw Self.error
    }

    public func list(
        _ bucket: String, prefix: String, after token: String?
    ) async throws(ObjectError) -> ObjectPage {
        throw Self.error
    }

    public func write(_ object: ObjectReference) async throws(ObjectError) -> any ObjectUpload {
        throw Self.error
    }
}
