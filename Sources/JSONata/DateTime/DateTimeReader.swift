import JSON

/// Reads a moment that is written as a picture says.
struct DateTimeReader: Sendable {
    private let components: [DateTimePicture.Component]
    private let pattern: RegexPattern

    init(_ picture: DateTimePicture) throws(JSONataError) {
        var (source, components): (String, [DateTimePicture.Component]) = ("^", [])
        for part in picture.parts {
            switch part {
            case .literal(let text): source += text.map { Self.escaped($0) }.joined()
            case .component(let component):
                source += "(" + Self.pattern(of: component) + ")"
                components.append(component)
            }
        }
        do throws(RegexSyntaxError) {
            pattern = try RegexPattern(source + "$", flags: .ignoresCase)
        } catch {
            throw .of("D3136")
        }
        self.components = components
        for component in components where component.names != nil && !"MxFPCE".contains(component.letter) {
            throw .of("D3133", value: .string(String(component.letter)))
        }
    }

    private static func escaped(_ character: Character) -> String {
        "\\.*+?^${}()|[]/".contains(character) ? "\\\(character)" : String(character)
    }

    private static func pattern(of component: DateTimePicture.Component) -> String {
        if component.letter == "P" { return "am|pm" }
        guard let integer = component.integer else { return "[A-Za-z]+" }
        if component.letter == "Z" || component.letter == "z" {
            let mark = integer.separators.first.map { escaped(Character($0.character)) + "[0-9]+" } ?? ""
            return (component.letter == "z" ? "GMT" : "") + (component.usesZ ? "Z|" : "") + "[-+][0-9]+" + mark
        }
        switch integer.style {
        case .letters: return "[A-Za-z]+"
        case .roman: return "[MDCLXVI]+"
        case .words: return "[A-Za-z][A-Za-z, -]*"
        case .digits:
            let last = Unicode.Scalar(integer.zero.value + 9) ?? integer.zero
            let count = component.readWidth.map { "{\($0)}" } ?? "+"
            let marks = integer.separators.map { escaped(Character($0.character)) }.joined()
            return "[\(integer.zero)-\(last)\(marks)]\(count)" + (integer.isOrdinal ? "(?:th|st|nd|rd)" : "")
        }
    }

    /// Milliseconds since 1970; nil where the text does not look like the picture.
    ///
    /// The larger units that a picture leaves out are those of the evaluator's clock.
    func millis(of text: String, _ evaluator: Evaluator) throws(JSONataError) -> Double? {
        guard let match = try evaluator.find(pattern, in: RegexText(text), from: 0) else { return nil }
        var values: [Character: Int] = [:]
        for (component, group) in zip(components, match.groups) {
            guard let group, let value = value(of: component, group) else { continue }
            values[component.letter] = value
        }
        guard !values.isEmpty else { return nil }
        return try DateTimeAssembly(values, now: evaluator.environment.now).millis()
    }

    private func value(of component: DateTimePicture.Component, _ text: String) -> Int? {
        switch component.letter {
        case "Z", "z": return zone(text)
        case "P": return text.lowercased() == "pm" ? 1 : 0
        case "C", "E": return nil
        default: break
        }
        guard let integer = component.integer else {
            let names = component.letter == "F" ? CalendarNames.days : CalendarNames.months
            let width = component.maximumWidth ?? .max
            let index = names.firstIndex { $0.prefix(width).lowercased() == text.lowercased() }
            return index.map { $0 + 1 }
        }
        let digits = integer.isOrdinal && integer.style == .digits ? String(text.dropLast(2)) : text
        let value = integer.parse(digits)
        if component.letter == "f", integer.style == .digits, let value {
            // The digits of a fraction count from the point on.
            let scale = (0..<min(digits.count, 15)).reduce(1.0) { scale, _ in scale * 10 }
            return Int(exactly: (value / scale * 1000).rounded(.down))
        }
        return value.flatMap { Int(exactly: $0) }
    }

    /// Minutes ahead of UTC.
    private func zone(_ text: String) -> Int? {
        let sign = text.contains("-") ? -1 : 1
        let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
        guard let first = parts.first, first <= 9999 else { return 0 }
        if parts.count > 1 { return sign * (first * 60 + min(parts[1], 59)) }
        return sign * (first < 100 ? first * 60 : first / 100 * 60 + first % 100)
    }
}
