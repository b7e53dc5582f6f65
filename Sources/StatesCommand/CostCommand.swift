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

    @Option(help: "How many items each Map has of which nothing else tells; 1 by default.")
    var items: Int?

    @Flag(help: "Print the figures as JSON.")
    var json = false

    func validate() throws {
        guard (0...100_000_000).contains(items ?? 1) else { throw ValidationError("--items takes 0 to 100000000") }
    }

    func run() async throws {
        let graph = MachineGraph(try options.read(definition).source)
        let report: CostReport
        if let result {
            let file = try ResultFile(path: result)
            try file.checkFit(to: graph, of: definition)
            let type = options.express ? .express : file.identity.type
            report = try count(ExecutionUsage(ExecutionTrace(file.history.events)), in: graph, type)
        } else if input != nil || tasks.mocks != nil {
            report = try count(try await run(options.load(definition)), in: graph, options.type)
        } else {
            let children = ChildUsage.all(of: graph, items: items ?? 1)
            try check(options.type, children)
            report = CostReport(
                PathEstimate(graph, items: min(items ?? 1, 1_000_000)), children: children, type: options.type, prices)
        }
        if json { Terminal.line(report.json.text(.pretty)) } else { report.write() }
    }

    private func count(
        _ usage: ExecutionUsage, in graph: MachineGraph, _ type: ExecutionIdentity.WorkflowType
    ) throws -> CostReport {
        if items != nil, usage.mapRuns.allSatisfy({ $0.items != nil }) {
            throw ValidationError("--items says nothing here: the items of all Maps are counted")
        }
        let children = ChildUsage.all(of: usage, in: graph, items: items ?? 1)
        try check(type, children)
        return CostReport(usage, children: children, type: type, prices)
    }

    /// Whether the options say something about what is charged.
    private func check(_ type: ExecutionIdentity.WorkflowType, _ children: [ChildUsage]) throws {
        guard type == .standard, !children.contains(where: \.isExpress), let option = prices.expressOption else {
            return
        }
        throw ValidationError("\(option) is for express workflows, and this is a standard one; give --express too")
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
        return ExecutionUsage(ExecutionTrace(finished.history), mapRuns: finished.mapRuns)
    }
}
