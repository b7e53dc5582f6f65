import ArgumentParser
import StatesLanguage

/// How an execution is run before the user's eyes: what carries out its tasks, how time passes, what is shown.
struct ExecutionOptions: ParsableArguments {
    @OptionGroup var tasks: TaskOptions
    @OptionGroup var definition: DefinitionOptions

    @Flag(help: "Let waits and retry delays pass in real time.")
    var realTime = false

    @Flag(help: "Show each event of the history on standard error.")
    var history = false

    @Option(parsing: .unconditional, help: "What random numbers and UUIDs follow from; random by default.")
    var seed: UInt64?

    /// The seed that the user gave, or a new one.
    func makeSeed() -> UInt64 { seed ?? UInt64.random(in: .min ... .max) }

    /// Runs an execution to its end.
    func run(_ execution: Execution, at start: Timestamp) async throws -> Execution {
        try await ExecutionSession(tasks: tasks, isRealTime: realTime, showsHistory: history).run(execution, at: start)
    }
}
