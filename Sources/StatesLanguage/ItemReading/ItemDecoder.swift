import JSON

/// Makes items of the bytes of an object, which come piece by piece.
protocol ItemDecoder {
    /// Takes the next bytes; an empty piece says that there are no more.
    mutating func add(_ bytes: [UInt8])

    /// The next item that the bytes so far give; nil where more are needed, or at the end.
    mutating func next() throws(ObjectError) -> (key: String?, value: JSON)?
}

/// What a decoder holds of an object at most.
enum ItemLimits {
    /// Bytes of one item: far more than the input of an execution may have.
    static let bytes = 16 << 20
}

extension ItemSource.Format {
    /// A decoder for one object.
    func makeDecoder() -> any ItemDecoder {
        switch self {
        case .json(let pointer): pointer.isEmpty ? JSONElements() : JSONDocument(pointer: pointer)
        case .jsonLines: JSONLines()
        case .csv(let layout): CSVRows(layout)
        }
    }
}
