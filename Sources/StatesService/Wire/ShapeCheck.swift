import JSON

/// Compares a request with the shape of its operation: all violations come back in one error, worded as the service does.
struct ShapeCheck {
    private var violations: [String] = []

    /// - Throws: `SerializationException` for a value of another type, `ValidationException` for broken constraints.
    static func run(_ object: JSONObject, against members: [Member]) throws(ServiceError) {
        var check = ShapeCheck()
        try check.check(object, members, at: "")
        guard !check.violations.isEmpty else { return }
        let count = check.violations.count
        throw .validation(
            "\(count) validation error\(count == 1 ? "" : "s") detected: " + check.violations.joined(separator: "; "))
    }

    private mutating func check(_ object: JSONObject, _ members: [Member], at path: String) throws(ServiceError) {
        for member in members {
            let place = path.isEmpty ? member.name : "\(path).\(member.name)"
            guard let value = object[member.name], !value.isNull else {
                if member.isRequired {
                    violations.append(
                        "Value null at '\(place)' failed to satisfy constraint: Member must not be null")
                }
                continue
            }
            try check(value, member.shape, at: place)
        }
    }

    private mutating func check(_ value: JSON, _ shape: Shape, at place: String) throws(ServiceError) {
        switch shape {
        case .text(let length, let pattern, let isSensitive):
            guard let text = value.string else { throw mismatch(value, "a String") }
            check(text, length, pattern, shown: isSensitive ? "Value" : "Value '\(text)'", at: place)
        case .data(let limit):
            guard let text = value.string else { throw mismatch(value, "a String") }
            checkLength(text.utf8.count, 0...limit, shown: "Value", at: place)
        case .word(let words):
            guard let text = value.string else { throw mismatch(value, "a String") }
            if !words.contains(text) {
                violate("Value '\(text)'", place, "satisfy enum value set: [\(words.joined(separator: ", "))]")
            }
        case .integer(let range):
            guard let number = value.int else { throw mismatch(value, "an Integer") }
            if number < range.lowerBound {
                violate("Value '\(number)'", place, "have value greater than or equal to \(range.lowerBound)")
            } else if number > range.upperBound {
                violate("Value '\(number)'", place, "have value less than or equal to \(range.upperBound)")
            }
        case .number(let range):
            guard let number = value.double else { throw mismatch(value, "a Float") }
            if number < range.lowerBound {
                violate("Value '\(number)'", place, "have value greater than or equal to \(range.lowerBound)")
            } else if number > range.upperBound {
                violate("Value '\(number)'", place, "have value less than or equal to \(range.upperBound)")
            }
        case .flag:
            if value.bool == nil { throw mismatch(value, "a Boolean") }
        case .list(let element, let count):
            guard let elements = value.array else { throw mismatch(value, "a List") }
            checkLength(elements.count, count, shown: "Value '\(element.text(of: value, inList: true))'", at: place)
            for (position, value) in elements.enumerated() {
                try check(value, element, at: "\(place).\(position + 1).member")
            }
        case .structure(let members, _):
            guard let object = value.object else { throw mismatch(value, "a Structure") }
            try check(object, members, at: place)
        }
    }

    private mutating func check(
        _ text: String, _ length: ClosedRange<Int>, _ pattern: TextPattern?, shown: String, at place: String
    ) {
        checkLength(text.unicodeScalars.count, length, shown: shown, at: place)
        if let pattern, !pattern.allows(text) {
            violate(shown, place, "satisfy regular expression pattern: \(pattern.source)")
        }
    }

    private mutating func checkLength(_ count: Int, _ range: ClosedRange<Int>, shown: String, at place: String) {
        if count < range.lowerBound {
            violate(shown, place, "have length greater than or equal to \(range.lowerBound)")
        } else if count > range.upperBound {
            violate(shown, place, "have length less than or equal to \(range.upperBound)")
        }
    }

    private mutating func violate(_ shown: String, _ place: String, _ constraint: String) {
        violations.append("\(shown) at '\(place)' failed to satisfy constraint: Member must \(constraint)")
    }

    /// A value of another type, in the words of the service's decoder.
    private func mismatch(_ value: JSON, _ type: String) -> ServiceError {
        let message =
            switch value {
            case .string: "STRING_VALUE can not be converted to \(type)"
            case .number: "NUMBER_VALUE can not be converted to \(type)"
            case .bool(let flag): "\(flag ? "TRUE" : "FALSE")_VALUE can not be converted to \(type)"
            case .array, .object, .null: "Start of structure or map found where not expected."
            }
        return ServiceError("SerializationException", message)
    }
}

extension Shape {
    /// A value as the service prints it: `[Tag(key=a, value=b)]`.
    ///
    /// - Parameter inList: Whether the value is a list of this shape.
    fileprivate func text(of value: JSON, inList: Bool = false) -> String {
        if inList, let elements = value.array {
            return "[" + elements.map { text(of: $0) }.joined(separator: ", ") + "]"
        }
        switch self {
        case .structure(let members, let name):
            let shown = members.compactMap { member in
                value[member.name].map { "\(member.name)=\(member.shape.text(of: $0))" }
            }
            return "\(name)(\(shown.joined(separator: ", ")))"
        case .list(let element, _): return element.text(of: value, inList: true)
        default: return value.string ?? value.text()
        }
    }
}
