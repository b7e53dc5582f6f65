import ArgumentParser
import JSON
import StatesLanguage
import StatesTooling
import Terminal

/// `states cost`: what executions of a machine use and cost.
struct CostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost", abstract: "Count transitions and events, and what executions cost.",
        discussion: """
            With --result an execution is counted; with --input or --mocks one is run, in no time; otherwise the shortest \
            and the longest way on which nothing fails are. Each retry and redrive is a transition. Prices are those of \
            us-east-1 without the free tier and what tasks cost themselves.
            """)

    @Argument(help: "The definition.")
    var definition: String

    @Option(help: "An execution to count: what 'states run --result' wrote, or a history of AWS.")
    var result: String?

    @Option(help: "Run with the input in this file, or - for standard input.")
    var input: String?

    @OptionGroup var tasks: TaskOptions
    @OptionGroup var options: DefinitionOptions
    @OptionGroup var prices: PriceOptions

    @Option(help: "How many items each Map has, where no execution is counted.")
    var items = 1

    @Flag(help: "Print the figures as JSON.")
    var json = false

    func validate() throws {
        guard (0...1_000_000).contains(items) else { throw ValidationError("--items takes 0 to 1000000") }
    }

    func run() async throws {
        let report: CostReport
        if let result {
            let usage = ExecutionUsage(ExecutionTrace(try ResultFile(path: result).history.events))
            report = CostReport(usage, type: options.type, prices)
        } else if input != nil || tasks.mocks != nil {
            report = CostReport(try await run(options.load(definition)), type: options.type, prices)
        } else {
            let graph = MachineGraph(try options.read(definition).source)
            report = CostReport(PathEstimate(graph, items: items), type: options.type, prices)
        }
        if json { Terminal.line(report.json.text(.pretty)) } else { report.write() }
    }

    /// What an execution uses that is run for it.
    private func run(_ machine: Definition) async throws -> ExecutionUsage {
        let identity = ExecutionIdentity(type: options.type)
        let session = ExecutionSession(tasks: tasks, isRealTime: false, showsHistory: false)
        let finished = try await session.run(
            Execution(machine, input: input.map(InputFile.json) ?? [:], identity: identity), at: WallTime.now)
        if finished.status != .succeeded {
            Terminal.talk(
                "\(finished.status.rawValue)\(finished.error.map { " with \($0)" } ?? ""): this run is counted")
        }
        return ExecutionUsage(ExecutionTrace(finished.history))
    }
}
