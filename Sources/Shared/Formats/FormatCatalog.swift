/// The formats that are read, and the files that people upload by mistake.
public enum FormatCatalog {
    /// Every format, the most specific fingerprints first.
    public static let formats: [any WorkoutFormat] = [
        MapMyRun(), Hevy(), Strava(), StravaBefore2019(), StravaByPosition(), GenericFormat(),
    ]

    /// The formats as people know them; a vendor's layouts count as one.
    public static var titles: [String] {
        var names: Set<String> = []
        return formats.filter { names.insert($0.name).inserted }.map(\.title)
    }

    /// The format of a name whose columns a header has; nil where there is none.
    ///
    /// A vendor that changed its layout has several formats of one name.
    public static func format(named name: String, matching header: Header) -> (any WorkoutFormat)? {
        formats.first { $0.name == name && $0.matches(header) }
    }

    /// What a header shows a file to be.
    public enum Recognition {
        /// An export that is read.
        case format(any WorkoutFormat)
        /// An export that is read, but without a column that it cannot be read without.
        case missingColumn(any WorkoutFormat, name: String, nearest: HeaderColumn?)
        /// A known file that is no list of workouts.
        case notWorkouts(WrongFile)
        /// Nothing known.
        case unknown
    }

    /// Finds out what a header shows a file to be.
    public static func recognize(_ header: Header) -> Recognition {
        if let format = formats.first(where: { $0.matches(header) }) {
            for rule in format.columns
            where rule.isRequired && rule.position == nil && !rule.names.contains(where: header.contains) {
                return .missingColumn(format, name: rule.names[0], nearest: header.nearest(to: rule.names[0]))
            }
            return .format(format)
        }
        if let file = WrongFile.known.first(where: { $0.columns.allSatisfy(header.contains) }) {
            return .notWorkouts(file)
        }
        // All but one column of a fingerprint, and that with several: an export with a column lost or renamed.
        for format in formats {
            for fingerprint in format.fingerprints where fingerprint.count >= 3 {
                let missing = fingerprint.filter { !header.contains($0) }
                if missing.count == 1 {
                    return .missingColumn(format, name: missing[0], nearest: header.nearest(to: missing[0]))
                }
            }
        }
        return .unknown
    }
}

/// A file of a known app that is no list of workouts.
public struct WrongFile: Sendable {
    /// The column names that tell it.
    public var columns: [String]
    /// What it is.
    public var title: String
    /// Which file to export instead.
    public var hint: String

    static let known = [
        WrongFile(
            columns: ["laps", "time", "cumulative time"], title: "the laps of one Garmin activity",
            hint: "In Garmin Connect open Activities > All Activities and choose Export CSV there."),
        WrongFile(
            columns: ["activitydate", "totalsteps"], title: "Fitbit's daily totals",
            hint: "Fitbit has no list of workouts in CSV; its exercises come as JSON in Google Takeout."),
        WrongFile(
            columns: ["step count"], title: "daily totals of Apple Health",
            hint: "Export the workouts instead of the daily totals."),
        WrongFile(
            columns: ["cycle start time", "recovery score %"], title: "Whoop's physiological cycles",
            hint: "The same export holds workouts.csv."),
        WrongFile(
            columns: ["cycle start time", "sleep onset"], title: "Whoop's sleeps",
            hint: "The same export holds workouts.csv."),
        WrongFile(
            columns: ["cycle start time", "question text"], title: "Whoop's journal",
            hint: "The same export holds workouts.csv."),
        WrongFile(
            columns: ["date", "time", "measurement", "value", "unit"], title: "FitNotes' body tracker",
            hint: "In FitNotes export the workout data instead."),
        WrongFile(
            columns: ["bike name", "bike brand"], title: "Strava's list of bikes",
            hint: "The same archive holds activities.csv."),
        WrongFile(
            columns: ["shoe name", "shoe brand"], title: "Strava's list of shoes",
            hint: "The same archive holds activities.csv."),
        WrongFile(
            columns: ["type", "local number", "message"], title: "a FIT file decoded to CSV",
            hint: "Upload the app's own list of workouts instead."),
    ]
}
