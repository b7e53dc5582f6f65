/// How a number is written, in the picture language of XPath's `format-number`.
struct NumberPicture: Sendable {
    private let positive: SubPicture
    private let negative: SubPicture?
    private let symbols: NumberSymbols

    init(parsing picture: String, _ symbols: NumberSymbols) throws(JSONataError) {
        let parts = picture.unicodeScalars.split(
            separator: symbols.patternSeparator, omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw .of("D3080") }
        var pictures: [SubPicture] = []
        for part in parts { pictures.append(try SubPicture(Array(part), symbols)) }
        positive = pictures[0]
        negative = pictures.count > 1 ? pictures[1] : nil
        self.symbols = symbols
    }

    /// A finite number as text.
    ///
    /// - Throws: `D1001` where a hundred or a thousand times the number is beyond what can be held.
    func format(_ number: Double) throws(JSONataError) -> String {
        let picture = number < 0 ? negative ?? positive : positive
        let sign = number < 0 && negative == nil ? symbols.minusSign : ""
        let factor = picture.isPercent ? 100.0 : picture.isPerMille ? 1000.0 : 1.0
        var (mantissa, exponent) = (number.magnitude * factor, 0)
        guard mantissa.isFinite else { throw .outOfRange(mantissa) }
        if picture.minimumExponent > 0 { (mantissa, exponent) = Self.split(mantissa, picture.scale) }
        var text = sign + picture.prefix + digits(of: mantissa, picture)
        if picture.minimumExponent > 0 {
            let plain = String(exponent.magnitude)
            let padding = String(repeating: "0", count: max(0, picture.minimumExponent - plain.count))
            text += String(symbols.exponentSeparator) + (exponent < 0 ? symbols.minusSign : "")
            text += localized(padding + plain)
        }
        return text + picture.suffix
    }

    /// Moves the point until so many digits stand in front of it.
    private static func split(_ number: Double, _ scale: Int) -> (Double, Int) {
        guard number > 0, number.isFinite else { return (number, 0) }
        var decimal = Decimal(number)
        let exponent = decimal.exponent - scale
        decimal.exponent = scale
        return (decimal.double, exponent)
    }

    private func digits(of number: Double, _ picture: SubPicture) -> String {
        let rounded = Decimal(Library.roundHalfEven(number, to: picture.maximumFraction))
        var (integer, fraction) = rounded.parts
        integer = String(repeating: "0", count: max(0, picture.minimumInteger - integer.count)) + integer
        fraction += String(repeating: "0", count: max(0, picture.minimumFraction - fraction.count))
        let whole = String(grouped(integer, picture).reversed())
        guard !fraction.isEmpty else { return localized(whole) }
        let groups = Set(picture.fractionGroups)
        var tail = ""
        for (index, digit) in fraction.enumerated() {
            if index > 0, groups.contains(index) { tail += "," }
            tail.append(digit)
        }
        return localized(whole) + String(symbols.decimalSeparator) + localized(tail)
    }

    /// The digits from the right, with a comma for each separator.
    private func grouped(_ integer: String, _ picture: SubPicture) -> String {
        let (positions, regular) = (Set(picture.integerGroups), picture.regularGroup)
        var text = ""
        for (index, digit) in integer.reversed().enumerated() {
            let isBoundary = regular.map { index.isMultiple(of: $0) } ?? positions.contains(index)
            if index > 0, isBoundary { text += "," }
            text.append(digit)
        }
        return text
    }

    /// Digits and separators as the symbols have them.
    private func localized(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "," {
                scalars.append(symbols.groupingSeparator)
            } else {
                scalars.append(Unicode.Scalar(symbols.zeroDigit.value + scalar.value - 0x30) ?? scalar)
            }
        }
        return String(scalars)
    }
}

extension Decimal {
    /// The digits in front of the point and behind it, without zeros at the ends.
    fileprivate var parts: (integer: String, fraction: String) {
        let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        if digits.isEmpty { return ("", "") }
        if exponent <= 0 { return ("", String(repeating: "0", count: -exponent) + text) }
        if exponent >= digits.count { return (text + String(repeating: "0", count: exponent - digits.count), "") }
        return (String(text.prefix(exponent)), String(text.dropFirst(exponent)))
    }
}
