import JSON
import LocalRunner
import TestSupport
import Testing

/// Programs that break the Runtime API's rules are told off, and their callers get an answer all the same.
@Suite(.timeLimit(.minutes(5))) struct MisbehavingRuntimeTests {
    private func invokeTwice(_ kind: String) async throws -> [InvocationResult] {
        let function = LocalFunction(
            name: "Echo", executable: try BuiltProducts.path(of: "EchoStage"), environment: ["ECHO_START": kind])
        return try await LambdaService.withService(.init(functions: [function], environment: [:])) { service in
            [
                await service.invoke(function: "Echo", payload: 1),
                await service.invoke(function: "Echo", payload: 2),
            ]
        }
    }

    @Test(arguments: [
        ("answersUnknownRequest", 400, "InvalidRequestID"), ("answersTwice", 400, "InvalidRequestID"),
        ("asksTwice", 403, "InvalidStateTransition"), ("asksForNonsense", 404, "not found"),
    ])
    func callOutOfOrderIsRefused(_ kind: String, status: Int, body: String) async throws {
        let results = try await invokeTwice(kind)
        guard case .succeeded(let toldOff) = results[1] else {
            Issue.record("\(results)")
            return
        }
        #expect(toldOff["status"]?.int == status)
        #expect(toldOff["body"]?.string?.contains(body) == true, "\(toldOff)")
    }

    @Test(arguments: [
        ("postsNoJSON", "Runtime.InvalidResponse", "is not JSON"),
        ("postsTooMuch", "Function.ResponseSizeTooLarge", "size (6291557 bytes) exceeded"),
        (
            "failsWithoutType", "Lambda.Unknown",
            "The cause could not be determined because Lambda did not return an error type. Returned payload: [1]"
        ),
    ])
    func unusableAnswerIsAFailure(_ kind: String, errorType: String, payload: String) async throws {
        for result in try await invokeTwice(kind) {
            guard case .functionFailed(let error) = result else {
                Issue.record("\(result)")
                continue
            }
            #expect(error.errorType == errorType)
            #expect(error.payload.contains(payload))
        }
    }

    @Test func emptyAnswerIsNull() async throws {
        #expect(try await invokeTwice("postsNothing") == [.succeeded(.null), .succeeded(.null)])
    }

    @Test func processThatDiesIdleIsReplaced() async throws {
        let results = try await invokeTwice("diesIdle")
        guard case (.succeeded(let first), .succeeded(let second)) = (results[0], results[1]) else {
            Issue.record("\(results)")
            return
        }
        #expect(first != second)
    }
}
