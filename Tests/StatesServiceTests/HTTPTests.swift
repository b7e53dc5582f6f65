import HTTP
import JSON
import Testing

@Suite("The API over HTTP")
struct HTTPTests {
    @Test(
        "a request that names another host is refused",
        arguments: [
            ("127.0.0.1:1", 200), ("localhost", 200), ("sync-127.0.0.1:8083", 200), ("[::1]:8083", 200),
            ("evil.example", 403), ("127.0.0.1.evil.example", 403), ("", 403),
        ])
    func hosts(host: String, status: Int) async throws {
        let server = try await ServedStates()
        #expect(try server.send("ListStateMachines", [], headers: ["Host": host]).status == status)
    }

    @Test("bad requests are told apart")
    func badRequests() async throws {
        let server = try await ServedStates()
        let cases: [(String, [UInt8], Int, String)] = [
            ("Nonsense", Array("{}".utf8), 400, "com.amazon.coral.service#UnknownOperationException"),
            ("ListStateMachines", Array("{".utf8), 400, "com.amazon.coral.service#SerializationException"),
            ("ListStateMachines", Array("[]".utf8), 400, "com.amazon.coral.service#SerializationException"),
            (
                "ListStateMachines", Array(#"{"maxResults":"1"}"#.utf8), 400,
                "com.amazon.coral.service#SerializationException"
            ),
            (
                "ListStateMachines", Array(#"{"maxResults":1001}"#.utf8), 400,
                "com.amazon.coral.validate#ValidationException"
            ),
            (
                "ListStateMachines", [UInt8](repeating: 0x20, count: 1_048_577), 413,
                "com.amazonaws.swf.service.v2.model#RequestEntityTooLargeException"
            ),
        ]
        for (operation, body, status, type) in cases {
            let response = try server.send(operation, body)
            #expect(response.status == status)
            #expect(try JSON(parsing: response.body)["__type"] == .string(type))
            #expect(response.headers["x-amzn-RequestId"] != nil)
        }
    }

    @Test("the header's trace is preferred to the member's")
    func trace() async throws {
        let server = try await ServedStates()
        let machine = try server.makeMachine("passes", ["Only": ["Type": "Pass", "End": true]])
        let trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"
        let started = try server.call(
            "StartExecution", ["stateMachineArn": .string(machine), "traceHeader": "other"],
            headers: ["X-Amzn-Trace-Id": trace])
        let execution = started["executionArn"]?.string ?? ""
        #expect(try await server.outcome(of: execution)["traceHeader"]?.string == trace)
    }

    @Test("waits take no time when they need not")
    func fastWaits() async throws {
        let server = try await ServedStates(["--fast-waits"])
        let machine = try server.makeMachine("long", ["Wait": ["Type": "Wait", "Seconds": 86_400, "End": true]])
        let outcome = try await server.outcome(of: server.start(machine))
        #expect(outcome["status"] == "SUCCEEDED")
        let lasted = (outcome["stopDate"]?.double ?? 0) - (outcome["startDate"]?.double ?? 0)
        #expect((86_400..<86_401).contains(lasted))
    }
}
