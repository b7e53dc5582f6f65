/// The characters that a number picture is written with, and that the number is written with.
struct NumberSymbols: Sendable {
    var decimalSeparator: Unicode.Scalar = "."
    var groupingSeparator: Unicode.Scalar = ","
    var exponentSeparator: Unicode.Scalar = "e"
    var minusSign = "-"
    var percent = "%"
    var perMille = "\u{2030}"
    var zeroDigit: Unicode.Scalar = "0"
    var optionalDigit: Unicode.Scalar = "#"
    var patternSeparator: Unicode.Scalar = ";"

    /// Changes a symbol by its name in XPath; of others the first character counts.
    mutating func set(_ name: String, to text: String) {
        switch name {
        case "minus-sign": minusSign = text
        case "percent": percent = text
        case "per-mille": perMille = text
        default:
            guard let scalar = text.unicodeScalars.first else { return }
            setCharacter(name, to: scalar)
        }
    }

    private mutating func setCharacter(_ name: String, to scalar: Unicode.Scalar) {
        switch name {
        case "decimal-separator": decimalSeparator = scalar
        case "grouping-separator": groupingSeparator = scalar
        case "exponent-separator": exponentSeparator = scalar
        case "zero-digit": zeroDigit = scalar
        case "digit": optionalDigit = scalar
        case "pattern-separator": patternSeparator = scalar
        default: break
        }
    }

    func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= zeroDigit.value && scalar.value - zeroDigit.value <= 9
    }

    /// Whether a character says something about the digits; all others are written as they are.
    func isActive(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || scalar == optionalDigit || scalar == decimalSeparator || scalar == groupingSeparator
            || scalar == exponentSeparator
    }
}
