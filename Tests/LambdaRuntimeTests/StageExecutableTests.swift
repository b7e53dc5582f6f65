import JSON
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Runs the built EchoStage as a person would at a terminal.
@Suite(.timeLimit(.minutes(5))) struct StageExecutableTests {
    private struct Run {
        var status: TerminationStatus
        var output: String
        var errors: String
    }

    private func run(
        _ arguments: [String] = [], input: String = "", environment: [Environment.Key: String] = [:]
    ) async throws -> Run {
        let result = try await Subprocess.run(
            .path(FilePath(try BuiltProducts.path(of: "EchoStage"))), arguments: Arguments(arguments),
            environment: .custom(environment), input: .string(input), output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20))
        return Run(
            status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    @Test(arguments: [[], ["--event", "-"]])
    func resultIsPrettyOnStandardOutput(_ arguments: [String]) async throws {
        let run = try await run(arguments, input: #"{"a":[1]}"#)
        #expect(run.status == .exited(0))
        #expect(run.output == "{\n  \"a\": [\n    1\n  ]\n}\n")
        #expect(run.errors == "")
    }

    @Test(arguments: [
        (#"{"do":"fail"}"#, "Upload.NotCSV", "The file is a web page."),
        (#"{"do":"throw"}"#, "Stage.Internal", "Mistake: Mistake()"),
        (
            "{\n \"a\" 1}", "Event.Invalid",
            "The event is not JSON: line 2, column 6: expected ':' after the member name."
        ),
        ("", "Event.Invalid", "The event is not JSON: line 1, column 1: the text ends where a value should be."),
    ])
    func failureIsPrintedAndExitsWithOne(_ event: String, errorType: String, message: String) async throws {
        let run = try await run(input: event)
        #expect(run.status == .exited(1))
        let error = try JSON(parsing: run.output)
        #expect(error["errorType"]?.string == errorType)
        #expect(error["errorMessage"]?.string == message)
    }

    @Test func missingEventFileIsNamed() async throws {
        let run = try await run(["--event", "/nonexistent/event.json"])
        #expect(run.status == .exited(1))
        #expect(
            try JSON(parsing: run.output)["errorMessage"]
                == "The event cannot be read: /nonexistent/event.json: No such file or directory.")
    }

    @Test func wrongUsageExitsWith64() async throws {
        let run = try await run(["--nonsense"])
        #expect(run.status == .exited(64))
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("Error: Unknown argument '--nonsense'.\n"))
    }

    @Test func helpAndVersionGoToStandardOutput() async throws {
        let help = try await run(["--help"])
        #expect(help.status == .exited(0))
        #expect(help.output.contains("EchoStage --event event.json"))
        #expect(help.output.contains("EVENT: "))
        #expect(try await run(["--version"]).output == "EchoStage 0.1.0\n")
    }

    @Test(
        arguments: [
            ([:], "INFO EchoStage: hello requestId=local-"),
            (["AWS_LAMBDA_LOG_FORMAT": "JSON"], #""level":"INFO","message":"hello","stage":"EchoStage""#),
            (["AWS_LAMBDA_LOG_LEVEL": "ERROR"], ""),
        ] as [([Environment.Key: String], String)])
    func logsGoToStandardError(_ environment: [Environment.Key: String], line: String) async throws {
        let run = try await run(input: #"{"do":"log"}"#, environment: environment)
        #expect(run.output == "\"logged\"\n")
        #expect(line.isEmpty ? run.errors.isEmpty : run.errors.contains(line), "\(run.errors)")
    }

    @Test func vanishedRuntimeAPIEndsTheProcess() async throws {
        // Nothing listens on the discard port; a stage whose runner was killed must not stay behind.
        let run = try await run(environment: ["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9"])
        #expect(run.status == .exited(1))
    }

    @Test func hangingStageEndsWithItsRunner() async throws {
        // Process 1 did not start this one, so its runner counts as gone.
        let run = try await run(environment: [
            "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9", "ECHO_START": "hang", "LOCAL_RUNNER_PROCESS": "1",
        ])
        #expect(run.status == .exited(1))
    }
}
