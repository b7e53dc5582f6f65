/// A day of the Gregorian calendar, as days since 1 January 1970.
struct CivilDate: Hashable, Comparable {
    var days: Int

    init(days: Int) {
        self.days = days
    }

    /// A day; months and days beyond their ranges run on into the next month or year.
    init(year: Int, month: Int, day: Int) {
        let monthsSinceZero = year * 12 + month - 1
        let year = monthsSinceZero.flooredQuotient(12)
        let month = monthsSinceZero - year * 12 + 1
        let shifted = month > 2 ? year : year - 1
        let era = shifted.flooredQuotient(400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
        days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468 + day - 1
    }

    var components: (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    /// 1 for Monday to 7 for Sunday.
    var weekday: Int { (days + 3) - (days + 3).flooredQuotient(7) * 7 + 1 }

    /// The Monday of the week that holds the fourth day of a month: the first week of the month, or of the year.
    static func firstWeek(year: Int, month: Int) -> CivilDate {
        let first = CivilDate(year: year, month: month, day: 1)
        let weekday = first.weekday
        return CivilDate(days: weekday > 4 ? first.days + 8 - weekday : first.days - (weekday - 1))
    }

    static func < (left: CivilDate, right: CivilDate) -> Bool { left.days < right.days }
}

extension Int {
    /// The quotient rounded towards negative infinity; the divisor is positive.
    func flooredQuotient(_ divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
