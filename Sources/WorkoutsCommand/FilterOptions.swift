import ArgumentParser
import Storage
import Workouts

/// Which workouts a command looks at.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only from this day on.", valueName: "yyyy-mm-dd"))
    var from: String?

    @Option(help: ArgumentHelp("Only up to this day.", valueName: "yyyy-mm-dd"))
    var to: String?

    @Option(help: ArgumentHelp("Only this activity, such as run or trail_run.", valueName: "activity"))
    var activity: String?

    @Option(help: ArgumentHelp("Only from this format, such as strava.", valueName: "format"))
    var source: String?

    @Option(help: "Only this user's.")
    var user: String?

    func validate() throws {
        for (name, day) in [("--from", from), ("--to", to)] {
            if let day, CivilDate(iso: day) == nil {
                throw ValidationError("\(name) is a day such as 2024-08-01, not \"\(day)\".")
            }
        }
        if let activity, Activity(rawValue: activity) == nil, ActivityVocabulary.activity(named: activity) == nil {
            let known = Activity.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\"\(activity)\" is no activity. Known are: \(known).")
        }
    }

    /// The filter for the store.
    var filter: WorkoutFilter {
        var filter = WorkoutFilter()
        filter.from = from
        filter.to = to
        filter.activity = activity.map { name in
            Activity(rawValue: name)?.rawValue ?? ActivityVocabulary.activity(named: name)?.rawValue ?? name
        }
        filter.format = source
        filter.user = user
        return filter
    }
}
