import Glibc
import JSON
import TestSupport
import Testing

@Suite("What outlives a killed server")
struct RestartTests {
    private let folder = TemporaryFolder()

    @Test("a wait, a task that a worker has, and one that nobody took yet", .timeLimit(.minutes(5)))
    func executionsGoOn() async throws {
        var server = try await ServedStates(["--data", folder.path])
        let activity = try server.call("CreateActivity", ["name": "work"])["activityArn"] ?? .null
        let waiting = try server.start(
            server.makeMachine("waiting", ["Wait": ["Type": "Wait", "Seconds": 2, "End": true]]))
        let work: JSON = ["Work": ["Type": "Task", "Resource": activity, "HeartbeatSeconds": 60, "End": true]]
        let machine = try server.makeMachine("working", work)
        let taken = try server.start(machine, 1)
        let token = try #require(try server.call("GetActivityTask", ["activityArn": activity])["taskToken"])
        let open = try server.start(machine, 2)
        try await waitUntil("the task is scheduled") {
            try server.eventTypes(of: open).contains("ActivityScheduled")
                && server.eventTypes(of: taken).contains("ActivityStarted")
        }
        _ = try await server.end(SIGKILL)

        server = try await ServedStates(["--data", folder.path])
        #expect(try server.call("DescribeExecution", ["executionArn": .string(taken)])["status"] == "RUNNING")
        try server.call("SendTaskSuccess", ["taskToken": token, "output": "\"late\""])
        #expect(try await server.outcome(of: taken)["output"] == "\"late\"")
        let again = try server.call("GetActivityTask", ["activityArn": activity])
        #expect(again["input"] == "2")
        try server.call("SendTaskFailure", ["taskToken": again["taskToken"] ?? .null, "error": "Enough"])
        #expect(try await server.outcome(of: open)["error"] == "Enough")
        #expect(try await server.outcome(of: waiting)["status"] == "SUCCEEDED")
        #expect(
            try server.eventTypes(of: waiting)
                == ["ExecutionStarted", "WaitStateEntered", "WaitStateExited", "ExecutionSucceeded"])
        #expect(
            try server.eventTypes(of: taken)
                == [
                    "ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityStarted", "ActivitySucceeded",
                    "TaskStateExited", "ExecutionSucceeded",
                ])
    }

    @Test("an interrupted server leaves its executions to the next one", .timeLimit(.minutes(5)))
    func interruption() async throws {
        var server = try await ServedStates(["--data", folder.path])
        let machine = try server.makeMachine("waiting", ["Wait": ["Type": "Wait", "Seconds": 3600, "End": true]])
        let execution = try server.start(machine)
        #expect(try await server.end(SIGINT).status == 0)
        server = try await ServedStates(["--data", folder.path])
        #expect(try server.call("DescribeExecution", ["executionArn": .string(execution)])["status"] == "RUNNING")
        try server.call("StopExecution", ["executionArn": .string(execution)])
        #expect(try await server.outcome(of: execution)["status"] == "ABORTED")
    }

    @Test("a redrive that is under way, and its client token", .timeLimit(.minutes(5)))
    func redrive() async throws {
        var server = try await ServedStates(["--data", folder.path])
        let activity = try server.call("CreateActivity", ["name": "work"])["activityArn"] ?? .null
        let execution = try server.start(
            server.makeMachine("working", ["Work": ["Type": "Task", "Resource": activity, "End": true]]))
        try server.fail(server.call("GetActivityTask", ["activityArn": activity]))
        #expect(try await server.outcome(of: execution)["status"] == "FAILED")
        let request: JSON = ["executionArn": .string(execution), "clientToken": "once"]
        let redriven = try server.call("RedriveExecution", request)
        _ = try await server.end(SIGKILL)

        server = try await ServedStates(["--data", folder.path])
        #expect(try server.call("RedriveExecution", request) == redriven)
        let task = try server.call("GetActivityTask", ["activityArn": activity])
        try server.call("SendTaskSuccess", ["taskToken": task["taskToken"] ?? .null, "output": "1"])
        let outcome = try await server.outcome(of: execution)
        #expect(outcome["output"] == "1")
        #expect(outcome["redriveCount"] == 1)
        #expect(
            try server.eventTypes(of: execution)
                == [
                    "ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityStarted", "ActivityFailed",
                    "ExecutionFailed", "ExecutionRedriven", "ActivityScheduled", "ActivityStarted",
                    "ActivitySucceeded", "TaskStateExited", "ExecutionSucceeded",
                ])
    }

    @Test("a nested execution is found again by the one that waits for it", .timeLimit(.minutes(5)))
    func nested() async throws {
        var server = try await ServedStates(["--data", folder.path])
        let inner = try server.makeMachine("inner", ["Wait": ["Type": "Wait", "Seconds": 4, "End": true]])
        let execution = try server.start(
            server.makeMachine(
                "outer",
                [
                    "Start": [
                        "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
                        "Parameters": ["StateMachineArn": .string(inner)], "End": true,
                    ]
                ]))
        try await waitUntil("the nested execution runs") {
            try server.eventTypes(of: execution).contains("TaskSubmitted")
        }
        _ = try await server.end(SIGKILL)
        server = try await ServedStates(["--data", folder.path])
        #expect(try await server.outcome(of: execution)["status"] == "SUCCEEDED")
        let listed = try server.call("ListExecutions", ["stateMachineArn": .string(inner)])
        #expect(listed["executions"]?.array?.count == 1)
        #expect(try server.eventTypes(of: execution).filter { $0 == "TaskSubmitted" }.count == 1)
    }

    @Test("executions do not go on before it is certain that their server can listen", .timeLimit(.minutes(5)))
    func takenPort() async throws {
        try await WebhookServer.serving { url, hook in
            let other = try await ServedStates()
            let arguments = ["--data", folder.path, "--function", "Hook=\(url)"]
            var server = try await ServedStates(arguments)
            let machine = try server.makeMachine(
                "calls",
                [
                    "Wait": ["Type": "Wait", "Seconds": 2, "Next": "Call"],
                    "Call": [
                        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                        "Parameters": ["FunctionName": "Hook"], "End": true,
                    ],
                ])
            let execution = try server.start(machine)
            try await waitUntil("it waits") { try server.eventTypes(of: execution).count == 2 }
            _ = try await server.end(SIGKILL)
            try await Task.sleep(for: .seconds(2))
            let port = other.url.split(separator: ":").last.map(String.init) ?? ""
            let second = try await Program.run("states", ["serve", "--port", port] + arguments)
            #expect(second.status != 0)
            #expect(second.errors.contains("Is another server there? --port takes another port."))
            #expect(hook.deliveries.isEmpty)
            server = try await ServedStates(arguments)
            #expect(try await server.outcome(of: execution)["status"] == "SUCCEEDED")
            #expect(hook.deliveries.count == 1)
            withExtendedLifetime(other) {}
        }
    }

    @Test("one folder serves one server")
    func oneServerAFolder() async throws {
        let server = try await ServedStates(["--data", folder.path])
        let second = try await Program.run("states", ["serve", "--port", "0", "--data", folder.path])
        #expect(second.status == 1)
        #expect(second.errors.contains("is locked by another process"))
        withExtendedLifetime(server) {}
    }
}
