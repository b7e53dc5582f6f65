import ArgumentParser
import Foundation
import JSON
import StatesLanguage

/// `states run`: runs a definition from its start to its end.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a definition and print its output.",
        discussion: """
            Waits and retry delays take no time unless --real-time is given. The output goes to standard output, the \
            status to standard error. Exits with 0 when the execution succeeded, with 1 when it did not or the \
            definition is not valid.
            """)

    @Argument(help: "The definition.")
    var definition: String

    @Option(help: "A file with the input, or - for standard input; {} by default.")
    var input: String?

    @Option(help: "Write status, output or error, the history and the definition to this file.")
    var result: String?

    @OptionGroup var options: ExecutionOptions

    @Option(help: "The execution's name.")
    var name = "run"

    func validate() throws {
        if let problem = ExecutionName.problem(with: name) { throw ValidationError("--name: \(problem)") }
    }

    func run() async throws {
        try OutputFile.check(result)
        let machine = try options.definition.load(definition)
        let input = try input.map(InputFile.json) ?? [:]
        guard input.bytes().count <= ExecutionLimits.serviceDataBytes else {
            throw ValidationError(
                "The input has more than the \(ExecutionLimits.serviceDataBytes) bytes that StartExecution takes")
        }
        let (seed, start) = (options.makeSeed(), WallTime.now)
        let finished = try await options.run(
            Execution(machine, input: input, identity: identity, seed: seed), at: start)
        if let result { try ResultFile.write(finished, of: machine, seed: seed, to: result) }
        try ExecutionSession.report(finished, startedAt: start)
    }

    private var identity: ExecutionIdentity {
        let file = URL(fileURLWithPath: definition).lastPathComponent
        let machineName = ExecutionName.made(of: String(file.prefix { $0 != "." }))
        return ExecutionIdentity(
            stateMachineName: machineName.isEmpty ? "local" : machineName, executionName: name,
            type: options.definition.type)
    }
}
