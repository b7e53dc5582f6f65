import JSON
import StatesDebugging
import StatesLanguage

enum Samples {
    static let start = Timestamp(seconds: 1_700_000_000)

    /// A task that can be retried and caught, then a Parallel state and a Map.
    static let machine: JSON = [
        "StartAt": "Nap",
        "States": [
            "Nap": ["Type": "Wait", "Seconds": 3600, "Next": "Ask"],
            "Ask": [
                "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultPath": "$.answer",
                "Retry": [["ErrorEquals": ["Busy"], "IntervalSeconds": 7]],
                "Catch": [["ErrorEquals": ["Bad"], "Next": "Sorry"]], "Assign": ["seen": true], "Next": "Both",
            ],
            "Both": [
                "Type": "Parallel", "ResultPath": "$.both", "Next": "Each",
                "Branches": [
                    ["StartAt": "Left", "States": ["Left": ["Type": "Pass", "End": true]]],
                    ["StartAt": "Right", "States": ["Right": ["Type": "Wait", "Seconds": 5, "End": true]]],
                ],
            ],
            "Each": [
                "Type": "Map", "ItemsPath": "$.items", "End": true,
                "ItemProcessor": ["StartAt": "Do", "States": ["Do": ask]],
            ],
            "Sorry": ["Type": "Fail", "Error": "Sorry"],
        ],
    ]
    static let ask: JSON = ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]

    /// Two states that lead to each other until the quotas end them.
    static let loop: JSON = [
        "StartAt": "A",
        "States": [
            "A": ["Type": "Pass", "Next": "C"],
            "C": [
                "Type": "Choice", "Choices": [["Variable": "$.stop", "IsPresent": true, "Next": "B"]],
                "Default": "A",
            ], "B": ["Type": "Succeed"],
        ],
    ]

    static func session(_ input: JSON = ["items": [1, 2]], of machine: JSON = machine) throws -> DebugSession {
        DebugSession(Execution(try Definition(machine), input: input, seed: 5), at: start)
    }

    /// A driver whose tasks all give the same; one without answers for nil.
    static func driver(_ outcome: TaskOutcome? = .succeeded(42)) -> DebugDriver {
        DebugDriver { _ in outcome.map { MockResponse($0) } }
    }
}

extension DebugSession {
    /// The state of the focus and how it stands.
    var place: String { focus.map { "\($0.state) \($0.standing.rawValue)" } ?? "nowhere" }
}
