import Glibc
import HTTP
import JSON
import TestSupport

/// The built `states serve` on a port of its own.
final class ServedStates {
    let url: String
    private let program: Program
    private let transport = CurlTransport(proxy: .none)

    /// Starts the server and waits until it listens.
    init(_ arguments: [String] = []) async throws {
        let program = try Program("states", ["serve", "--port", "0"] + arguments)
        self.program = program
        var url: Substring?
        try await waitUntil("the server listens") {
            url = program.errors.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Step Functions at ") }
            return url != nil
        }
        self.url = String((url ?? "").dropFirst("Step Functions at ".count).prefix { $0 != "," })
    }

    deinit { program.send(SIGKILL) }

    /// Ends the server by a signal.
    func end(_ signal: Int32 = SIGTERM) async throws -> Program.Ending {
        program.send(signal)
        return try await program.ending()
    }

    /// Calls an operation.
    ///
    /// - Returns: The response, or the error's body.
    @discardableResult
    func call(_ operation: String, _ members: JSON, headers: [String: String] = [:]) throws -> JSON {
        try JSON(parsing: send(operation, members.bytes(), headers: headers).body)
    }

    /// Sends a request as it is.
    func send(_ operation: String, _ body: [UInt8], headers: [String: String] = [:]) throws -> HTTPResponse {
        var fields: HTTPHeaders = [
            "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AWSStepFunctions.\(operation)",
        ]
        for (name, value) in headers { fields[name] = value }
        return try transport.send(HTTPRequest("POST", url, headers: fields, body: body, timeout: .seconds(30)))
    }

    /// Makes a machine of states, the first of which starts.
    func makeMachine(_ name: String, _ states: JSON, type: String = "STANDARD") throws -> String {
        let definition: JSON = ["StartAt": .string(states.object?.keys.first ?? ""), "States": states]
        let response = try call(
            "CreateStateMachine",
            [
                "name": .string(name), "definition": .string(definition.text()), "type": .string(type),
                "roleArn": "arn:aws:iam::123456789012:role/local",
            ])
        return response["stateMachineArn"]?.string ?? "\(response)"
    }

    /// Starts an execution.
    func start(_ machine: String, _ input: JSON = [:]) throws -> String {
        let response = try call(
            "StartExecution", ["stateMachineArn": .string(machine), "input": .string(input.text())])
        return response["executionArn"]?.string ?? "\(response)"
    }

    /// Gives up a task that GetActivityTask gave.
    func fail(_ task: JSON) throws {
        try call("SendTaskFailure", ["taskToken": task["taskToken"] ?? .null, "error": "Broken"])
    }

    /// The description of an execution that is over.
    func outcome(of execution: String) async throws -> JSON {
        var description = JSON.null
        try await waitUntil("\(execution) ends") {
            description = try call("DescribeExecution", ["executionArn": .string(execution)])
            return description["status"] != "RUNNING"
        }
        return description
    }

    /// The types of an execution's events, in order.
    func eventTypes(of execution: String) throws -> [String] {
        let history = try call("GetExecutionHistory", ["executionArn": .string(execution), "maxResults": 1000])
        return history["events"]?.array?.compactMap { $0["type"]?.string } ?? []
    }
}
