/// How the end of a request's body is known (RFC 9112, 6).
enum BodyFraming: Hashable, Sendable {
    /// So many bytes; 0 for none.
    case sized(Int)
    /// Chunk after chunk, each with its size before it.
    case chunked

    /// - Throws: ``MessageFault`` where a head tells nothing, or two different things.
    init(_ head: RequestHead) throws(MessageFault) {
        // Each may stand in several fields, or as a list in one.
        func list(_ name: String) -> [String] {
            head.values(name).flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
                .map { String($0.trimmingBlanks) }
        }
        let (sizes, codings) = (Set(list("content-length")), list("transfer-encoding"))
        guard codings.isEmpty else {
            guard codings.map({ $0.lowercased() }) == ["chunked"], sizes.isEmpty else {
                throw .malformed("A body is either chunked or has a Content-Length.")
            }
            self = .chunked
            return
        }
        guard let size = sizes.first else {
            self = .sized(0)
            return
        }
        guard sizes.count == 1, !size.isEmpty, size.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .malformed("The Content-Length is no number of bytes.")
        }
        guard let count = Int(size) else { throw .bodyTooLarge }
        self = .sized(count)
    }

    /// The size in the line before a chunk.
    ///
    /// - Throws: ``MessageFault`` for a line without one.
    static func chunkSize(_ line: some Sequence<UInt8>) throws(MessageFault) -> Int {
        let digits = String(decoding: line.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self).trimmingBlanks
        guard !digits.isEmpty, digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
            throw .malformed("A chunk of the body has no size.")
        }
        guard let size = Int(digits, radix: 16) else { throw .bodyTooLarge }
        return size
    }
}
