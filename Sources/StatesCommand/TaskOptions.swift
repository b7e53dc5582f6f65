import ArgumentParser
import JSON
import LocalRunner
import StatesLanguage

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

    /// A runner over functions that are running already.
    func makeRunner(over service: LambdaService?) throws -> any TaskRunner {
        let runner = makeFunctionRunner(over: service) ?? UnavailableTaskRunner()
        return try makeMocks(fallback: runner) ?? runner
    }

    /// What carries out tasks, without mocks; nil where the user named nothing.
    func makeFunctionRunner(over service: LambdaService?) -> (any TaskRunner)? {
        let isAlone = functions.functions.isEmpty && endpoints.endpoints.isEmpty
        return isAlone ? nil : functions.makeRunner(over: service, endpoints.clients())
    }

    /// The mocks of the user's file; nil where there is none.
    func makeMocks(fallback: (any TaskRunner)? = nil) throws -> MockTaskRunner? {
        guard let mocks else { return nil }
        do {
            return try MockTaskRunner(
                InputFile.json(of: mocks), stateMachine: stateMachine, testCase: testCase, fallback: fallback)
        } catch let error as MockFormatError {
            throw ValidationError("\(mocks): \(error)")
        }
    }
}
