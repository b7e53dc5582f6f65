public import Failures

extension ObjectWriter {
    /// Appends bytes.
    public func write(_ bytes: some Collection<UInt8>) throws(PipelineError) {
        let result = bytes.withContiguousStorageIfAvailable { buffer -> Result<Void, PipelineError> in
            Result { () throws(PipelineError) in try write(UnsafeRawBufferPointer(buffer)) }
        }
        if let result { try result.get() } else { try write(Array(bytes)) }
    }
}

extension ObjectStore {
    /// Reads a small object whole.
    ///
    /// - Parameter limit: Bytes beyond which reading is refused, so that a mistaken key cannot fill the memory.
    /// - Throws: `Objects.Unusable` for an object beyond the limit.
    public func contents(of key: String, limit: Int = 16 << 20) throws(PipelineError) -> [UInt8] {
        let reader = try open(key)
        var contents: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try fill(&piece, from: reader)
            if count == 0 { return contents }
            contents.append(contentsOf: piece[..<count])
            guard contents.count <= limit else {
                throw PipelineError(.objectsUnusable, "\(uri(key)) is larger than the \(limit) bytes expected of it.")
            }
        }
    }

    /// Writes a small object whole.
    public func put(_ key: String, _ bytes: [UInt8]) throws(PipelineError) {
        let writer = try create(key)
        try writer.write(bytes)
        try writer.commit()
    }
}

/// Reads the next bytes of an object into an array that stays as large as it is.
func fill(_ buffer: inout [UInt8], from reader: any ObjectReader) throws(PipelineError) -> Int {
    try buffer.withUnsafeMutableBufferPointer { (bytes) throws(PipelineError) -> Int in
        try reader.read(into: UnsafeMutableRawBufferPointer(bytes))
    }
}
