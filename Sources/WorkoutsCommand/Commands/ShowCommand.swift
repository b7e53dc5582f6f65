import ArgumentParser
import JSON
import Storage
import Terminal
import Workouts

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one workout with all that is known of it.")

    @OptionGroup var home: HomeOptions

    @Argument(help: "The workout's key, or its beginning.")
    var key: String

    @Option(help: "Whose workout it is.")
    var user: String?

    @Flag(help: "Print the canonical record as JSON.")
    var json = false

    func run() throws {
        let found = try home.workouts()?.workouts(named: key, user: user) ?? []
        guard let workout = found.first(where: { $0.key == key }) ?? found.first else {
            throw CommandFailure("There is no workout \"\(key)\". The keys are in the last column of:  workouts list")
        }
        guard found.count == 1 || workout.key == key else {
            throw CommandFailure("Several workouts begin so:\n" + found.map { "  \($0.key)" }.joined(separator: "\n"))
        }
        if json {
            Terminal.line(try workout.record().text(.pretty))
            return
        }
        try write(Workout(json: try workout.record()))
        Terminal.line()
        for sighting in try home.workouts()?.sightings(of: workout) ?? [] {
            let fields = sighting.fields.isEmpty ? "" : " (\(sighting.fields.joined(separator: ", ")))"
            let undone = sighting.isUndone ? ", undone" : ""
            Terminal.line(
                Terminal.dim(
                    "Import \(sighting.importNumber): \(sighting.effect.rawValue)\(fields), line \(sighting.lines)\(undone)"
                ))
        }
    }

    private func write(_ workout: Workout) {
        let record = workout.json
        let zone = workout.startUTC.map { " (\($0))" } ?? (workout.timeBasis == .floating ? " (zone unknown)" : "")
        var facts: [(String, String)] = [
            ("Key", workout.key), ("Start", workout.startLocal.description.replacing("T", with: " ") + zone),
            ("Activity", "\(Quantities.activity(workout.activity.rawValue)) (\"\(workout.activityRaw)\")"),
        ]
        if let title = workout.title { facts.append(("Title", title)) }
        for measure in Measure.allCases {
            if let value = workout.measures[measure] { facts.append((measure.rawValue, Quantities.number(value))) }
        }
        for (name, value) in workout.load { facts.append((name, Quantities.number(value))) }
        if let notes = workout.notes { facts.append(("Notes", notes)) }
        if let app = workout.app { facts.append(("App", app)) }
        facts.append(("Source", record["source"]?["format"]?.string ?? ""))
        if !workout.flags.isEmpty { facts.append(("Flags", workout.flags.joined(separator: ", "))) }
        for (name, value) in workout.extra { facts.append((name, value)) }
        let width = facts.map(\.0.count).max() ?? 0
        for (name, value) in facts {
            let label = Terminal.printable(name)
            Terminal.line(
                Terminal.dim(label + String(repeating: " ", count: max(0, width - label.count) + 2))
                    + Terminal.printable(value))
        }
        writeSets(workout.sets)
    }

    private func writeSets(_ sets: [WorkoutSet]) {
        guard !sets.isEmpty else { return }
        Terminal.line()
        var table = Table([
            .init(title: "Exercise", isFlexible: true), .init(title: "Set", isNumeric: true), .init(title: "Kind"),
            .init(title: "Weight", isNumeric: true), .init(title: "Reps", isNumeric: true),
            .init(title: "Time", isNumeric: true), .init(title: "Distance", isNumeric: true),
            .init(title: "RPE", isNumeric: true),
        ])
        for set in sets {
            table.add([
                set.exerciseRaw, String(set.setIndex + 1), set.kind.rawValue,
                set.weightKg.map { "\(Quantities.number($0)) kg" } ?? "", set.reps.map(Quantities.number) ?? "",
                Quantities.duration(set.durationS), Quantities.distance(set.distanceM),
                set.rpe.map(Quantities.number) ?? "",
            ])
        }
        table.write()
    }
}
