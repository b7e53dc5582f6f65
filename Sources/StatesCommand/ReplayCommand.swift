import ArgumentParser
import JSON
import StatesLanguage
import StatesTooling
import Terminal

/// `states replay`: runs a definition again with recorded task results and says where the two part.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Run a definition again with the task results of a recorded execution.",
        discussion: """
            Says at which event the two part, and why. Of what a machine makes at run time (from the clock, at random, of \
            its names) only the form counts; branches and iterations may be mixed in any order. Exits with 0 when both are \
            equal, with 1 when they part, with 2 when the history leaves out what is needed to go on.
            """)

    @Argument(help: "The definition.")
    var definition: String

    @Argument(
        help: """
            The output of 'aws stepfunctions get-execution-history', or what 'states run --result' wrote; the pages of a \
            history may be several files.
            """)
    var history: [String]

    @OptionGroup var options: DefinitionOptions

    @Option(
        parsing: .unconditional,
        help: "What random numbers and UUIDs follow from; by default as recorded, where the file tells.")
    var seed: UInt64?

    @Option(help: "The name that the execution ran under, where the file does not tell it.")
    var name: String?

    @Option(help: "The ARN of the execution, where the file does not tell it.")
    var executionArn: String?

    @Option(help: "Details that do not count, such as output.id or output.items[*].at; may be repeated.")
    var ignore: [String] = []

    @Flag(help: "Print the comparison as JSON.")
    var json = false

    func validate() throws {
        guard !history.isEmpty else { throw ValidationError("Missing expected argument '<history>'") }
        if let executionArn, ExecutionARN(executionArn) == nil {
            throw ValidationError(
                "--execution-arn takes arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME, not '\(executionArn)'")
        }
    }

    func run() throws {
        let machine = try options.load(definition)
        let file = try ResultFile(paths: history)
        var names = file.names
        if options.express { names.type = .express }
        if let arn = executionArn.flatMap(ExecutionARN.init) {
            (names.region, names.account) = (arn.region, arn.account)
            (names.stateMachine, names.execution) = (arn.stateMachine, arn.name)
        }
        names.execution = name ?? names.execution
        let replay = Replay(
            machine, file.history, names: names, seed: seed ?? file.seed ?? 0, ignoring: ignore)
        let report = ReplayReport(replay)
        Terminal.line(json ? report.json.text(.pretty) : report.text)
        if replay.divergence != nil { throw ExitCode(1) }
        if replay.obstacle != nil { throw ExitCode(2) }
    }
}
