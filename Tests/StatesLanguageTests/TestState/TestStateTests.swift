import JSON
import StatesLanguage
import Testing

@Suite struct TestStateTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var definition: JSON
        var members: JSONObject = [:]
        var response: JSON
    }

    static let task: JSON = [
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": ["FunctionName": "price", "Payload.$": "$.item"], "ResultSelector": ["cents.$": "$.Payload"],
        "ResultPath": "$.price", "OutputPath": "$.price",
        "Retry": [
            ["ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 4, "MaxDelaySeconds": 30]
        ], "Catch": [["ErrorEquals": ["States.ALL"], "ResultPath": "$.problem", "Next": "Apologise"]], "Next": "Pay",
    ]

    static let dataCases = [
        Case(
            testDescription: "INFO tells the end alone", definition: ["Type": "Pass", "Next": "Elsewhere"],
            members: ["input": ["a": 1]],
            response: ["status": "SUCCEEDED", "output": ["a": 1], "nextState": "Elsewhere"]),
        Case(
            testDescription: "an input that is left out is an empty object", definition: ["Type": "Succeed"],
            response: ["status": "SUCCEEDED", "output": [:]]),
        Case(
            testDescription: "a Pass tells every stage",
            definition: [
                "Type": "Pass", "InputPath": "$.in", "Parameters": ["twice.$": "States.Array($.n, $.n)"],
                "ResultPath": "$.out", "OutputPath": "$.out", "End": true,
            ], members: ["input": ["in": ["n": 2]], "inspectionLevel": "DEBUG"],
            response: [
                "status": "SUCCEEDED", "output": ["twice": [2, 2]],
                "inspectionData": [
                    "input": ["in": ["n": 2]], "afterInputPath": ["n": 2], "afterParameters": ["twice": [2, 2]],
                    "afterResultSelector": ["twice": [2, 2]],
                    "afterResultPath": ["in": ["n": 2], "out": ["twice": [2, 2]]],
                ],
            ]),
        Case(
            testDescription: "a fixed result takes nothing from the input",
            definition: ["Type": "Pass", "InputPath": "$.nowhere", "Result": [1], "ResultPath": "$.r", "End": true],
            members: ["input": ["a": 1], "inspectionLevel": "TRACE"],
            response: [
                "status": "SUCCEEDED", "output": ["a": 1, "r": [1]],
                "inspectionData": [
                    "input": ["a": 1], "result": [1], "afterResultSelector": [1],
                    "afterResultPath": ["a": 1, "r": [1]],
                ],
            ]),
        Case(
            testDescription: "variables are those given and those assigned",
            definition: [
                "Type": "Pass", "QueryLanguage": "JSONata", "Assign": ["sum": "{% $a + $states.input.b %}"],
                "Output": "{% $a %}", "End": true,
            ], members: ["input": ["b": 2], "variables": ["a": 1], "inspectionLevel": "DEBUG"],
            response: [
                "status": "SUCCEEDED", "output": "1",
                "inspectionData": ["input": ["b": 2], "variables": ["a": 1, "sum": 3]],
            ]),
        Case(
            testDescription: "a Choice tells where it leads",
            definition: [
                "Type": "Choice", "Choices": [["Variable": "$.n", "NumericGreaterThan": 5, "Next": "Many"]],
                "Default": "Few",
            ], members: ["input": ["n": 6]],
            response: ["status": "SUCCEEDED", "output": ["n": 6], "nextState": "Many"]),
        Case(
            testDescription: "a wait takes no time", definition: ["Type": "Wait", "Seconds": 300, "Next": "Up"],
            response: ["status": "SUCCEEDED", "output": [:], "nextState": "Up"]),
        Case(
            testDescription: "a state may not take longer than five minutes",
            definition: ["Type": "Wait", "Seconds": 301, "Next": "Up"],
            response: ["status": "FAILED", "error": "States.Timeout"]),
        Case(
            testDescription: "a missing path fails the state and shows how far it came",
            definition: ["Type": "Pass", "Parameters": ["a.$": "$.a"], "End": true],
            members: ["inspectionLevel": "DEBUG"],
            response: [
                "status": "FAILED", "error": "States.Runtime",
                "cause":
                    "The JSONPath '$.a' specified for the field 'a.$' could not be found in the input '{}'",
                "inspectionData": ["input": [:], "afterInputPath": [:]],
            ]),
    ]

    static let taskCases = [
        Case(
            testDescription: "a mocked result goes through all stages", definition: task,
            members: ["input": ["item": "pen"], "mock": ["result": ["Payload": 250]], "inspectionLevel": "DEBUG"],
            response: [
                "status": "SUCCEEDED", "output": ["cents": 250], "nextState": "Pay",
                "inspectionData": [
                    "input": ["item": "pen"], "afterInputPath": ["item": "pen"],
                    "afterParameters": ["FunctionName": "price", "Payload": "pen"], "result": ["Payload": 250],
                    "afterResultSelector": ["cents": 250],
                    "afterResultPath": ["item": "pen", "price": ["cents": 250]],
                ],
            ]),
        Case(
            testDescription: "the first retry waits the interval", definition: task,
            members: [
                "input": ["item": "pen"], "mock": ["errorOutput": ["error": "Busy", "cause": "full"]],
                "inspectionLevel": "DEBUG",
            ],
            response: [
                "status": "RETRIABLE", "error": "Busy", "cause": "full",
                "inspectionData": [
                    "input": ["item": "pen"], "afterInputPath": ["item": "pen"],
                    "afterParameters": ["FunctionName": "price", "Payload": "pen"],
                    "errorDetails": ["retryIndex": 0, "retryBackoffIntervalSeconds": 2],
                ],
            ]),
        Case(
            testDescription: "a retrier without attempts left gives way to a catcher", definition: task,
            members: [
                "input": ["item": "pen"], "mock": ["errorOutput": ["error": "Busy"]],
                "stateConfiguration": ["retrierRetryCount": 4],
            ],
            response: [
                "status": "CAUGHT_ERROR", "error": "Busy", "nextState": "Apologise",
                "output": ["item": "pen", "problem": ["Error": "Busy", "Cause": nil]],
            ]),
        Case(
            testDescription: "without handlers the state fails",
            definition: ["Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:a", "End": true],
            members: ["mock": ["errorOutput": ["error": "E", "cause": "c"]]],
            response: ["status": "FAILED", "error": "E", "cause": "c"]),
        Case(
            testDescription: "the context object has what is stated and what is not",
            definition: [
                "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "Parameters": ["QueueUrl": "q", "MessageBody.$": "$$.Task.Token"],
                "ResultSelector": [
                    "id.$": "$$.Execution.Name", "machine.$": "$$.StateMachine.Name",
                    "tries.$": "$$.State.RetryCount",
                ], "End": true,
            ],
            members: [
                "context": ["Execution": ["Name": "mine"], "Task": ["Token": "t0"]], "mock": ["result": "0"],
                "stateConfiguration": ["retrierRetryCount": 2], "inspectionLevel": "DEBUG",
            ],
            response: [
                "status": "SUCCEEDED", "output": ["id": "mine", "machine": "local", "tries": 2],
                "inspectionData": [
                    "input": [:], "afterInputPath": [:], "afterParameters": ["QueueUrl": "q", "MessageBody": "t0"],
                    "result": "0", "afterResultSelector": ["id": "mine", "machine": "local", "tries": 2],
                    "afterResultPath": ["id": "mine", "machine": "local", "tries": 2],
                ],
            ]),
    ]

    @Test(arguments: dataCases + taskCases) func aStateAnswers(_ test: Case) async throws {
        #expect(try await TestStateCall.response(test.definition, test.members).withoutTexts == test.response)
    }

    /// Seconds before the retry by how many there were: 2, times 3 each, at most 30.
    @Test(arguments: [(0, 2), (1, 6), (2, 18), (3, 30)]) func eachRetryWaitsLonger(_ before: Int, _ seconds: Int)
        async throws
    {
        let response = try await TestStateCall.response(
            Self.task,
            [
                "input": ["item": 1], "mock": ["errorOutput": ["error": "Busy"]], "inspectionLevel": "DEBUG",
                "stateConfiguration": ["retrierRetryCount": .int(before)],
            ])
        #expect(response["inspectionData"]?["errorDetails"]?["retryBackoffIntervalSeconds"] == .int(seconds))
    }

    @Test func aTaskThatIsNotMockedIsCarriedOutWithinFiveMinutes() async throws {
        struct Recorder: TaskRunner {
            func run(_ request: TaskRequest) async -> TaskOutcome {
                .succeeded(["Payload": request.parameters, "seconds": .int(request.timeout?.components.seconds ?? 0)])
            }
        }
        var definition = try #require(Self.task.object)
        definition["TimeoutSeconds"] = 900
        definition["ResultSelector"] = nil
        let response = try await TestStateCall.response(
            .object(definition), ["input": ["item": "pen"], "roleArn": "arn:aws:iam::123456789012:role/r"],
            runner: Recorder())
        #expect(
            response.withoutTexts["output"]
                == ["Payload": ["FunctionName": "price", "Payload": "pen"], "seconds": 300])
    }

    @Test func anUnmockedTimeoutIsCaughtLikeAnyFailure() async throws {
        let runner = MockTaskRunner(["StateName": [MockResponse(.timedOut(cause: nil))]])
        let response = try await TestStateCall.response(
            Self.task, ["input": ["item": "pen"], "roleArn": "arn:aws:iam::123456789012:role/r"], runner: runner)
        #expect(response["status"] == "CAUGHT_ERROR")
        #expect(response["error"] == "States.Timeout")
    }
}
