import ArgumentParser
import Storage
import Terminal

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List workouts, the newest last.",
        discussion: "With --json, one canonical record a line.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var filters: FilterOptions

    @Option(help: "Only the newest so many.")
    var limit: Int?

    @Flag(help: "Print canonical records, one line of JSON each.")
    var json = false

    func run() throws {
        guard let store = try home.workouts() else {
            Terminal.talk("No workouts yet. Import some:  workouts import FILE.csv")
            return
        }
        var found: [StoredWorkout] = []
        var filter = filters.filter
        filter.limit = limit
        filter.newestFirst = limit != nil
        try store.workouts(filter) { workout in
            if json, limit == nil { Terminal.write(workout.text + [UInt8(ascii: "\n")]) } else { found.append(workout) }
            return true
        }
        if limit != nil { found.reverse() }
        if json {
            for workout in found { Terminal.write(workout.text + [UInt8(ascii: "\n")]) }
            return
        }
        var table = Table([
            .init(title: "Date"), .init(title: "Activity"), .init(title: "Distance", isNumeric: true),
            .init(title: "Time", isNumeric: true), .init(title: "Energy", isNumeric: true),
            .init(title: "Title", isFlexible: true), .init(title: "Key", isFlexible: true),
        ])
        for workout in found {
            table.add([
                workout.startLocal.replacing("T", with: " "), Quantities.activity(workout.activity),
                Quantities.distance(workout.distance), Quantities.duration(workout.elapsed),
                Quantities.energy(workout.energy), workout.title ?? "", workout.key,
            ])
        }
        table.write()
        if found.isEmpty { Terminal.talk("No workouts match.") }
    }
}
