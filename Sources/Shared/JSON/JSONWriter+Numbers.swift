extension JSONWriter {
    /// Appends a whole number.
    public mutating func write(_ number: Int) {
        if number < 0 { write(raw: "-") }
        write(digits: number.magnitude, atLeast: 1)
    }

    /// Appends a number without a needless fraction: `1215`, not `1215.0`. It must be finite.
    public mutating func write(_ number: Double) {
        if let whole = Int(exactly: number) { return write(whole) }
        let hundredths = (number * 100).rounded()
        // Up to fifteen digits every decimal has a double of its own, so if these hundredths are the number, they are
        // also the shortest text for it, once a zero at the end is left out.
        guard abs(hundredths) < 1e15, hundredths / 100 == number else { return write(raw: number.description) }
        let (whole, fraction) = UInt(abs(hundredths)).quotientAndRemainder(dividingBy: 100)
        if number < 0 { write(raw: "-") }
        write(digits: whole, atLeast: 1)
        write(raw: ".")
        if fraction % 10 == 0 { write(digits: fraction / 10, atLeast: 1) } else { write(digits: fraction, atLeast: 2) }
    }

    /// Appends decimal digits, with zeros in front up to a width. Straight into the buffer: a text for each number of
    /// each record would take longer than the rest of writing it.
    public mutating func write(digits number: UInt, atLeast width: Int) {
        write(digits: number, base: 10, atLeast: width)
    }

    /// Appends lower-case hexadecimal digits, with zeros in front up to a width.
    public mutating func write(hexadecimal number: UInt64, atLeast width: Int) {
        write(digits: UInt(number), base: 16, atLeast: width)
    }

    private mutating func write(digits number: UInt, base: UInt, atLeast width: Int) {
        // More than the digits of the largest number, and than any width asked for.
        var digits = InlineArray<32, UInt8>(repeating: UInt8(ascii: "0"))
        var rest = number
        var start = digits.count
        while rest > 0 {
            start -= 1
            let digit = UInt8(truncatingIfNeeded: rest % base)
            digits[start] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
            rest /= base
        }
        start = min(start, digits.count - width)
        digits.span.withUnsafeBufferPointer { write(bytes: UnsafeBufferPointer(rebasing: $0[start...])) }
    }
}
