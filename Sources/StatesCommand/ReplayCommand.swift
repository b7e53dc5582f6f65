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
            Says at which event the two part, and why. Ids, times, ARNs and tokens do not count; branches and iterations \
            may be mixed in any order. Exits with 0 when both are equal, with 1 when they part.
            """)

    @Argument(help: "The definition.")
    var definition: String

    @Argument(help: "The output of 'aws stepfunctions get-execution-history', or what 'states run --result' wrote.")
    var history: String

    @OptionGroup var options: DefinitionOptions

    @Option(help: "What random numbers and UUIDs follow from; by default as recorded, where the file tells.")
    var seed: UInt64?

    @Flag(help: "Print the comparison as JSON.")
    var json = false

    func run() throws {
        let machine = try options.load(definition)
        let file = try ResultFile(path: history)
        var identity = file.identity
        if options.express { identity.type = .express }
        let replay = Replay(machine, file.history, identity: identity, seed: seed ?? file.seed ?? 0)
        let report = ReplayReport(replay)
        Terminal.line(json ? report.json.text(.pretty) : report.text)
        if replay.divergence != nil { throw ExitCode(1) }
    }
}
