import ArgumentParser
import Foundation
import JSON
import LocalRunner
import StatesDebugging
import StatesLanguage
import Terminal

/// `states step`: runs a definition step by step.
struct StepCommand: AsyncParsableCommand {
    enum ProtocolName: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "step", abstract: "Run a definition step by step: look, change, go back.",
        discussion: """
            Reads commands from standard input; help lists them. Tasks are answered by mocks and functions, what these \
            do not answer by you. Waits take no time. Results of distributed Maps are not written.
            """)

    @Argument(help: "The definition.")
    var definition: String

    @Option(help: "A file with the input; {} by default.")
    var input: String?

    @Option(name: .customLong("break"), help: "Stop at STATE[:before|after|error|retry]; may be repeated.")
    var breakpoints: [String] = []

    @Option(name: .customLong("protocol"), help: "text for people, json for editors: a request a line.")
    var protocolName = ProtocolName.text

    @OptionGroup var tasks: TaskOptions
    @OptionGroup var options: DefinitionOptions

    @Option(help: "What random numbers and UUIDs follow from.")
    var seed: UInt64 = 0

    @Option(help: "The execution's name.")
    var name = "step"

    func validate() throws {
        if input == "-" { throw ValidationError("Standard input is for commands; give the input in a file") }
    }

    func run() async throws {
        let machine = try options.load(definition)
        let input = try input.map(InputFile.json) ?? [:]
        let identity = ExecutionIdentity(
            stateMachineName: TestDiscovery.name(of: definition), executionName: name, type: options.type)
        var session = DebugSession(
            Execution(machine, input: input, identity: identity, seed: seed), at: WallTime.now)
        let parser = InstructionParser(states: machine.statePlaces)
        for text in breakpoints {
            do throws(InstructionError) {
                session.breakpoints.append(try parser.breakpoint(text))
            } catch {
                throw ValidationError(error.message)
            }
        }
        let service = tasks.functions.makeService(showsLogs: true)
        let stop = StopRequest(prompt: prompt)
        let driver = try makeDriver(of: machine, over: service, stop)
        switch protocolName {
        case .text: await converse(StepShell(session, driver: driver), stop)
        case .json: await serve(DebugProtocol(session, driver: driver), stop)
        }
        await service?.shutdown()
    }

    /// What stands before what the user types; nothing where nobody sees it.
    private var prompt: String { protocolName == .text && Terminal.isInputInteractive ? "(states) " : "" }

    private func makeDriver(
        of machine: Definition, over service: LambdaService?, _ stop: StopRequest
    ) throws -> DebugDriver {
        let mocks = try tasks.makeMocks(for: machine.statePlaces)
        let runner = tasks.makeFunctionRunner(over: service)
        return DebugDriver(buckets: tasks.buckets.store, wantsToStop: { stop.isWanted }) { request in
            if let prepared = mocks?.prepared(for: request) { return prepared }
            guard let runner else { return nil }
            return await stop.value { await runner.response(to: request) }
        }
    }

    private func converse(_ shell: StepShell, _ stop: StopRequest) async {
        var (shell, lines) = (shell, LineInput())
        shell.begin()
        while true {
            Terminal.write(Array(prompt.utf8))
            switch lines.next() {
            case nil: return
            case .tooLong: Terminal.line("A line has at most \(LineInput.maximumLength) bytes.")
            case .notUTF8: Terminal.line("That is no UTF-8 text.")
            case .text(let line):
                guard await stop.during({ await shell.take(line) }) else { return }
            }
        }
    }

    private func serve(_ debugProtocol: DebugProtocol, _ stop: StopRequest) async {
        var (debugProtocol, lines) = (debugProtocol, LineInput())
        while !debugProtocol.isOver, let line = lines.next() {
            let answers: [JSON]
            switch line {
            case .tooLong:
                answers = [
                    ProtocolError("tooLong", "A line has at most \(LineInput.maximumLength) bytes").json
                ]
            case .notUTF8: answers = [ProtocolError("notJSON", "The line is no UTF-8 text").json]
            case .text(let text): answers = await stop.during { await debugProtocol.respond(to: text) }
            }
            for answer in answers { Terminal.line(answer.text()) }
        }
    }
}
