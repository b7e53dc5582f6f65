import JSON
import StatesService
import TestSupport
import Testing

@Suite("Workers that ask for tasks", .timeLimit(.minutes(5)))
struct ActivityPollTests {
    private static func poll(_ activity: String) -> String {
        let body = "{\"activityArn\":\"\(activity)\"}"
        return "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AWSStepFunctions.GetActivityTask\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test("a task goes to the worker that is there, not to one that is gone")
    func deadWorker() async throws {
        let server = try await ServedStates()
        let activity = try server.call("CreateActivity", ["name": "work"])["activityArn"]?.string ?? ""
        let machine = try server.makeMachine(
            "works", ["Work": ["Type": "Task", "Resource": .string(activity), "End": true]])
        for number in 0..<5 {
            let (dead, living) = (try RawClient(server.url), try RawClient(server.url))
            dead.send(Self.poll(activity))
            try await Task.sleep(for: .milliseconds(50))
            living.send(Self.poll(activity))
            try await Task.sleep(for: .milliseconds(50))
            dead.hangUp()
            _ = try server.start(machine, ["number": .int(number)])
            try await living.waitFor("taskToken", within: .seconds(5))
            #expect(living.text.contains("\\\"number\\\":\(number)"))
        }
    }

    @Test("tasks that nobody took in time are offered no longer")
    func withdrawn() async throws {
        let service = try ServiceInProcess()
        let activity = try await service.call("CreateActivity", ["name": "work"])["activityArn"] ?? .null
        let machine = try await service.makeMachine(
            "works", ["Work": ["Type": "Task", "Resource": activity, "TimeoutSeconds": 1, "End": true]])
        let executions = try await [service.start(machine), service.start(machine), service.start(machine)]
        try await service.call("StopExecution", ["executionArn": executions[0]])
        #expect(try await service.outcome(of: executions[1])["error"] == "States.Timeout")
        #expect(try await service.outcome(of: executions[2])["error"] == "States.Timeout")
        let name = activity.string ?? ""
        while await service.service.offerCount(of: name) > 0 { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test("an activity that is not there fails the machine, whatever it catches")
    func missing() async throws {
        let service = try ServiceInProcess()
        let machine = try await service.makeMachine(
            "works",
            [
                "Work": [
                    "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:none",
                    "Catch": [["ErrorEquals": ["States.ALL"], "Next": "Caught"]], "End": true,
                ],
                "Caught": ["Type": "Succeed"],
            ])
        let execution = try await service.start(machine)
        #expect(try await service.outcome(of: execution)["error"] == "States.Runtime")
        #expect(
            try await service.eventTypes(of: execution)
                == [
                    "ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityScheduleFailed",
                    "ExecutionFailed",
                ])
    }
}
