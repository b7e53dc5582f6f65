import Failures
import HTTP
import JSON
import Storage
import TestSupport
import Testing

@Suite struct PublisherTests {
    let message = Message(deliveryID: "d1", text: "1 new", body: ["text": "1 new"])
    let secret = "https://user:pw@hooks.example.com/services/T0/SECRET?token=SECRET"

    @Test func postsWithTheDeliveryID() throws {
        let transport = ScriptedTransport([.success(HTTPResponse(status: 204))])
        _ = try WebhookPublisher(url: secret, transport: transport).publish(message)
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == secret)
        #expect(request.headers["idempotency-key"] == "d1")
        #expect(request.headers["x-delivery-id"] == "d1")
        #expect(request.body == Array(#"{"text":"1 new"}"#.utf8))
    }

    @Test(arguments: [
        (500, ErrorName.publishUnavailable), (503, .publishUnavailable), (429, .publishUnavailable),
        (408, .publishUnavailable), (400, .publishRefused), (404, .publishRefused), (302, .publishRefused),
    ])
    func statusesAreTransientOrNot(_ status: Int, name: ErrorName) throws {
        let transport = ScriptedTransport([.success(HTTPResponse(status: status))])
        let publisher = try WebhookPublisher(url: secret, transport: transport)
        let error = #expect(throws: PipelineError.self) { try publisher.publish(message) }
        #expect(error?.name == name)
        #expect(error?.message.contains("hooks.example.com") == true)
    }

    @Test(arguments: [HTTPError.Code.timedOut, .connectionFailed, .tlsFailed, .other])
    func noErrorHoldsTheAddress(_ code: HTTPError.Code) throws {
        let failure = HTTPError(code, HTTPRequest("POST", secret), cause: "no luck with SECRET")
        let publisher = try WebhookPublisher(url: secret, transport: ScriptedTransport([.failure(failure)]))
        let error = try #require(#expect(throws: PipelineError.self) { try publisher.publish(message) })
        #expect(error.name == (failure.isTransient ? .publishUnavailable : .publishRefused))
        #expect(!"\(error)\(String(reflecting: error))".contains("SECRET"))
        #expect(!"\(error)".contains("pw"))
    }

    @Test(arguments: ["", "ftp://x", "hooks.example.com/SECRET", "https://", "https:///SECRET"])
    func whatIsNoAddressIsRefused(_ url: String) {
        let error = #expect(throws: PipelineError.self) {
            try WebhookPublisher(url: url, transport: ScriptedTransport([]))
        }
        #expect(error?.name == .publishRefused)
        #expect(error.map { "\($0)".contains("SECRET") } == false)
    }

    @Test func theFileComesFirstAndAgain() throws {
        let folder = TemporaryFolder()
        let storage = try StorageEnvironment(["WORKOUTS_HOME": folder.path, "WORKOUTS_WEBHOOK": secret])
        let transport = ScriptedTransport([
            .success(HTTPResponse(status: 500)), .success(HTTPResponse(status: 200)),
        ])
        let publisher = try storage.publisher(over: transport)
        #expect(throws: PipelineError.self) { try publisher.publish(message) }
        #expect(try publisher.publish(message) == "d1")
        #expect(try storage.objects.list(prefix: "notifications/") == ["notifications/d1.json"])
    }

    @Test(arguments: [[:], ["WORKOUTS_HOME": ""], ["WORKOUTS_HOME": "relative"]])
    func anEnvironmentWithoutStoreSaysSo(_ environment: [String: String]) {
        let error = #expect(throws: PipelineError.self) { try StorageEnvironment(environment) }
        #expect(error?.name == .storeUnusable)
        #expect(error?.message.contains("WORKOUTS_HOME") == true)
    }
}
