import JSON
import LocalRunner
import StatesLanguage
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct LocalTaskRunnerTests {
    private func run(
        _ resource: String, _ parameters: JSON, timeout: Duration? = nil
    ) async throws -> TaskOutcome {
        let echo = LocalFunction(name: "Echo", executable: try BuiltProducts.path(of: "EchoStage"))
        return try await LambdaService.withService(.init(functions: [echo], environment: [:])) { service in
            await LocalTaskRunner(lambda: service).run(
                TaskRequest(resource: resource, parameters: parameters, stateName: "Work", timeout: timeout))
        }
    }

    @Test(arguments: [
        "Echo", "Echo:$LATEST", "Echo:live", "000000000000:function:Echo",
        "arn:aws:lambda:us-east-1:000000000000:function:Echo", "arn:aws-cn:lambda:x:1:function:Echo:live",
    ])
    func invokeAnswersAsTheInvokeAPIDoes(_ name: String) async throws {
        let outcome = try await run(
            "arn:aws:states:::lambda:invoke", ["FunctionName": .string(name), "Payload": ["a": 1]])
        guard case .succeeded(let result) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(result["Payload"] == ["a": 1])
        #expect(result["StatusCode"] == 200)
        #expect(result["ExecutedVersion"] == "$LATEST")
        #expect(
            result.object?.keys == [
                "ExecutedVersion", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode",
            ])
        #expect(result["SdkHttpMetadata"]?["HttpHeaders"]?["Content-Length"] == "7")
    }

    @Test func bareARNAnswersWithThePayloadAlone() async throws {
        let outcome = try await run("arn:aws:lambda:us-east-1:000000000000:function:Echo", ["a": 1])
        #expect(outcome == .succeeded(["a": 1]))
    }

    @Test func reportedErrorBecomesErrorAndCause() async throws {
        let outcome = try await run(
            "arn:aws:states:::lambda:invoke", ["FunctionName": "Echo", "Payload": ["do": "fail"]])
        guard case .failed(let error, let cause?) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(error == "Upload.NotCSV")
        #expect(try JSON(parsing: cause)["errorMessage"] == "The file is a web page.")
    }

    @Test func taskTimeoutStopsTheFunction() async throws {
        let outcome = try await run(
            "arn:aws:states:::lambda:invoke", ["FunctionName": "Echo", "Payload": ["do": "hang"]],
            timeout: .milliseconds(200))
        #expect(outcome == .timedOut(cause: nil))
    }

    @Test(
        arguments: [
            (
                "arn:aws:states:::sqs:sendMessage", [:],
                "The resource 'arn:aws:states:::sqs:sendMessage' of the state 'Work'"
            ),
            ("arn:aws:states:::lambda:invoke", [:], "'FunctionName' of 'Work' must be the name or the ARN"),
            (
                "arn:aws:states:::lambda:invoke", ["FunctionName": "Echo", "InvocationType": "Event"],
                "The 'InvocationType' \"Event\" of 'Work' is not supported"
            ),
        ] as [(String, JSON, String)])
    func whatCannotBeDoneIsNamed(_ resource: String, parameters: JSON, cause: String) async throws {
        guard case .failed("States.Runtime", let text?) = try await run(resource, parameters) else {
            Issue.record("no failure")
            return
        }
        #expect(text.contains(cause), "\(text)")
    }
}
