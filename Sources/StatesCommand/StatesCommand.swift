public import ArgumentParser

/// `states`: tools for those who write state machines.
public struct StatesCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "states",
        abstract: "Validate and run Amazon States Language files on this machine, as AWS runs them.",
        subcommands: [
            RunCommand.self, ValidateCommand.self, RedriveCommand.self, RecordCommand.self, ReplayCommand.self,
            GraphCommand.self, CostCommand.self, ServeCommand.self, TestCommand.self, TestStateCommand.self,
            StepCommand.self,
        ])

    public init() {}

    /// Runs the program with the process's arguments and exits with its code.
    public static func launch() async {
        await main()
    }
}
