/// What the components of a picture stand for, at one moment in one time zone.
struct DateTimeFields {
    private let date: CivilDate
    private let millisOfDay: Int

    /// The fields of milliseconds since 1970 as a clock shows them.
    init(localMillis: Int) {
        let days = localMillis.flooredQuotient(86_400_000)
        date = CivilDate(days: days)
        millisOfDay = localMillis - days * 86_400_000
    }

    /// The number of a component, such as the year for `Y`; nil for those that are no numbers.
    func value(of component: Character) -> Int? {
        let (year, month, day) = date.components
        switch component {
        case "Y": return year
        case "M": return month
        case "D": return day
        case "d": return date.days - CivilDate(year: year, month: 1, day: 1).days + 1
        case "F": return date.weekday
        case "W": return weeks(since: CivilDate.firstWeek(year: weekYear(year), month: 1))
        case "w":
            let (year, month) = monthOfWeek(year, month)
            return weeks(since: CivilDate.firstWeek(year: year, month: month))
        case "X": return weekYear(year)
        case "x": return monthOfWeek(year, month).month
        case "H": return millisOfDay / 3_600_000
        case "h":
            let hour = millisOfDay / 3_600_000 % 12
            return hour == 0 ? 12 : hour
        case "P": return millisOfDay / 43_200_000
        case "m": return millisOfDay / 60_000 % 60
        case "s": return millisOfDay / 1000 % 60
        case "f": return millisOfDay % 1000
        default: return nil
        }
    }

    private func weeks(since start: CivilDate) -> Int { (date.days - start.days) / 7 + 1 }

    /// The year that the week belongs to.
    private func weekYear(_ year: Int) -> Int {
        if date >= CivilDate.firstWeek(year: year + 1, month: 1) { return year + 1 }
        return date < CivilDate.firstWeek(year: year, month: 1) ? year - 1 : year
    }

    /// The month that the week belongs to.
    private func monthOfWeek(_ year: Int, _ month: Int) -> (year: Int, month: Int) {
        let (next, previous) = (
            (year + month / 12, month % 12 + 1), (month == 1 ? year - 1 : year, (month + 10) % 12 + 1)
        )
        if date >= CivilDate.firstWeek(year: next.0, month: next.1) { return next }
        return date < CivilDate.firstWeek(year: year, month: month) ? previous : (year, month)
    }
}
