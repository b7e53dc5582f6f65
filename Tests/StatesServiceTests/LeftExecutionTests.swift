import JSON
import SQLite
import StatesService
import TestSupport
import Testing

@Suite("Executions that nothing runs any more", .timeLimit(.minutes(5)))
struct LeftExecutionTests {
    private static let waits: JSON = ["Wait": ["Type": "Wait", "Seconds": 3600, "End": true]]
    private let folder = TemporaryFolder()
    private var file: String { folder.path + "/states.sqlite" }

    /// A service on a file whose one execution cannot be made again.
    private func damaged() async throws -> (ServiceInProcess, machine: JSON, execution: JSON) {
        let (machine, execution) = try await {
            let before = try ServiceInProcess(file: file)
            let machine = try await before.makeMachine("waits", Self.waits)
            let execution = try await before.start(machine)
            while try await before.eventTypes(of: execution).count < 2 {
                try await Task.sleep(for: .milliseconds(2))
            }
            await before.service.suspend()
            return (machine, execution)
        }()
        do {
            let database = try Database(path: file, mode: .readWrite, busyTimeout: .seconds(5))
            try database.execute("UPDATE journal SET entry = 'damaged'")
        }
        let service = try ServiceInProcess(file: file)
        await service.service.resume()
        #expect(service.problems.all.count == 1)
        return (service, machine, execution)
    }

    @Test("are stopped by StopExecution")
    func stopped() async throws {
        let (service, _, execution) = try await damaged()
        try await service.call("StopExecution", ["executionArn": execution, "error": "Enough", "cause": "of it"])
        let description = try await service.call("DescribeExecution", ["executionArn": execution])
        #expect(description["status"] == "ABORTED")
        #expect(description["error"] == "Enough")
        #expect(description["stopDate"] != nil)
        #expect(
            try await service.eventTypes(of: execution) == ["ExecutionStarted", "WaitStateEntered", "ExecutionAborted"])
    }

    @Test("do not keep their machine from being deleted")
    func deletion() async throws {
        let (service, machine, execution) = try await damaged()
        try await service.call("DeleteStateMachine", ["stateMachineArn": machine])
        #expect(
            await service.refusal("DescribeStateMachine", ["stateMachineArn": machine])?.code
                == "StateMachineDoesNotExist")
        #expect(try await service.call("DescribeExecution", ["executionArn": execution])["status"] == "ABORTED")
    }
}

@Suite("Machines that are being deleted", .timeLimit(.minutes(5)))
struct DeletionTests {
    /// Goes round for ever, a second each time.
    private static let loops: JSON = [
        "Wait": ["Type": "Wait", "Seconds": 1, "Next": "Pass"],
        "Pass": ["Type": "Choice", "Choices": [["Variable": "$", "IsNull": true, "Next": "Done"]], "Default": "Wait"],
        "Done": ["Type": "Succeed"],
    ]

    @Test("end their executions at the next transition")
    func looping() async throws {
        let service = try ServiceInProcess()
        let machine = try await service.makeMachine("loops", Self.loops)
        let execution = try await service.start(machine)
        try await service.call("DeleteStateMachine", ["stateMachineArn": machine])
        #expect(
            try await service.call("DescribeStateMachine", ["stateMachineArn": machine])["status"] == "DELETING")
        #expect(try await service.outcome(of: execution)["status"] == "ABORTED")
        while await service.refusal("DescribeStateMachine", ["stateMachineArn": machine])?.code == "None" {
            try await Task.sleep(for: .milliseconds(2))
        }
        // The execution can still be asked after, until one of a new machine takes its name.
        #expect(try await service.eventTypes(of: execution).last == "ExecutionAborted")
    }

    @Test("leave executions whose names a new machine can use again")
    func again() async throws {
        let service = try ServiceInProcess()
        let states: JSON = ["Only": ["Type": "Pass", "End": true]]
        for _ in 0..<2 {
            let machine = try await service.makeMachine("passes", states)
            #expect(try await service.call("ListExecutions", ["stateMachineArn": machine])["executions"] == [])
            let started = try await service.call("StartExecution", ["stateMachineArn": machine, "name": "one"])
            let execution = started["executionArn"] ?? .null
            #expect(try await service.outcome(of: execution)["status"] == "SUCCEEDED")
            #expect(try await service.eventTypes(of: execution).count == 4)
            try await service.call("DeleteStateMachine", ["stateMachineArn": machine])
            #expect(try await service.call("DescribeExecution", ["executionArn": execution])["status"] == "SUCCEEDED")
        }
    }
}
