/// A JSON number with the exact value that its text gave.
///
/// Whole numbers that fit are kept as 64-bit integers and everything else as a double; a spelling that a double would
/// change (`1.10`, `12345678901234567890`) is kept as written, so that reading and writing loses nothing.
public struct JSONNumber: Sendable {
    private enum Storage: Sendable {
        case integer(Int64)
        case double(Double)
        case literal(String, Double)
    }

    private var storage: Storage

    /// A number from an integer of any type. One beyond 64 bits keeps its digits.
    public init(_ value: some BinaryInteger) {
        if let value = Int64(exactly: value) {
            storage = .integer(value)
        } else {
            storage = .literal(String(value), Double(value))
        }
    }

    /// A number from a finite double.
    public init(_ value: Double) {
        precondition(value.isFinite, "JSON has no spelling for \(value)")
        storage = .double(value)
    }

    /// A number from a literal that follows the JSON grammar; nil for any other text and for one beyond a double.
    init?(literal: String) {
        if let integer = Int64(literal), literal != "-0" {
            storage = .integer(integer)
        } else if let double = Double(literal), double.isFinite {
            storage = double.description == literal ? .double(double) : .literal(literal, double)
        } else {
            return nil
        }
    }

    /// The nearest double.
    public var double: Double {
        switch storage {
        case .integer(let value): Double(value)
        case .double(let value), .literal(_, let value): value
        }
    }

    /// The double that says everything about the number; nil where writing the double would give another text.
    public var exactDouble: Double? {
        switch storage {
        case .integer(let value): value.magnitude <= 1 << 53 ? Double(value) : nil
        // A whole number made of a double has a fraction of zero, which an integer has not.
        case .double(let value): Int(exactly: value) == nil ? value : nil
        case .literal: nil
        }
    }

    /// The value as an integer; nil when it has a fraction or does not fit. `2.0` is 2.
    public var int: Int? {
        switch storage {
        case .integer(let value): Int(value)
        case .double(let value), .literal(_, let value): Int(exactly: value)
        }
    }

    /// Whether the number was written, or made, as an integer: true for `2`, false for `2.0`.
    public var isIntegerLiteral: Bool {
        switch storage {
        case .integer: true
        case .double: false
        case .literal(let text, _): text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
        }
    }
}

extension JSONNumber: Hashable, Comparable {
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if case .integer(let left) = left.storage, case .integer(let right) = right.storage { return left == right }
        return left.double == right.double
    }

    public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        if case .integer(let left) = left.storage, case .integer(let right) = right.storage { return left < right }
        return left.double < right.double
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(double)
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The number as JSON text.
    public var description: String {
        switch storage {
        case .integer(let value): String(value)
        case .double(let value): value.description
        case .literal(let text, _): text
        }
    }
}
