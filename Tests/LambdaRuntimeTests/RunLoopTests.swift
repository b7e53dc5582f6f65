import Failures
import JSON
import Logging
import Testing

@testable import LambdaRuntime

/// Hands out events from a list, then ends the loop; remembers the answers.
private final class FakeRuntimeAPI: RuntimeAPI {
    enum Answer: Equatable {
        case response(String, String)
        case error(String, ErrorReport)
    }

    private var invocations: [LambdaInvocation]
    private(set) var answers: [Answer] = []
    let refusesAnswers: Bool

    init(_ events: [String], refusesAnswers: Bool = false) {
        invocations = events.enumerated().reversed().map { index, event in
            LambdaInvocation(
                requestID: "r\(index + 1)", deadlineMilliseconds: nil, functionARN: "arn:f",
                traceID: index == 0 ? "t" : nil,
                event: Array(event.utf8))
        }
        self.refusesAnswers = refusesAnswers
    }

    func next() throws(RuntimeAPIError) -> LambdaInvocation {
        guard let next = invocations.popLast() else { throw RuntimeAPIError(call: "next", cause: "no more") }
        return next
    }

    func respond(to requestID: String, with result: [UInt8]) throws(RuntimeAPIError) {
        answers.append(.response(requestID, String(decoding: result, as: UTF8.self)))
        if refusesAnswers { throw RuntimeAPIError(call: "respond", cause: "gone") }
    }

    func fail(_ requestID: String, with report: ErrorReport) throws(RuntimeAPIError) {
        answers.append(.error(requestID, report))
    }

    func failInitialization(with report: ErrorReport) throws(RuntimeAPIError) {}
}

@Suite struct RunLoopTests {
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func run(
        _ api: FakeRuntimeAPI, traces: @escaping (String?) -> Void = { _ in }, _ handler: LambdaHandler
    ) -> RuntimeAPIError {
        RunLoop(api: api, environment: ["A": "B"], logger: quiet, setTraceID: traces).run(handler)
    }

    @Test func eventsAreAnsweredInOrderUntilTheSandboxGoes() {
        let api = FakeRuntimeAPI([#"{"n":1}"#, "2"])
        let end = run(api) { event, context in ["got": event, "id": .string(context.requestID)] }
        #expect(
            api.answers == [
                .response("r1", #"{"got":{"n":1},"id":"r1"}"#), .response("r2", #"{"got":2,"id":"r2"}"#),
            ])
        #expect(end.cause == "no more")
    }

    @Test func errorsAreAnswersAndTheLoopGoesOn() {
        struct Odd: Error {}
        let api = FakeRuntimeAPI([#""named""#, #""odd""#, "{", "1"])
        _ = run(api) { event, _ in
            switch event {
            case "named": throw PipelineError(.storeUnavailable, "Locked.", code: "locked", details: ["by": "other"])
            case "odd": throw Odd()
            default: event
            }
        }
        #expect(
            api.answers == [
                .error(
                    "r1",
                    ErrorReport(
                        errorType: "Store.Unavailable", errorMessage: "Locked.", code: "locked",
                        details: ["by": "other"])),
                .error("r2", ErrorReport(errorType: "Stage.Internal", errorMessage: "Odd: Odd()")),
                .error(
                    "r3",
                    ErrorReport(
                        errorType: "Event.Invalid",
                        errorMessage:
                            "The event is not JSON: line 1, column 2: expected a member name in double quotes.",
                        code: "event_not_json", details: ["line": 1, "column": 2])),
                .response("r4", "1"),
            ])
    }

    @Test func tooLargeResultIsAnErrorInLambdasWords() {
        let api = FakeRuntimeAPI(["\"12345678\"", "\"123456789\""])
        let loop = RunLoop(api: api, environment: [:], logger: quiet, setTraceID: { _ in }, resultLimit: 10)
        _ = loop.run { event, _ in event }
        #expect(
            api.answers == [
                .response("r1", "\"12345678\""), .error("r2", ErrorReport(resultOfSize: 11, limit: 10)),
            ])
    }

    @Test func refusedAnswerEndsTheLoop() {
        let api = FakeRuntimeAPI(["1", "2"], refusesAnswers: true)
        #expect(run(api) { event, _ in event }.call == "respond")
        #expect(api.answers.count == 1)
    }

    @Test func traceIsSetForEachInvocationAndTakenBack() {
        var traces: [String?] = []
        _ = run(FakeRuntimeAPI(["1", "2"]), traces: { traces.append($0) }) { event, _ in event }
        #expect(traces == ["t", nil])
    }

    @Test func deadlineIsCheckedWhileThereIsTimeToSaySo() {
        let context = LambdaContext(
            requestID: "r", deadline: .now + .milliseconds(400), invokedFunctionARN: "", logger: quiet)
        let error = #expect(throws: PipelineError.self) { try context.checkDeadline(unfinished: "The file") }
        #expect(error?.name == .deadlineExceeded)
        #expect(throws: Never.self) { try context.checkDeadline(reserve: .zero, unfinished: "The file") }
    }
}
