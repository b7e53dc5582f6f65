/// Where the outputs of cleaning go; each closure appends bytes to one object.
public struct CleaningOutputs {
    /// Canonical records, one line of JSON each.
    public var accepted: (UnsafeRawBufferPointer) throws -> Void
    /// Rejected rows as they were, under the original header.
    public var rejects: (UnsafeRawBufferPointer) throws -> Void
    /// Problems, one line of JSON each.
    public var details: (UnsafeRawBufferPointer) throws -> Void

    /// Outputs that go to three places.
    public init(
        accepted: @escaping (UnsafeRawBufferPointer) throws -> Void,
        rejects: @escaping (UnsafeRawBufferPointer) throws -> Void,
        details: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) {
        self.accepted = accepted
        self.rejects = rejects
        self.details = details
    }
}
