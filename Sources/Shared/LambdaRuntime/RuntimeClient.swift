import HTTP
import JSON

/// The Runtime API over HTTP, version 2018-06-01.
struct RuntimeClient: RuntimeAPI {
    private let base: String
    private let transport: any HTTPTransport

    /// - Parameter address: `AWS_LAMBDA_RUNTIME_API`: host and port, which some emulators follow with a path.
    init(address: String, transport: any HTTPTransport) {
        self.base = "http://\(address)/2018-06-01/runtime"
        self.transport = transport
    }

    func next() throws(RuntimeAPIError) -> LambdaInvocation {
        let response = try send("GET", "/invocation/next", [], [:])
        guard let requestID = response.headers["Lambda-Runtime-Aws-Request-Id"], !requestID.isEmpty else {
            throw RuntimeAPIError(call: "GET /invocation/next", cause: "the response names no request")
        }
        return LambdaInvocation(
            requestID: requestID,
            deadlineMilliseconds: response.headers["Lambda-Runtime-Deadline-Ms"].flatMap { Int64($0) },
            functionARN: response.headers["Lambda-Runtime-Invoked-Function-Arn"] ?? "",
            traceID: response.headers["Lambda-Runtime-Trace-Id"], event: response.body)
    }

    func respond(to requestID: String, with result: [UInt8]) throws(RuntimeAPIError) {
        _ = try send(
            "POST", "/invocation/\(requestID)/response", result, ["Content-Type": "application/json"])
    }

    func fail(_ requestID: String, with report: ErrorReport) throws(RuntimeAPIError) {
        try post(report, to: "/invocation/\(requestID)/error")
    }

    func failInitialization(with report: ErrorReport) throws(RuntimeAPIError) {
        try post(report, to: "/init/error")
    }

    private func post(_ report: ErrorReport, to path: String) throws(RuntimeAPIError) {
        let headers: HTTPHeaders = [
            "Content-Type": "application/vnd.aws.lambda.error+json",
            "Lambda-Runtime-Function-Error-Type": report.errorType,
        ]
        _ = try send("POST", path, report.json.bytes(), headers)
    }

    private func send(
        _ method: String, _ path: String, _ body: [UInt8], _ headers: HTTPHeaders
    ) throws(RuntimeAPIError) -> HTTPResponse {
        let response: HTTPResponse
        do {
            response = try transport.send(HTTPRequest(method, base + path, headers: headers, body: body, timeout: nil))
        } catch {
            throw RuntimeAPIError(call: "\(method) \(path)", cause: error.cause)
        }
        guard response.isSuccess else {
            let answer = String(decoding: response.body.prefix(500), as: UTF8.self)
            throw RuntimeAPIError(call: "\(method) \(path)", cause: "status \(response.status) \(answer)")
        }
        return response
    }
}
