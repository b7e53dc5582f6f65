import JSON

/// What an expression computes with.
///
/// What came in as JSON stays JSON (`list`, `record`, `exact`) until something looks inside, so that a large input
/// costs nothing, and what is only passed on comes out exactly as it went in.
enum Value {
    case undefined
    case null
    case bool(Bool)
    case number(Double)
    /// A number of the input that a double alone would not give back as it was written.
    case exact(ExactNumber)
    case string(String)
    /// An array of the input.
    case list([JSON])
    /// An array that the expression made.
    case array(ArrayValue)
    /// An object of the input.
    case record(JSONObject)
    /// An object that the expression made.
    case object(ObjectValue)
    case function(Function)
    /// What a path hands on to the steps behind it together with the variables bound on the way.
    case tuples(TupleStream)
    /// A call that the caller is to make; never seen outside of function calls.
    case tailCall
}

/// A number with its own spelling.
final class ExactNumber: Sendable {
    let number: JSONNumber

    init(_ number: JSONNumber) {
        self.number = number
    }
}

extension Value {
    init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let number):
            self = number.exactDouble.map { .number($0) } ?? .exact(ExactNumber(number))
        case .string(let text): self = .string(text)
        case .array(let elements): self = .list(elements)
        case .object(let object): self = .record(object)
        }
    }

    init(_ json: JSON?) {
        if let json { self.init(json) } else { self = .undefined }
    }

    /// 2^53: up to here a double holds every integer.
    static let largestExactInteger: UInt = 1 << 53

    var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    var isArray: Bool {
        switch self {
        case .list, .array, .tuples: true
        default: false
        }
    }

    var isObject: Bool {
        switch self {
        case .record, .object: true
        default: false
        }
    }

    var number: Double? {
        switch self {
        case .number(let number): number
        case .exact(let exact): exact.number.double
        default: nil
        }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var function: Function? {
        if case .function(let function) = self { function } else { nil }
    }

    /// The array's flags; none for a value that is no array of the expression's own.
    var flags: ArrayValue.Flags {
        if case .array(let array) = self { array.flags } else { [] }
    }

    /// The letter that signatures know the type by.
    var typeLetter: Character {
        switch self {
        case .undefined, .tailCall: "m"
        case .null: "l"
        case .bool: "b"
        case .number, .exact: "n"
        case .string: "s"
        case .list, .array, .tuples: "a"
        case .record, .object: "o"
        case .function: "f"
        }
    }
}
