import JSON

/// How a whole number is written, in the picture language of XPath's `format-integer`.
struct IntegerPicture: Sendable {
    enum Style: Hashable, Sendable {
        case digits
        case letters
        case roman
        case words
    }

    enum Case: Hashable, Sendable {
        case upper
        case lower
        case title
    }

    struct Separator: Hashable, Sendable {
        /// Digits to its right.
        var position: Int
        var character: Unicode.Scalar
    }

    var style = Style.digits
    var letterCase = Case.lower
    var isOrdinal = false
    /// The zero of the digits.
    var zero: Unicode.Scalar = "0"
    var mandatoryDigits = 1
    var optionalDigits = 0
    var separators: [Separator] = []
    /// The distance of separators that repeat; 0 where they stand as written.
    var grouping = 0

    init(parsing picture: String) throws(JSONataError) {
        var primary = Array(picture.unicodeScalars)
        if let semicolon = primary.lastIndex(of: ";") {
            isOrdinal = primary.dropFirst(semicolon + 1).first == "o"
            primary = Array(primary.prefix(semicolon))
        }
        switch String(String.UnicodeScalarView(primary)) {
        case "A": (style, letterCase) = (.letters, .upper)
        case "a": (style, letterCase) = (.letters, .lower)
        case "I": (style, letterCase) = (.roman, .upper)
        case "i": (style, letterCase) = (.roman, .lower)
        case "W": (style, letterCase) = (.words, .upper)
        case "Ww": (style, letterCase) = (.words, .title)
        case "w": (style, letterCase) = (.words, .lower)
        default: try readDigits(primary)
        }
    }

    private mutating func readDigits(_ primary: [Unicode.Scalar]) throws(JSONataError) {
        mandatoryDigits = 0
        var position = 0
        var group: Unicode.Scalar?
        for scalar in primary.reversed() {
            if let digitZero = Self.zero(of: scalar) {
                mandatoryDigits += 1
                position += 1
                if let group, group != digitZero { throw .of("D3131") }
                group = digitZero
            } else if scalar == "#" {
                optionalDigits += 1
                position += 1
            } else {
                separators.append(Separator(position: position, character: scalar))
            }
        }
        guard mandatoryDigits > 0, let group else {
            throw .of("D3130", value: .string(String(String.UnicodeScalarView(primary))))
        }
        zero = group
        grouping = regularGrouping
        separators.reverse()
    }

    /// The zero of the decimal digits that a character belongs to.
    static func zero(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return nil }
        return Unicode.Scalar(scalar.value - UInt32(value))
    }

    /// The distance at which equal separators stand everywhere; 0 where there is none.
    private var regularGrouping: Int {
        guard let first = separators.first, separators.allSatisfy({ $0.character == first.character }) else { return 0 }
        let positions = Set(separators.map(\.position))
        let factor = positions.reduce(0, Self.greatestDivisor)
        guard factor > 0 else { return 0 }
        return (1...positions.count).allSatisfy { positions.contains($0 * factor) } ? factor : 0
    }

    private static func greatestDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : greatestDivisor(right, left % right)
    }
}
