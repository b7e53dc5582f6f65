/// Timestamps of ISO 8601 as far as JavaScript reads them.
enum ISOTimestamp {
    /// Milliseconds since 1970; nil where the text is no timestamp. Without a zone it is UTC.
    static func millis(of text: String) -> Double? {
        var reader = Reader(bytes: Array(text.utf8))
        guard let year = reader.digits(4) else { return nil }
        var (month, day, minutes, millis) = (1, 1, 0, 0)
        if reader.take("-") {
            guard let value = reader.digits(2), (1...12).contains(value) else { return nil }
            month = value
            if reader.take("-") {
                guard let value = reader.digits(2), (1...31).contains(value) else { return nil }
                day = value
            }
        }
        if reader.take("T") {
            guard let time = reader.time() else { return nil }
            (minutes, millis) = time
        }
        guard let zone = reader.zone(), reader.isAtEnd else { return nil }
        let days = CivilDate(year: year, month: month, day: day).days
        return Double((days * 1440 + minutes - zone) * 60_000 + millis)
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            guard position + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<(position + count)] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            position += count
            return value
        }

        /// Minutes of the day, and milliseconds of the minute.
        mutating func time() -> (Int, Int)? {
            guard let hour = digits(2), hour <= 24, take(":"), let minute = digits(2), minute < 60 else { return nil }
            guard take(":") else { return (hour * 60 + minute, 0) }
            guard let second = digits(2), second < 60 else { return nil }
            var (millis, scale) = (0, 100)
            if take(".") {
                guard let first = digits(1) else { return nil }
                millis = first * scale
                while let digit = digits(1) {
                    scale /= 10
                    millis += digit * scale
                }
            }
            return (hour * 60 + minute, second * 1000 + millis)
        }

        /// Minutes ahead of UTC.
        mutating func zone() -> Int? {
            if isAtEnd || take("Z") { return 0 }
            let isNegative = take("-")
            guard isNegative || take("+"), let hours = digits(2) else { return nil }
            _ = take(":")
            guard let minutes = digits(2), hours < 24, minutes < 60 else { return nil }
            return (hours * 60 + minutes) * (isNegative ? -1 : 1)
        }
    }
}
