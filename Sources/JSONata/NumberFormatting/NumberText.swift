/// Numbers as JavaScript writes them.
enum NumberText {
    /// The shortest text that reads back as the number.
    static func shortest(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }
        let digits = Decimal(number)
        return digits.javaScriptText
    }

    /// The number with at most fifteen digits, which hides the errors of binary fractions.
    static func rounded(_ number: Double) -> String {
        guard number.isFinite, number.rounded() != number else { return shortest(number) }
        return shortest(Decimal(number).rounded(toDigits: 15).double)
    }
}

/// A finite number as decimal digits: 0.d₁d₂d₃… × 10^exponent.
struct Decimal {
    var isNegative: Bool
    var digits: [UInt8]
    var exponent: Int

    /// The shortest digits that read back as the number.
    init(_ number: Double) {
        isNegative = number < 0
        let text = Array(number.magnitude.description.utf8)
        let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
        let power = Int(String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0
        let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.count
        digits = mantissa.filter { $0 != UInt8(ascii: ".") }.map { $0 - UInt8(ascii: "0") }
        exponent = point + power
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        exponent -= zeros
        trim()
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { exponent = 1 }
    }

    /// The nearest number of at most so many digits; halves go away from zero.
    func rounded(toDigits count: Int) -> Decimal {
        guard digits.count > count else { return self }
        guard count >= 0 else {
            var zero = self
            zero.digits = []
            zero.exponent = 1
            return zero
        }
        var result = self
        let roundsUp = digits[count] >= 5
        result.digits = Array(digits.prefix(count))
        if roundsUp { result.increment() }
        result.trim()
        return result
    }

    /// The number cut after so many digits.
    func truncated(toDigits count: Int) -> Decimal {
        var result = self
        result.digits = Array(digits.prefix(count))
        result.trim()
        return result
    }

    private mutating func increment() {
        for index in digits.indices.reversed() {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
        }
        digits.insert(1, at: 0)
        exponent += 1
    }

    /// The nearest double.
    var double: Double {
        let text = (isNegative ? "-" : "") + "0." + digitText(digits[...]) + "e\(exponent)"
        return Double(text) ?? 0
    }

    fileprivate var javaScriptText: String {
        guard !digits.isEmpty else { return "0" }
        let sign = isNegative ? "-" : ""
        let count = digits.count
        if exponent > 21 || exponent < -5 {
            let power = exponent - 1
            let fraction = count > 1 ? "." + digitText(digits.dropFirst()) : ""
            return sign + digitText(digits.prefix(1)) + fraction + "e" + (power < 0 ? "-" : "+") + "\(power.magnitude)"
        }
        if exponent <= 0 { return sign + "0." + String(repeating: "0", count: -exponent) + digitText(digits[...]) }
        if count <= exponent { return sign + digitText(digits[...]) + String(repeating: "0", count: exponent - count) }
        return sign + digitText(digits.prefix(exponent)) + "." + digitText(digits.dropFirst(exponent))
    }

    private func digitText(_ digits: ArraySlice<UInt8>) -> String {
        String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
}
