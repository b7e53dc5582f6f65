import JSON
import StatesLanguage
import Testing

/// Small machines and runs of them, for the tests of the tools.
enum Machines {
    static let start = Timestamp(seconds: 1_700_000_000)

    static func task(_ fields: JSONObject = ["End": true]) -> JSON {
        var state: JSONObject = ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"]
        for member in fields { state[member.key] = member.value }
        return .object(state)
    }

    /// Asks until it is answered, then treats each item, then decides.
    static let order: JSON = [
        "StartAt": "Ask",
        "States": [
            "Ask": task([
                "Retry": [["ErrorEquals": ["Busy"], "IntervalSeconds": 2]],
                "Catch": [["ErrorEquals": ["States.ALL"], "Next": "Sorry", "ResultPath": "$.error"]],
                "ResultPath": "$.items", "Next": "Each",
            ]),
            "Each": [
                "Type": "Map", "ItemsPath": "$.items", "ResultPath": "$.done", "Next": "Enough",
                "ItemProcessor": ["StartAt": "Treat", "States": ["Treat": task()]],
            ],
            "Enough": [
                "Type": "Choice", "Default": "Little",
                "Choices": [["Variable": "$.done[2]", "IsPresent": true, "Next": "Much"]],
            ],
            "Little": ["Type": "Succeed"], "Much": ["Type": "Pass", "End": true], "Sorry": ["Type": "Fail"],
        ],
    ]

    static let orderMocks: JSON = [
        "Ask": [
            ["throw": ["error": "Busy", "cause": "later"]], ["throw": ["error": "Busy", "cause": "later"]],
            ["return": [1, 2, 3]],
        ],
        "Treat": [["return": "a"], ["return": "b"], ["return": "c"]],
    ]

    static func run(_ source: JSON, input: JSON = [:], mocks: JSON = [:]) async throws -> Execution {
        let runner = try MockTaskRunner(mocks)
        return await Interpreter(runner: runner, clock: VirtualClock(now: start))
            .run(Execution(try Definition(source), input: input))
    }
}
