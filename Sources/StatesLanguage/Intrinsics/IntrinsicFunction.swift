import JSON

/// The intrinsic functions of the language.
enum IntrinsicFunction: String, CaseIterable, Sendable {
    case array = "States.Array"
    case arrayContains = "States.ArrayContains"
    case arrayGetItem = "States.ArrayGetItem"
    case arrayLength = "States.ArrayLength"
    case arrayPartition = "States.ArrayPartition"
    case arrayRange = "States.ArrayRange"
    case arrayUnique = "States.ArrayUnique"
    case base64Decode = "States.Base64Decode"
    case base64Encode = "States.Base64Encode"
    case format = "States.Format"
    case hash = "States.Hash"
    case jsonMerge = "States.JsonMerge"
    case jsonToString = "States.JsonToString"
    case mathAdd = "States.MathAdd"
    case mathRandom = "States.MathRandom"
    case stringSplit = "States.StringSplit"
    case stringToJSON = "States.StringToJson"
    case uuid = "States.UUID"

    /// How many arguments a call may have.
    var argumentCounts: ClosedRange<Int> {
        switch self {
        case .array: 0...Int.max
        case .format: 1...Int.max
        case .uuid: 0...0
        case .arrayLength, .arrayUnique, .base64Decode, .base64Encode, .jsonToString, .stringToJSON: 1...1
        case .arrayContains, .arrayGetItem, .arrayPartition, .hash, .mathAdd, .stringSplit: 2...2
        case .arrayRange, .jsonMerge: 3...3
        case .mathRandom: 2...3
        }
    }

    /// Whether the value can be a string, as `ErrorPath` and `CausePath` need it.
    var givesText: Bool {
        switch self {
        case .arrayGetItem, .base64Decode, .base64Encode, .format, .hash, .jsonToString, .uuid: true
        default: false
        }
    }

    /// The function's value; the number of arguments was checked when the call was compiled.
    func apply(to arguments: [JSON], random: inout SeededRandom) throws(IntrinsicError) -> JSON {
        if makesText { try checkLength(of: arguments) }
        return switch self {
        case .array: .array(arguments)
        case .arrayContains: .bool(try array(arguments[0]).contains(arguments[1]))
        case .arrayGetItem: try ArrayIntrinsics.item(of: array(arguments[0]), at: integer(arguments[1]))
        case .arrayLength: .int(try array(arguments[0]).count)
        case .arrayPartition: try ArrayIntrinsics.partition(array(arguments[0]), size: integer(arguments[1]))
        case .arrayRange:
            try ArrayIntrinsics.range(
                from: integer(arguments[0]), through: integer(arguments[1]), step: integer(arguments[2]))
        case .arrayUnique: ArrayIntrinsics.unique(try array(arguments[0]))
        case .base64Decode: .string(try Base64.decode(string(arguments[0])))
        case .base64Encode: .string(try Base64.encode(string(arguments[0])))
        case .format: .string(try FormatTemplate(string(arguments[0])).fill(with: arguments.dropFirst()))
        case .hash: .string(try HashAlgorithm(named: string(arguments[1])).digest(of: hashInput(arguments[0])))
        case .jsonMerge: try JSONIntrinsics.merge(arguments[0], arguments[1], deeply: arguments[2])
        case .jsonToString: .string(arguments[0].text())
        case .mathAdd: try MathIntrinsics.add(number(arguments[0]), number(arguments[1]))
        case .mathRandom:
            try MathIntrinsics.random(
                from: number(arguments[0]), to: number(arguments[1]),
                seed: arguments.count > 2 ? number(arguments[2]) : nil, with: &random)
        case .stringSplit: StringIntrinsics.split(try string(arguments[0]), at: try string(arguments[1]))
        case .stringToJSON: try JSONIntrinsics.parse(string(arguments[0]))
        case .uuid: .string(random.nextUUID())
        }
    }

    /// Bytes of text that one call makes, at most: sixteen times what a state may hand on.
    static let maximumText = 4 << 20

    /// Whether the function writes whole values, of which every argument may be as large as a state's data.
    private var makesText: Bool {
        [.format, .hash, .jsonToString].contains(self)
    }

    private func checkLength(of arguments: [JSON]) throws(IntrinsicError) {
        guard JSON.array(arguments).fits(bytes: Self.maximumText) else {
            throw IntrinsicError("The arguments have more than \(Self.maximumText) bytes of text")
        }
    }

    private func array(_ value: JSON) throws(IntrinsicError) -> [JSON] {
        guard let elements = value.array else { throw IntrinsicError("Expected an array but got \(value.kind)") }
        return elements
    }

    private func string(_ value: JSON) throws(IntrinsicError) -> String {
        guard let text = value.string else { throw IntrinsicError("Expected a string but got \(value.kind)") }
        return text
    }

    private func number(_ value: JSON) throws(IntrinsicError) -> Double {
        guard let number = value.double else { throw IntrinsicError("Expected a number but got \(value.kind)") }
        return number
    }

    private func integer(_ value: JSON) throws(IntrinsicError) -> Int {
        let number = try number(value)
        if let exact = value.int { return exact }
        guard let rounded = Int(exactly: MathIntrinsics.round(number)) else {
            throw IntrinsicError("The number is out of range")
        }
        return rounded
    }

    /// What `States.Hash` reads: a string as it is, anything else as JSON text.
    private func hashInput(_ value: JSON) throws(IntrinsicError) -> [UInt8] {
        let text = value.string ?? value.text()
        guard text.utf16.count <= Base64.maximumInput else {
            throw IntrinsicError("The input is longer than \(Base64.maximumInput) characters")
        }
        return Array(text.utf8)
    }
}
