import ArgumentParser
import JSON
import StatesLanguage
import Terminal

/// `states redrive`: lets an execution that failed go on where it failed.
struct RedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive", abstract: "Let a failed execution go on at the state that failed.",
        discussion: """
            As RedriveExecution does: what succeeded is not run again, the failed state gets the input and the \
            variables it had, retries and timeouts start anew, and the history goes on. Give the tasks' results with \
            --mocks (they count on from the first attempt) or --function. Exits with 0 when the execution succeeded \
            now, with 1 when it did not or cannot be redriven.
            """)

    @Argument(help: "What 'states run --result' wrote, or the output of 'aws stepfunctions get-execution-history'.")
    var result: String

    @Option(name: .customLong("definition"), help: "The machine; by default the one in the result.")
    var definitionPath: String?

    @Option(name: .customLong("result"), help: "Write the redriven execution to this file.")
    var newResult: String?

    @Option(help: "When the execution is redriven, such as 2024-03-01T12:00:00Z; now by default.")
    var at: String?

    @OptionGroup var options: ExecutionOptions

    func validate() throws {
        if let at, Timestamp(at) == nil {
            throw ValidationError("--at takes a time such as 2024-03-01T12:00:00Z, not '\(at)'")
        }
    }

    func run() async throws {
        try OutputFile.check(newResult)
        let file = try ResultFile(path: result)
        let machine = try definition(of: file)
        var identity = file.identity
        if options.definition.express { identity.type = .express }
        let seed = options.makeSeed()
        let ended = file.history.events.last?.timestamp ?? Timestamp(seconds: 0)
        // A run in virtual time may have ended in the future.
        let time = at.flatMap { Timestamp($0) } ?? max(WallTime.now, ended)
        guard time >= ended else {
            throw ValidationError("--at is before the execution ended, at \(ended.iso8601)")
        }
        let execution: Execution
        do {
            execution = try Execution.redriven(
                machine, history: file.history.events, mapRuns: file.mapRuns, taskCounts: file.taskCounts,
                identity: identity, at: time, seed: seed)
        } catch {
            Terminal.talk(Self.explanation(of: error))
            if at == nil, file.history.events.last?.type != .executionSucceeded,
                time - ended > ExecutionNotRedrivable.redrivablePeriod
            {
                Terminal.talk("It ended at \(ended.iso8601); give the time of the redrive with --at")
            }
            throw ExitCode(1)
        }
        Terminal.talk(Terminal.printable("Redriven\(execution.nextState.map { " at the state '\($0)'" } ?? "")"))
        let finished = try await options.run(execution, at: time)
        if let newResult {
            try ResultFile.write(finished, of: machine, seed: seed, to: newResult)
        }
        try ExecutionSession.report(finished, startedAt: time)
    }

    private func definition(of file: ResultFile) throws -> Definition {
        if let definitionPath { return try options.definition.load(definitionPath) }
        guard let source = file.definition else {
            throw ValidationError(
                "\(result) does not have the definition; name the file it is in with --definition")
        }
        do {
            return try Definition(
                source, substitutions: options.definition.substitutions.values, type: file.identity.type)
        } catch {
            throw ValidationError("The definition in \(result) is not valid:\n\(error)")
        }
    }

    private static func explanation(of error: RedriveError) -> String {
        switch error {
        case .notRedrivable(let obstacle): "ExecutionNotRedrivable: \(obstacle.reason)"
        case .doesNotFit: error.description
        }
    }
}
