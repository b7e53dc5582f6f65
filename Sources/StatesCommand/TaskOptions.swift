import ArgumentParser
import JSON
import LocalRunner
import StatesLanguage
import Terminal

/// Who carries out the tasks of an execution: mocks first, what they do not answer goes to functions. And where its Maps
/// find their data sets.
struct TaskOptions: ParsableArguments {
    @Option(help: "A file with task results: by state name, or a mock file of Step Functions Local.")
    var mocks: String?

    @Option(help: "Which test case of the mock file.")
    var testCase: String?

    @Option(help: "Which state machine of the mock file.")
    var stateMachine: String?

    @OptionGroup var functions: FunctionOptions
    @OptionGroup var endpoints: EndpointOptions
    @OptionGroup var buckets: BucketOptions

    func validate() throws {
        guard mocks == nil else { return }
        for (option, value) in [("--test-case", testCase), ("--state-machine", stateMachine)] where value != nil {
            throw ValidationError("\(option) chooses in a file of mocks; name the file with --mocks")
        }
    }

    /// A runner for tasks of a machine with these states, over functions that are running already.
    func makeRunner(over service: LambdaService?, for states: [Definition.StatePlace]) throws -> any TaskRunner {
        let runner = makeFunctionRunner(over: service) ?? UnavailableTaskRunner()
        return try makeMocks(for: states, fallback: runner) ?? runner
    }

    /// What carries out tasks, without mocks; nil where the user named nothing.
    func makeFunctionRunner(over service: LambdaService?) -> (any TaskRunner)? {
        let isAlone = functions.functions.isEmpty && endpoints.endpoints.isEmpty
        return isAlone ? nil : functions.makeRunner(over: service, endpoints.clients())
    }

    /// The mocks of the user's file; nil where there is none. Says which of them are for no state of the machine: the file
    /// may serve others too, or a name is misspelt.
    func makeMocks(
        for states: [Definition.StatePlace], fallback: (any TaskRunner)? = nil
    ) throws -> MockTaskRunner? {
        guard let mocks else { return nil }
        do {
            let runner = try MockTaskRunner(
                InputFile.json(of: mocks), stateMachine: stateMachine, testCase: testCase, fallback: fallback)
            for name in runner.unknownStates(in: states) {
                Terminal.talk(
                    Terminal.printable("\(mocks): warning: the machine has no state '\(name)', which is mocked here"))
            }
            return runner
        } catch let error as MockFormatError {
            throw ValidationError("\(mocks): \(error)")
        }
    }
}
