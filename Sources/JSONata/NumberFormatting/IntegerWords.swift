/// English numbers in words.
enum IntegerWords {
    private static let few = [
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
        "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    ]
    private static let ordinals = [
        "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
        "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth",
        "Nineteenth",
    ]
    private static let tens = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety", "Hundred"]
    private static let powers = ["Thousand", "Million", "Billion", "Trillion"]

    /// A number that is not negative, in words with capitals.
    static func words(_ number: Double, isOrdinal: Bool) -> String {
        words(number, follows: false, isOrdinal)
    }

    private static func words(_ number: Double, follows: Bool, _ isOrdinal: Bool) -> String {
        if number <= 19 { return (follows ? " and " : "") + (isOrdinal ? ordinals : few)[Int(number)] }
        if number < 100 {
            let (ten, rest) = (Int(number) / 10, Int(number) % 10)
            let prefix = follows ? " and " : ""
            if rest > 0 { return prefix + tens[ten - 2] + "-" + words(Double(rest), follows: false, isOrdinal) }
            return prefix + (isOrdinal ? tens[ten - 2].dropLast() + "ieth" : tens[ten - 2])
        }
        if number < 1000 {
            let rest = number.truncatingRemainder(dividingBy: 100)
            let head = (follows ? ", " : "") + few[Int(number / 100)] + " Hundred"
            return head + tail(rest, isOrdinal)
        }
        let digits = Decimal(number).exponent - 1
        let power = min(digits / 3, powers.count)
        let unit = scale(power)
        let whole = (number / unit).rounded(.down)
        let rest = number - whole * unit
        return (follows ? ", " : "") + words(whole, follows: false, false) + " " + powers[power - 1]
            + tail(max(rest, 0), isOrdinal)
    }

    private static func tail(_ rest: Double, _ isOrdinal: Bool) -> String {
        rest > 0 ? words(rest, follows: true, isOrdinal) : isOrdinal ? "th" : ""
    }

    private static func scale(_ power: Int) -> Double {
        (0..<power).reduce(1) { scale, _ in scale * 1000 }
    }

    private static let values: [String: Double] = {
        var values: [String: Double] = [:]
        for list in [few, ordinals] {
            for (value, word) in list.enumerated() { values[word.lowercased()] = Double(value) }
        }
        for (index, word) in tens.enumerated() {
            values[word.lowercased()] = Double(index + 2) * 10
            values[word.lowercased().dropLast() + "ieth"] = Double(index + 2) * 10
        }
        values["hundredth"] = 100
        for (index, word) in powers.enumerated() {
            values[word.lowercased()] = scale(index + 1)
            values[word.lowercased() + "th"] = scale(index + 1)
        }
        return values
    }()

    /// The number that words say; nil where they say none.
    static func value(of text: String) -> Double? {
        let words = text.lowercased().split { $0 == " " || $0 == "-" || $0 == "," }.filter { $0 != "and" }
        var segments: [Double] = [0]
        for word in words {
            guard let value = values[String(word)] else { return nil }
            if value < 100 {
                var top = segments.removeLast()
                if top >= 1000 {
                    segments.append(top)
                    top = 0
                }
                segments.append(top + value)
            } else {
                segments.append(segments.removeLast() * value)
            }
        }
        return words.isEmpty ? nil : segments.reduce(0, +)
    }
}

/// Roman numerals, and numbers spelt with the letters of the alphabet.
enum LetterNumerals {
    private static let roman: [(value: Int, letters: String)] = [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
        (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]

    static func roman(_ number: Int) -> String {
        // Thousands beyond these are no numeral any more, and would be as long as the number is large.
        var (rest, text) = (min(number, 1_000_000), "")
        for (value, letters) in roman {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }

    static func value(ofRoman text: String) -> Double {
        let digits: [Character: Double] = ["M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1]
        var (sum, largest) = (0.0, 1.0)
        for letter in text.uppercased().reversed() {
            let value = digits[letter] ?? 0
            if value < largest {
                sum -= value
            } else {
                largest = value
                sum += value
            }
        }
        return sum
    }

    /// `a` to `z`, `aa`, `ab` and so on.
    static func letters(_ number: Int, from first: Unicode.Scalar) -> String {
        var (rest, text) = (number, "")
        while rest > 0 {
            let digit = (rest - 1) % 26
            text = String(Unicode.Scalar(UInt8(first.value) + UInt8(digit))) + text
            rest = (rest - 1) / 26
        }
        return text
    }

    static func value(ofLetters text: String, from first: Unicode.Scalar) -> Double {
        text.unicodeScalars.reduce(0) { sum, letter in sum * 26 + Double(letter.value) - Double(first.value) + 1 }
    }
}
