import JSON

/// Writes a moment in a time zone as a picture says.
struct DateTimeWriter {
    private let fields: DateTimeFields
    private let offset: TimeZoneOffset

    init(moment: Int, offset: TimeZoneOffset) {
        fields = DateTimeFields(localMillis: moment + offset.minutes * 60_000)
        self.offset = offset
    }

    func text(_ picture: DateTimePicture) throws(JSONataError) -> String {
        var text = ""
        for part in picture.parts {
            switch part {
            case .literal(let literal): text += literal
            case .component(let component): text += try self.text(component)
            }
        }
        return text
    }

    private func text(_ component: DateTimePicture.Component) throws(JSONataError) -> String {
        switch component.letter {
        case "Z", "z": return try zone(component)
        case "P":
            let half = fields.value(of: "P") == 0 ? "am" : "pm"
            return component.names == .upper ? half.uppercased() : half
        case "C", "E": return "ISO"
        default: break
        }
        guard var value = fields.value(of: component.letter) else { return "" }
        if let names = component.names { return try name(value, names, component) }
        if let digits = component.yearDigits, digits < 18 {
            value %= (0..<digits).reduce(1) { power, _ in power * 10 }
        }
        return component.integer?.format(Double(value)) ?? ""
    }

    private func name(
        _ value: Int, _ names: DateTimePicture.Component.Names, _ component: DateTimePicture.Component
    ) throws(JSONataError) -> String {
        var name: String
        switch component.letter {
        case "M", "x": name = CalendarNames.months[value - 1]
        case "F": name = CalendarNames.days[value - 1]
        default: throw .of("D3133", value: .string(String(component.letter)))
        }
        switch names {
        case .upper: name = name.uppercased()
        case .lower: name = name.lowercased()
        case .title: break
        }
        return String(name.prefix(component.maximumWidth ?? name.count))
    }

    private func zone(_ component: DateTimePicture.Component) throws(JSONataError) -> String {
        guard let integer = component.integer else { return "" }
        if offset.minutes == 0, component.usesZ { return "Z" }
        var text: String
        if integer.grouping > 0 {
            text = integer.format(Double(offset.hundreds.magnitude))
        } else {
            let digits = integer.mandatoryDigits + integer.optionalDigits
            guard digits <= 4 else { throw .of("D3134", value: .int(digits)) }
            if digits <= 2 {
                text = integer.format(Double(offset.minutes.magnitude / 60))
                let rest = offset.minutes.magnitude % 60
                if rest != 0 { text += ":" + (rest < 10 ? "0" : "") + String(rest) }
            } else {
                text = integer.format(Double(offset.hundreds.magnitude))
            }
        }
        return (component.letter == "z" ? "GMT" : "") + (offset.minutes < 0 ? "-" : "+") + text
    }
}
