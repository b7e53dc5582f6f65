import ArgumentParser
import JSON
import LocalRunner
import StatesLanguage
import Terminal

/// `states test-state`: runs one state, as the TestState API does.
struct TestStateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-state", abstract: "Run a single state and show what it makes of its data.",
        discussion: """
            Takes the options of `aws stepfunctions test-state` and prints its response. Where the AWS command line takes \
            JSON text, a file's name, file://NAME or - for standard input will do. Waits take no time.

            A Task is carried out by a --function or at an --endpoint, or ends as --mock says:

              states test-state --definition machine.asl.json --state-name Ask --input '{"q": 1}' \\
                --inspection-level DEBUG --mock '{"errorOutput": {"error": "Busy"}}'

            Exits with 0 when there is a response, whatever its status, and with 1 when the request is refused.
            """)

    @OptionGroup var options: TestStateOptions
    @OptionGroup var functions: FunctionOptions
    @OptionGroup var endpoints: EndpointOptions

    @Option(help: "What random numbers and UUIDs follow from; random by default.")
    var seed: UInt64?

    @Flag(help: "Show what functions write on standard error.")
    var logs = false

    func run() async throws {
        let request = try request()
        let test: TestState
        do throws(TestStateError) {
            test = try TestState(request, now: WallTime.now, seed: seed ?? UInt64.random(in: .min ... .max))
        } catch {
            Terminal.talk("An error occurred (\(error.code)) when calling the TestState operation: \(error.message)")
            throw ExitCode(1)
        }
        let service = functions.makeService(showsLogs: logs)
        let runner: any TaskRunner =
            hasWorkers
            ? functions.makeRunner(over: service, endpoints.clients())
            : UnavailableTaskRunner(mockOption: "--mock JSON")
        let work = Task { await test.run(with: runner) }
        let interruption = Interruption(cancels: work)
        let response = await work.value
        withExtendedLifetime(interruption) {}
        await service?.shutdown()
        Terminal.line(response.text(.pretty))
    }

    private var hasWorkers: Bool { !functions.functions.isEmpty || !endpoints.endpoints.isEmpty }

    private func request() throws -> JSON {
        var request = try options.request()
        // The service wants to know on whose behalf it calls; what runs here needs nobody's leave.
        if hasWorkers, request["roleArn"] == nil { request["roleArn"] = .string(ExecutionIdentity().roleARN) }
        return .object(request)
    }
}
