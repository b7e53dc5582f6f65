import ArgumentParser
import Foundation
import JSON
import LocalRunner
import StatesLanguage
import Terminal

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

    @Option(help: "A file with task results: by state name, or a mock file of Step Functions Local.")
    var mocks: String?

    @Option(help: "Which test case of the mock file.")
    var testCase: String?

    @Option(help: "Which state machine of the mock file.")
    var stateMachine: String?

    @Option(help: "Write status, output or error, and the history to this file.")
    var result: String?

    @OptionGroup var substitutions: SubstitutionOptions
    @OptionGroup var functions: FunctionOptions
    @OptionGroup var endpoints: EndpointOptions
    @OptionGroup var buckets: BucketOptions

    @Flag(help: "Let waits and retry delays pass in real time.")
    var realTime = false

    @Flag(help: "Show each event of the history on standard error.")
    var history = false

    @Option(help: "What random numbers and UUIDs follow from; random by default.")
    var seed: UInt64?

    @Option(help: "The execution's name.")
    var name = "run"

    @Flag(help: "Run as an express workflow.")
    var express = false

    func run() async throws {
        let machine = try loadDefinition()
        let input = try input.map(InputFile.json) ?? [:]
        let start = WallTime.now
        let clock: any ExecutionClock = realTime ? RealClock(now: start) : VirtualClock(now: start)
        let execution = Execution(
            machine, input: input, identity: identity, seed: seed ?? UInt64.random(in: .min ... .max))
        let service = functions.makeService(showsLogs: history)
        let runner = try makeRunner(over: service)
        let (showsHistory, store) = (history, buckets.store)
        let work = Task {
            var view = HistoryView(start: start)
            return await Interpreter(runner: runner, buckets: store, clock: clock).run(execution) { event in
                if showsHistory { Terminal.talk(view.line(for: event)) }
            }
        }
        let interruption = Interruption(cancels: work)
        let finished = await work.value
        withExtendedLifetime(interruption) {}
        await service?.shutdown()
        try report(finished, startedAt: start)
    }

    private var identity: ExecutionIdentity {
        let file = URL(fileURLWithPath: definition).lastPathComponent
        let machineName = String(file.prefix { $0 != "." })
        return ExecutionIdentity(
            stateMachineName: machineName.isEmpty ? "local" : machineName, executionName: name,
            type: express ? .express : .standard)
    }

    private func loadDefinition() throws -> Definition {
        do {
            let file = try DefinitionFile(path: definition)
            do throws(DefinitionError) {
                return try Definition(
                    file.source, substitutions: substitutions.values, type: express ? .express : .standard)
            } catch {
                Terminal.talk(IssueReport(error.issues, in: file).text)
                throw ExitCode(1)
            }
        } catch let problem as JSONProblem {
            Terminal.talk(IssueReport(problem).text)
            throw ExitCode(1)
        }
    }

    /// Mocks come first; what they do not answer goes to the functions.
    private func makeRunner(over service: LambdaService?) throws -> any TaskRunner {
        let isAlone = functions.functions.isEmpty && endpoints.endpoints.isEmpty
        let runner = isAlone ? UnavailableTaskRunner() : functions.makeRunner(over: service, endpoints.clients())
        guard let mocks else { return runner }
        do {
            return try MockTaskRunner(
                InputFile.json(of: mocks), stateMachine: stateMachine, testCase: testCase, fallback: runner)
        } catch let error as MockFormatError {
            throw ValidationError("\(mocks): \(error)")
        }
    }

    private func report(_ execution: Execution, startedAt start: Timestamp) throws {
        if let result {
            do {
                try Data(execution.result.bytes(.pretty) + [0x0A]).write(to: URL(fileURLWithPath: result))
            } catch {
                Terminal.talk("\(result) cannot be written: \(error.localizedDescription)")
                throw ExitCode(1)
            }
        }
        if let output = execution.output { Terminal.line(output.text(.pretty)) }
        let time = HistoryView.text(of: execution.now - start)
        Terminal.talk("\(execution.status.rawValue) after \(time), \(execution.history.count) events")
        if let error = execution.error { Terminal.talk("Error: \(error)") }
        if let cause = execution.cause { Terminal.talk("Cause: \(cause)") }
        if execution.status != .succeeded { throw ExitCode(1) }
    }
}
