import Foundation
import JSON
import TestSupport
import Testing

/// The clients that people have, from PyPI.
enum PythonClients {
    /// The interpreter that can import boto3: the one that the script for the tests' dependencies installs, or any.
    static let python: String? = candidates.first { runs($0, ["-c", "import boto3"]) }
    /// The AWS CLI beside it.
    static let aws: String? = python.flatMap { python in
        let beside = URL(filePath: python).resolvingSymlinksInPath().deletingLastPathComponent().path + "/aws"
        return ([beside] + folders.map { $0 + "/aws" }).first { FileManager.default.isExecutableFile(atPath: $0) }
    }
    /// Whether the interpreter has moto, which stands in for the services that tasks call.
    static let hasMoto = python.map { runs($0, ["-c", "import moto.server, flask"]) } ?? false
    static let missing: Comment =
        "boto3, awscli and moto are not installed: scripts/install-dependencies.sh test does it"

    /// The path of a script beside the tests.
    static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: name).path
    }

    private static var folders: [String] {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    }

    private static var candidates: [String] {
        ["\(OwnSamples.package)/.build/clients/bin/python3"] + folders.map { $0 + "/python3" }
    }

    private static func runs(_ executable: String, _ arguments: [String]) -> Bool {
        guard FileManager.default.isExecutableFile(atPath: executable) else { return false }
        return (try? Program(executable, arguments).waitForEnding())?.status == 0
    }
}

@Suite("The clients that people have")
struct ClientTests {
    @Test(
        "boto3 through every operation", .enabled(if: PythonClients.python != nil, PythonClients.missing),
        .timeLimit(.minutes(5)))
    func boto3() async throws {
        let server = try await ServedStates()
        let run = try await Program.run(
            try #require(PythonClients.python), [PythonClients.script("drive_service.py"), server.url])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("not called: none"), "\(run.output)")
    }

    @Test(
        "the AWS CLI from a machine to its history", .enabled(if: PythonClients.aws != nil, PythonClients.missing),
        .timeLimit(.minutes(5)))
    func commandLine() async throws {
        let server = try await ServedStates()
        let definition = #"{"StartAt":"Only","States":{"Only":{"Type":"Pass","Result":42,"End":true}}}"#
        let machine = try await aws(
            server, "create-state-machine", "--name", "cli", "--definition", definition, "--role-arn",
            "arn:aws:iam::123456789012:role/local")
        let arn = try #require(machine["stateMachineArn"]?.string)
        let started = try await aws(server, "start-execution", "--state-machine-arn", arn, "--input", "{}")
        let execution = try #require(started["executionArn"]?.string)
        #expect(try await server.outcome(of: execution)["output"] == "42")
        let described = try await aws(server, "describe-execution", "--execution-arn", execution)
        #expect(described["status"] == "SUCCEEDED")
        let history = try await aws(server, "get-execution-history", "--execution-arn", execution)
        #expect(history["events"]?.array?.count == 4)
        let listed = try await aws(server, "list-executions", "--state-machine-arn", arn)
        #expect(listed["executions"]?[0]?["executionArn"]?.string == execution)
    }

    private func aws(_ server: ServedStates, _ arguments: String...) async throws -> JSON {
        let run = try await Program.run(
            try #require(PythonClients.aws), ["stepfunctions", "--endpoint-url", server.url] + arguments,
            environment: [
                "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_PAGER": "",
            ])
        try #require(run.status == 0, "\(run.errors)")
        return try JSON(parsing: run.output)
    }
}
