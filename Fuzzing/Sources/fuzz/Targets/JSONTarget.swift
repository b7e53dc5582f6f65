import JSON

/// JSON texts: what is read, written and read again is the same.
enum JSONTarget: FuzzTarget {
    static let name = "json"
    static let takesJSON = true

    static func check(_ bytes: [UInt8]) {
        // The map must stand any text, also one that is no JSON.
        let text = String(decoding: bytes, as: UTF8.self)
        let map = JSONSourceMap(text)
        for pointer in ["", "/0", "/a/b", "/~1~0"] { _ = map.spot(of: pointer) }
        for (name, value) in JSONMembers(of: bytes[...]) { _ = (name.count, value.count) }
        guard let value = try? JSON(parsing: bytes) else { return }
        for format in [JSONFormat.compact, .pretty, .canonical] {
            let written = value.bytes(format)
            let read = try? JSON(parsing: written)
            expect(read == value, "what is written is read as the same value")
            expect(read?.hashValue == value.hashValue, "equal values have equal hashes")
            expect(read?.bytes(format) == written, "what is read is written alike")
        }
    }
}
