public import ArgumentParser

/// `workouts`: brings workouts in from the exports of training apps, and shows what is there.
public struct WorkoutsCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "workouts",
        abstract: "Imports workouts from the CSV exports of training apps, tells what is new, and keeps them.",
        discussion: """
            Start with:  workouts import FILE.csv
            Then:        workouts list, workouts summary, workouts imports

            Importing a file again adds nothing twice, and an import can be undone as a whole. Everything is kept in
            one folder: --home, else the environment variable WORKOUTS_HOME, else ~/.local/share/workouts.
            """,
        version: "0.1.0",
        subcommands: [
            ImportCommand.self, ListCommand.self, ShowCommand.self, SummaryCommand.self, ImportsCommand.self,
            RejectsCommand.self, UndoCommand.self, ExportCommand.self,
        ])

    /// The command without its arguments.
    public init() {}
}
