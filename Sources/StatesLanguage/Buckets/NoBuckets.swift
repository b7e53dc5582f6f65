/// No buckets at all: whatever a Map Run wants to read or write is refused.
public struct NoBuckets: BucketStore {
    private let error: ObjectError

    /// The store of an interpreter that was given none.
    ///
    /// - Parameter reason: What a Map Run is told.
    public init(reason: String = "There are no buckets to read from or write to here.") {
        error = ObjectError(reason)
    }

    public func open(_ object: ObjectReference) async throws(ObjectError) -> any ObjectStream {
        throw error
    }

    public func list(
        _ bucket: String, prefix: String, after token: String?
    ) async throws(ObjectError) -> ObjectPage {
        throw error
    }

    public func write(_ object: ObjectReference) async throws(ObjectError) -> any ObjectUpload {
        throw error
    }
}
