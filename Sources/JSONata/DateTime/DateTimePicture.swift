import JSON

/// How a moment is written, in the picture language of XPath's `format-dateTime`.
struct DateTimePicture: Sendable {
    enum Part: Sendable {
        case literal(String)
        case component(Component)
    }

    struct Component: Sendable {
        enum Names: Hashable, Sendable {
            case upper
            case lower
            case title
        }

        var letter: Character
        /// How a number is written; nil for names.
        var integer: IntegerPicture?
        var names: Names?
        /// Whether UTC is written as `Z`.
        var usesZ = false
        var maximumWidth: Int?
        /// Digits of the year that are written; nil for all.
        var yearDigits: Int?
        /// Digits to read where another number follows at once.
        var readWidth: Int?
    }

    private(set) var parts: [Part] = []

    /// `2018-03-23T10:33:36.617Z`.
    static let iso: DateTimePicture = {
        do throws(JSONataError) {
            return try DateTimePicture(parsing: "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]")
        } catch {
            return DateTimePicture()
        }
    }()

    private init() {}

    init(parsing picture: String) throws(JSONataError) {
        var literal = ""
        var rest = Array(picture)[...]
        while let character = rest.popFirst() {
            if character == "[", rest.first != "[" {
                guard let end = rest.firstIndex(of: "]") else { throw .of("D3135") }
                append(literal: &literal)
                try append(Component(parsing: rest[..<end].filter { !$0.isWhitespace }))
                rest = rest[(end + 1)...]
            } else {
                // Brackets that are doubled stand for themselves.
                if character == "[" || character == "]" && rest.first == "]" { rest = rest.dropFirst() }
                literal.append(character)
            }
        }
        append(literal: &literal)
    }

    private mutating func append(literal: inout String) {
        guard !literal.isEmpty else { return }
        parts.append(.literal(literal))
        literal = ""
    }

    private mutating func append(_ component: Component) {
        // Of two numbers side by side the first takes no more digits than it must.
        if component.integer != nil, case .component(var previous)? = parts.last, let integer = previous.integer {
            previous.readWidth = integer.mandatoryDigits
            parts[parts.count - 1] = .component(previous)
        }
        parts.append(.component(component))
    }
}

extension DateTimePicture.Component {
    private static let defaults: [Character: String] = [
        "Y": "1", "M": "1", "D": "1", "d": "1", "F": "n", "W": "1", "w": "1", "X": "1", "x": "1", "H": "1", "h": "1",
        "P": "n", "m": "01", "s": "01", "f": "1", "Z": "01:01", "z": "01:01", "C": "n", "E": "n",
    ]

    fileprivate init(parsing marker: [Character]) throws(JSONataError) {
        guard let letter = marker.first, let standard = Self.defaults[letter] else {
            throw .of("D3132", value: .string(marker.first.map { String($0) } ?? ""))
        }
        self.letter = letter
        var (presentation, minimumWidth): (String, Int?) = (String(marker.dropFirst()), nil)
        if let comma = marker.lastIndex(of: ",") {
            presentation = String(marker[1..<max(comma, 1)])
            let widths = String(marker[(comma + 1)...]).split(separator: "-", maxSplits: 1)
            minimumWidth = widths.first.flatMap { Int($0) }
            maximumWidth = widths.count > 1 ? Int(widths[1]) : nil
            // The reference has no code of its own for what XPath forbids.
            guard minimumWidth ?? 1 > 0, maximumWidth ?? 1 > 0 else {
                throw .of("D3132", value: .string(String(marker)))
            }
        }
        var isOrdinal = false
        if presentation.count > 1, let modifier = presentation.last, "atco".contains(modifier) {
            presentation.removeLast()
            isOrdinal = modifier == "o"
            usesZ = modifier == "t"
        }
        if presentation.isEmpty { presentation = standard }
        if presentation.hasPrefix("n") {
            names = .lower
        } else if presentation.hasPrefix("N") {
            names = presentation.dropFirst().hasPrefix("n") ? .title : .upper
        } else if !"PCE".contains(letter) {
            var picture = try IntegerPicture(parsing: presentation + (isOrdinal ? ";o" : ""))
            picture.mandatoryDigits = max(picture.mandatoryDigits, min(minimumWidth ?? 0, 100))
            if letter == "Y" { measureYear(&picture) }
            integer = picture
        }
    }

    private mutating func measureYear(_ picture: inout IntegerPicture) {
        if let maximumWidth {
            yearDigits = maximumWidth
            picture.mandatoryDigits = min(maximumWidth, 100)
        } else if picture.style == .digits, picture.mandatoryDigits + picture.optionalDigits >= 2 {
            yearDigits = picture.mandatoryDigits + picture.optionalDigits
        }
    }
}
