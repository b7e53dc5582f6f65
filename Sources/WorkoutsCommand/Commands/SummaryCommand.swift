import ArgumentParser
import JSON
import Storage
import Terminal

struct SummaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary", abstract: "Add up workouts by week, month or year.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var filters: FilterOptions

    /// How time is divided.
    enum Period: String, ExpressibleByArgument, CaseIterable {
        case week
        case month
        case year

        var storage: SummaryPeriod {
            switch self {
            case .week: .week
            case .month: .month
            case .year: .year
            }
        }
    }

    @Option(help: "week, month or year.")
    var by: Period = .month

    @Flag(help: "Print one line of JSON for each period and activity.")
    var json = false

    func run() throws {
        let rows = try home.workouts()?.summary(filters.filter, by: by.storage) ?? []
        if json {
            for row in rows {
                let line: JSON = [
                    "period": .string(row.period), "activity": .string(row.activity), "workouts": .int(row.count),
                    "distance_m": .double(row.distance), "elapsed_s": .double(row.elapsed),
                    "energy_kcal": .double(row.energy),
                ]
                Terminal.line(line.text())
            }
            return
        }
        guard !rows.isEmpty else {
            Terminal.talk("No workouts match.")
            return
        }
        var table = Table([
            .init(title: by.rawValue.prefix(1).uppercased() + by.rawValue.dropFirst()), .init(title: "Activity"),
            .init(title: "Workouts", isNumeric: true), .init(title: "Distance", isNumeric: true),
            .init(title: "Time", isNumeric: true), .init(title: "Energy", isNumeric: true),
        ])
        var lastPeriod = ""
        for row in rows {
            table.add([
                row.period == lastPeriod ? "" : row.period, Quantities.activity(row.activity), String(row.count),
                Quantities.distance(row.distance), Quantities.duration(row.elapsed), Quantities.energy(row.energy),
            ])
            lastPeriod = row.period
        }
        table.write()
    }
}
