import StatesLanguage

/// One object under every name, which comes in small pieces.
struct PiecewiseBuckets: BucketStore {
    var object: [UInt8]
    /// Bytes of a piece.
    var pieceSize: Int

    func open(_ object: ObjectReference) async throws(ObjectError) -> any ObjectStream {
        Pieces(rest: self.object[...], size: pieceSize)
    }

    func list(_ bucket: String, prefix: String, after token: String?) async throws(ObjectError) -> ObjectPage {
        throw ObjectError("Nothing is listed here")
    }

    func write(_ object: ObjectReference) async throws(ObjectError) -> any ObjectUpload {
        throw ObjectError("Nothing is written here")
    }

    private actor Pieces: ObjectStream {
        private var rest: ArraySlice<UInt8>
        private let size: Int

        init(rest: ArraySlice<UInt8>, size: Int) {
            (self.rest, self.size) = (rest, size)
        }

        func next() async throws(ObjectError) -> [UInt8]? {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
    }
}
