/// A distance from UTC.
struct TimeZoneOffset: Sendable {
    /// Minutes ahead of UTC.
    var minutes: Int

    /// Reads `+0530` or `-05:00`; nothing is UTC.
    init(parsing text: String?) throws(JSONataError) {
        minutes = 0
        guard let text, !text.isEmpty else { return }
        let isNegative = text.hasPrefix("-")
        let digits = text.drop { $0 == "+" || $0 == "-" }.prefix { $0.isASCII && ($0.isNumber || $0 == ":") }
        guard let value = Int(digits.filter { $0 != ":" }), value <= 9999 else { return }
        minutes = (value / 100 * 60 + value % 100) * (isNegative ? -1 : 1)
    }

    /// Hours and minutes as one number: 530 for five and a half hours.
    var hundreds: Int { minutes / 60 * 100 + minutes % 60 }
}
