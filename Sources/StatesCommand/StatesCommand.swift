public import ArgumentParser
import Glibc
import Terminal

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
        // A peer that hangs up, and a reader that goes away as `head` does, are told by the failed write, not by a signal that
        // kills.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as ValidationError {
            // It was said right, but what it names is not as it should be: how to say it would not help.
            Terminal.talk("Error: \(error.message)")
            exit(withError: ExitCode.validationFailure)
        } catch {
            exit(withError: error)
        }
    }
}
