import Failures
import HTTP
import TestSupport
import Testing

@testable import LambdaRuntime

@Suite struct RuntimeClientTests {
    private let base = "http://127.0.0.1:9001/2018-06-01/runtime"

    private func client(_ answers: Result<HTTPResponse, HTTPError>...) -> (RuntimeClient, ScriptedTransport) {
        let transport = ScriptedTransport(answers)
        return (RuntimeClient(address: "127.0.0.1:9001", transport: transport), transport)
    }

    @Test func nextReadsTheHeaders() throws {
        let (client, transport) = client(
            .success(
                HTTPResponse(
                    status: 200,
                    headers: [
                        "lambda-runtime-aws-request-id": "r1", "Lambda-Runtime-Deadline-Ms": "1700000000123",
                        "Lambda-Runtime-Invoked-Function-Arn": "arn:f", "Lambda-Runtime-Trace-Id": "Root=1",
                    ], body: [1, 2])))
        let invocation = try client.next()
        #expect(invocation.requestID == "r1")
        #expect(invocation.deadlineMilliseconds == 1_700_000_000_123)
        #expect(invocation.functionARN == "arn:f")
        #expect(invocation.traceID == "Root=1")
        #expect(invocation.event == [1, 2])
        #expect(transport.requests == [HTTPRequest("GET", "\(base)/invocation/next", timeout: nil)])
    }

    @Test func answersGoWhereTheyBelong() throws {
        let accepted = Result<HTTPResponse, HTTPError>.success(HTTPResponse(status: 202))
        let (client, transport) = client(accepted, accepted, accepted)
        let report = ErrorReport(PipelineError(.uploadEmpty, "Nothing in it."))
        try client.respond(to: "r1", with: [49])
        try client.fail("r2", with: report)
        try client.failInitialization(with: report)
        #expect(
            transport.requests.map(\.url) == [
                "\(base)/invocation/r1/response", "\(base)/invocation/r2/error", "\(base)/init/error",
            ])
        #expect(transport.requests.map(\.method) == ["POST", "POST", "POST"])
        #expect(transport.requests[1].headers["Lambda-Runtime-Function-Error-Type"] == "Upload.Empty")
        #expect(
            String(decoding: transport.requests[1].body, as: UTF8.self)
                == #"{"errorMessage":"Nothing in it.","errorType":"Upload.Empty","stackTrace":[]}"#)
    }

    @Test func refusalsAndBrokenConnectionsAreErrors() {
        let request = HTTPRequest("GET", "http://x/")
        let (client, _) = client(
            .success(HTTPResponse(status: 403, body: Array("no".utf8))),
            .failure(HTTPError(.connectionFailed, request, cause: "Couldn't connect to server")),
            .success(HTTPResponse(status: 200)))
        for cause in ["status 403 no", "Couldn't connect to server", "the response names no request"] {
            let error = #expect(throws: RuntimeAPIError.self) { try client.next() }
            #expect(error?.cause == cause)
        }
    }
}
