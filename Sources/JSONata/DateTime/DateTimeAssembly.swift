/// Puts the numbers of a picture together to a moment.
///
/// Units larger than those given are those of the present, smaller ones their least; one in between may not be missing.
struct DateTimeAssembly {
    private var values: [Character: Int]
    private let now: DateTimeFields

    init(_ values: [Character: Int], now: Int) {
        self.values = values
        self.now = DateTimeFields(localMillis: now)
    }

    func millis() throws(JSONataError) -> Double {
        let given = Set(values.keys)
        let dateLetters = given.intersection("YXMxWwdD")
        let usesDayOfYear = !dateLetters.isEmpty && !dateLetters.isSubset(of: "YMD") && dateLetters.isSubset(of: "Yd")
        let isWeekDate =
            !dateLetters.isEmpty && !dateLetters.isSubset(of: "YMD") && !usesDayOfYear
        if isWeekDate { throw .of("D3136") }
        let isHalfDay = given.contains("P") || given.contains("h")
        let filled = try filledIn((usesDayOfYear ? "Yd" : "YMD") + (isHalfDay ? "Phmsf" : "Hmsf"))
        return moment(filled, usesDayOfYear, isHalfDay)
    }

    private func filledIn(_ units: String) throws(JSONataError) -> [Character: Int] {
        var filled: [Character: Int] = [:]
        var (hasStarted, hasEnded) = (false, false)
        for unit in units {
            if let value = values[unit] {
                guard !hasEnded else { throw .of("D3136") }
                hasStarted = true
                filled[unit] = value
            } else if hasStarted {
                hasEnded = true
                filled[unit] = "MDd".contains(unit) ? 1 : 0
            } else {
                filled[unit] = now.value(of: unit)
            }
        }
        return filled
    }

    private func moment(_ filled: [Character: Int], _ usesDayOfYear: Bool, _ isHalfDay: Bool) -> Double {
        // Beyond these the calendar of JavaScript has ended long ago.
        let field = { (unit: Character) in min(max(filled[unit] ?? 0, -1_000_000), 1_000_000) }
        let date =
            usesDayOfYear
            ? CivilDate(year: field("Y"), month: 1, day: field("d"))
            : CivilDate(year: field("Y"), month: max(field("M"), 1), day: field("D"))
        var hour = field("H")
        if isHalfDay { hour = field("h") % 12 + (field("P") == 1 ? 12 : 0) }
        let minutes = date.days * 1440 + hour * 60 + field("m") - (values["Z"] ?? values["z"] ?? 0)
        return Double(minutes * 60_000 + field("s") * 1000 + field("f"))
    }
}
