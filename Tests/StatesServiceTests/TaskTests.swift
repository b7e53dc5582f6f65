import Foundation
import Glibc
import JSON
import TestSupport
import Testing

@Suite("Tasks of served executions")
struct TaskTests {
    private static func invoke(_ payload: JSON, _ pattern: String = "") -> JSON {
        [
            "Type": "Task", "Resource": .string("arn:aws:states:::lambda:invoke\(pattern)"),
            "Parameters": ["FunctionName": "Hook", "Payload": payload], "End": true,
        ]
    }

    @Test("a function may be an HTTP endpoint")
    func httpFunction() async throws {
        try await WebhookServer.serving { url, hook in
            let server = try await ServedStates(["--function", "Hook=\(url)"])
            let machine = try server.makeMachine("calls", ["Call": Self.invoke(["n.$": "$.n"])])
            let outcome = try await server.outcome(of: server.start(machine, ["n": 7]))
            let output = try JSON(parsing: outcome["output"]?.string ?? "")
            #expect(output["StatusCode"] == 200)
            #expect(output["Payload"] == .null)
            #expect(hook.deliveries.map(\.body) == [#"{"n":7}"#])
        }
    }

    @Test("a failing HTTP endpoint fails the task")
    func failingFunction() async throws {
        try await WebhookServer.serving([500]) { url, _ in
            let server = try await ServedStates(["--function", "Hook=\(url)"])
            let machine = try server.makeMachine("calls", ["Call": Self.invoke([:])])
            #expect(try await server.outcome(of: server.start(machine))["error"] == "Lambda.Unknown")
        }
    }

    @Test("a token that was handed out is good after a kill, and is not handed out again", .timeLimit(.minutes(5)))
    func tokenOutlivesTheServer() async throws {
        let folder = TemporaryFolder()
        try await WebhookServer.serving { url, hook in
            let arguments = ["--data", folder.path, "--function", "Hook=\(url)"]
            var server = try await ServedStates(arguments)
            let machine = try server.makeMachine(
                "waits", ["Ask": Self.invoke(["token.$": "$$.Task.Token"], ".waitForTaskToken")])
            let execution = try server.start(machine)
            try await waitUntil("the task is submitted") {
                try server.eventTypes(of: execution).contains("TaskSubmitted")
            }
            _ = try await server.end(SIGKILL)
            server = try await ServedStates(arguments)
            let token = try JSON(parsing: try #require(hook.deliveries.first).body)["token"] ?? .null
            #expect(try server.call("SendTaskHeartbeat", ["taskToken": token]) == [:])
            #expect(try server.call("SendTaskSuccess", ["taskToken": token, "output": "42"]) == [:])
            #expect(try await server.outcome(of: execution)["output"] == "42")
            #expect(hook.deliveries.count == 1)
            #expect(
                try server.eventTypes(of: execution)
                    == [
                        "ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted",
                        "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded",
                    ])
        }
    }

    @Test(
        "an execution starts another and ends with it",
        arguments: [(".sync:2", #"{"x":1}"#), (".sync", #""{\"x\":1}""#)])
    func nestedExecution(pattern: String, output: String) async throws {
        let server = try await ServedStates()
        let inner = try server.makeMachine(
            "inner", ["Only": ["Type": "Pass", "Parameters": ["x.$": "$.x"], "End": true]])
        let outer = try server.makeMachine(
            "outer",
            [
                "Start": [
                    "Type": "Task", "Resource": .string("arn:aws:states:::states:startExecution\(pattern)"),
                    "Parameters": ["StateMachineArn": .string(inner), "Input": ["x": 1]], "OutputPath": "$.Output",
                    "End": true,
                ]
            ])
        let execution = try server.start(outer)
        #expect(try await server.outcome(of: execution)["output"]?.string == output)
        #expect(try server.eventTypes(of: execution).contains("TaskSubmitted"))
    }

    @Test("stopping an execution stops the one that it waits for")
    func nestedExecutionIsStopped() async throws {
        let server = try await ServedStates()
        let inner = try server.makeMachine("inner", ["Wait": ["Type": "Wait", "Seconds": 3600, "End": true]])
        let outer = try server.makeMachine(
            "outer",
            [
                "Start": [
                    "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync",
                    "Parameters": ["StateMachineArn": .string(inner), "Name": "nested"], "End": true,
                ]
            ])
        let execution = try server.start(outer)
        try await waitUntil("the nested execution runs") {
            try server.eventTypes(of: execution).contains("TaskSubmitted")
        }
        try server.call("StopExecution", ["executionArn": .string(execution)])
        let nested = inner.replacingOccurrences(of: ":stateMachine:", with: ":execution:") + ":nested"
        #expect(try await server.outcome(of: nested)["status"] == "ABORTED")
    }

    @Test("a test case of the mock file is chosen as in Step Functions Local")
    func mockedTestCase() async throws {
        let folder = TemporaryFolder()
        let mocks: JSON = [
            "StateMachines": ["calls": ["TestCases": ["Good": ["Call": "Fine"], "Bad": ["Call": "Broken"]]]],
            "MockedResponses": [
                "Fine": ["0": ["Return": 42]], "Broken": ["0": ["Throw": ["Error": "Oops", "Cause": "on purpose"]]],
            ],
        ]
        let file = folder.path + "/mocks.json"
        try Data(mocks.bytes()).write(to: URL(filePath: file))
        let server = try await ServedStates(["--mocks", file])
        let machine = try server.makeMachine("calls", ["Call": Self.invoke([:])])
        #expect(try await server.outcome(of: server.start(machine + "#Good"))["output"] == "42")
        #expect(try await server.outcome(of: server.start(machine + "#Bad"))["error"] == "Oops")
        #expect(
            try await server.outcome(of: server.start(machine))["error"] == "Lambda.ResourceNotFoundException")
        #expect(try server.start(machine + "#None").contains("There is no test case 'None'; there are: Good, Bad"))
    }

    @Test(
        "services at an endpoint are called", .enabled(if: PythonClients.hasMoto, PythonClients.missing),
        .timeLimit(.minutes(5)))
    func services() async throws {
        let python = try #require(PythonClients.python)
        let moto = try Program(python, ["-m", "moto.server", "-p", "0"])
        defer { moto.send(SIGKILL) }
        var endpoint: Substring?
        try await waitUntil("moto listens", within: .seconds(60)) {
            endpoint = (moto.output + moto.errors).split(whereSeparator: \.isWhitespace)
                .first { $0.hasPrefix("http://127.0.0.1:") }
            return endpoint != nil
        }
        let server = try await ServedStates(["--endpoint", String(try #require(endpoint))])
        let run = try await Program.run(python, [PythonClients.script("drive_services.py"), server.url])
        #expect(run.status == 0, "\(run.errors)")
    }
}
