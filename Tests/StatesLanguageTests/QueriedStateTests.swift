import JSON
import Testing

@testable import StatesLanguage

/// A machine in JSONata, what goes in, and how it has to end.
struct QueriedMachine: Sendable, CustomTestStringConvertible {
    var claim: String
    var states: JSON
    var input: JSON = [:]
    var mocks: JSON = [:]
    var output: JSON?
    var error: String?
    var cause: String?

    var testDescription: String { claim }

    var definition: JSON {
        ["QueryLanguage": "JSONata", "StartAt": .string(states.object?.keys.first ?? ""), "States": states]
    }
}

@Suite struct QueriedStateTests {
    static let lambda: JSON = "arn:aws:states:::lambda:invoke"
    static let place = "An error occurred while executing the state 'A' (entered at the event id #2). "

    static let machines: [QueriedMachine] = [
        QueriedMachine(
            claim: "Output replaces what a state passes on",
            states: [
                "A": ["Type": "Pass", "Output": ["sum": "{% $states.input.a + 1 %}", "n": [1, "x"]], "End": true]
            ],
            input: ["a": 2], output: ["sum": 3, "n": [1, "x"]]),
        QueriedMachine(
            claim: "without Output the input goes on", states: ["A": ["Type": "Pass", "End": true]], input: [1],
            output: [1]),
        QueriedMachine(
            claim: "blanks around an expression do not count",
            states: [
                "A": [
                    "Type": "Pass", "Output": ["{%$states.input%}", "{%  $states.input  %}"], "End": true,
                ]
            ],
            input: "i", output: ["i", "i"]),
        QueriedMachine(
            claim: "a seed gives the numbers of java.util.Random, as on the service",
            states: ["A": ["Type": "Pass", "Output": "{% $random(42) %}", "End": true]], output: 0.7275636800328681),
        QueriedMachine(
            claim: "$range and $partition cut fractions off",
            states: [
                "A": [
                    "Type": "Pass",
                    "Output": ["{% $range(-1.7, 2, 1) %}", "{% $partition([1, 2], 1.5) %}"], "End": true,
                ]
            ], output: [[-1, 0, 1, 2], [[1], [2]]]),
        QueriedMachine(
            claim: "$range may be longer than States.ArrayRange",
            states: ["A": ["Type": "Pass", "Output": "{% $count($range(1, 200000, 1)) %}", "End": true]],
            output: 200_000),
        QueriedMachine(
            claim: "what one Assign sets may be 256 KiB together",
            states: [
                "A": [
                    "Type": "Pass",
                    "Assign": ["x": "{% $pad('', 140000, 'x') %}", "y": "{% $pad('', 140000, 'y') %}"], "End": true,
                ]
            ], error: "States.Runtime",
            cause: "The variables of the execution are larger than the service allows."),
        QueriedMachine(
            claim: "variables of several Assigns may be more",
            states: [
                "A": ["Type": "Pass", "Assign": ["x": "{% $pad('', 140000, 'x') %}"], "Next": "B"],
                "B": ["Type": "Pass", "Assign": ["y": "{% $pad('', 140000, 'y') %}"], "Next": "C"],
                "C": ["Type": "Pass", "Output": "{% $length($x & $y) %}", "End": true],
            ], output: 280_000),
        QueriedMachine(
            claim: "Assign sees the variables as they were",
            states: [
                "A": ["Type": "Pass", "Assign": ["x": 1, "y": 2], "Next": "B"],
                "B": [
                    "Type": "Pass", "Assign": ["x": "{% $y %}", "y": "{% $x %}"], "Output": "{% [$x, $y] %}",
                    "Next": "C",
                ],
                "C": ["Type": "Succeed", "Output": "{% $states.input ~> $append([$x, $y]) %}"],
            ], output: [1, 2, 2, 1]),
        QueriedMachine(
            claim: "a rule's own Output and Assign count, Default takes the state's",
            states: [
                "A": [
                    "Type": "Choice", "Output": "default",
                    "Choices": [
                        ["Condition": "{% $states.input.n > 9 %}", "Output": "large", "Assign": ["v": 1], "Next": "B"],
                        ["Condition": false, "Next": "B"],
                    ], "Default": "B",
                ],
                "B": ["Type": "Pass", "Output": ["{% $states.input %}", "{% $exists($v) %}"], "End": true],
            ], input: ["n": 10], output: ["large", true]),
        QueriedMachine(
            claim: "a condition must be true or false",
            states: [
                "A": ["Type": "Choice", "Choices": [["Condition": "{% 1 %}", "Next": "B"]], "Default": "B"],
                "B": ["Type": "Succeed"],
            ],
            error: "States.QueryEvaluationError",
            cause: place + "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an "
                + "unexpected result type. Expected 'boolean', but was 'number' for value: 1"),
        QueriedMachine(
            claim: "a task takes Arguments, and its Output sees input and result",
            states: [
                "A": [
                    "Type": "Task", "Resource": lambda,
                    "Arguments": ["FunctionName": "f", "Payload": "{% $states.input %}"],
                    "Output": "{% $states.input.a + $states.result.Payload %}", "End": true,
                ]
            ], input: ["a": 1], mocks: ["A": [["return": ["Payload": 41]]]], output: 42),
        QueriedMachine(
            claim: "a catcher's Output and Assign see the error",
            states: [
                "A": [
                    "Type": "Task", "Resource": lambda, "Arguments": ["FunctionName": "f"], "End": true,
                    "Catch": [
                        [
                            "ErrorEquals": ["E"], "Assign": ["why": "{% $states.errorOutput.Cause %}"],
                            "Output": "{% $states.errorOutput.Error %}", "Next": "B",
                        ]
                    ],
                ],
                "B": ["Type": "Pass", "Output": "{% $states.input & '/' & $why %}", "End": true],
            ], mocks: ["A": [["throw": ["error": "E", "cause": "C"]]]], output: "E/C"),
        QueriedMachine(
            claim: "a query that gives nothing can be caught",
            states: [
                "A": [
                    "Type": "Task", "Resource": lambda, "Arguments": "{% $states.input.missing %}", "End": true,
                    "Catch": [["ErrorEquals": ["States.QueryEvaluationError"], "Output": "caught", "Next": "B"]],
                ],
                "B": ["Type": "Succeed"],
            ], output: "caught"),
        QueriedMachine(
            claim: "a Map runs over Items and hands each to its selector",
            states: [
                "A": [
                    "Type": "Map", "Items": "{% $states.input.list %}",
                    "ItemSelector": [
                        "i": "{% $states.context.Map.Item.Index %}", "all": "{% $count($states.input.list) %}",
                    ],
                    "ItemProcessor": [
                        "StartAt": "I",
                        "States": [
                            "I": ["Type": "Pass", "Output": "{% $states.input.i * $states.input.all %}", "End": true]
                        ],
                    ], "Output": "{% $sum($states.result) %}", "End": true,
                ]
            ], input: ["list": ["a", "b", "c"]], output: 9),
        QueriedMachine(
            claim: "Items may be an array with queries in it",
            states: [
                "A": [
                    "Type": "Map", "Items": [1, "{% $states.input %}"],
                    "ItemProcessor": ["StartAt": "I", "States": ["I": ["Type": "Pass", "End": true]]], "End": true,
                ]
            ], input: 2, output: [1, 2]),
        QueriedMachine(
            claim: "branches read outer variables",
            states: [
                "A": ["Type": "Pass", "Assign": ["v": "{% $states.input %}"], "Next": "B"],
                "B": [
                    "Type": "Parallel", "Arguments": ["n": "{% $v + 1 %}"],
                    "Branches": [
                        [
                            "StartAt": "X",
                            "States": ["X": ["Type": "Pass", "Output": "{% $states.input.n %}", "End": true]],
                        ],
                        ["StartAt": "Y", "States": ["Y": ["Type": "Pass", "Output": "{% $v %}", "End": true]]],
                    ], "End": true,
                ],
            ], input: 1, output: [2, 1]),
        QueriedMachine(
            claim: "a Fail state computes its error and cause",
            states: ["A": ["Type": "Fail", "Error": "{% 'E' & $states.input %}", "Cause": "{% $string([1]) %}"]],
            input: 1, error: "E1", cause: "[1]"),
        QueriedMachine(
            claim: "waits compute their time",
            states: [
                "A": ["Type": "Wait", "Seconds": "{% $states.input.s * 60 %}", "Next": "B"],
                "B": ["Type": "Wait", "Timestamp": "{% '2020-01-01T00:00:00Z' %}", "Output": "done", "End": true],
            ], input: ["s": 60], output: "done"),
        QueriedMachine(
            claim: "the service's own functions are there",
            states: [
                "A": [
                    "Type": "Pass", "End": true,
                    "Output": [
                        "{% $partition([1, 2, 3], 2) %}", "{% $range(0, 4, 2) %}", "{% $range(1, 2, 5) %}",
                        "{% $hash('abc', 'SHA-1') %}", "{% $parse('{\"a\": [1]}') %}", "{% $length($uuid()) %}",
                        "{% $random(7) = $random(7) %}",
                    ],
                ]
            ],
            output: [
                [[1, 2], [3]], [0, 2, 4], 1, "a9993e364706816aba3e25717850c26c9cd0d89d", ["a": [1]], 36, true,
            ]),
        QueriedMachine(
            claim: "$eval is not there",
            states: ["A": ["Type": "Pass", "Output": "{% $eval('1') %}", "End": true]],
            error: "States.QueryEvaluationError",
            cause: place + "The JSONata expression '$eval('1')' specified for the field 'Output' threw an error during "
                + "evaluation. T1006: Attempted to invoke a non-function"),
    ]

    @Test(arguments: machines)
    func machineEndsAsItShould(_ machine: QueriedMachine) async throws {
        let interpreter = Interpreter(
            runner: try MockTaskRunner(machine.mocks), clock: VirtualClock(now: Timestamp(seconds: 1_750_000_000)))
        let execution = await interpreter.run(Execution(try Definition(machine.definition), input: machine.input))
        #expect(execution.output == machine.output, "\(execution.cause ?? "")")
        #expect(execution.error == machine.error)
        if let cause = machine.cause { #expect(execution.cause == cause) }
    }

    @Test func failedEvaluationIsAnEventThatFollowsFromWhatLedToTheState() async throws {
        let definition: JSON = [
            "QueryLanguage": "JSONata", "StartAt": "A",
            "States": [
                "A": ["Type": "Pass", "Next": "B"], "B": ["Type": "Succeed", "Output": ["x": "{% $missing %}"]],
            ],
        ]
        let interpreter = Interpreter(
            runner: MockTaskRunner([:]), clock: VirtualClock(now: Timestamp(seconds: 0)))
        let execution = await interpreter.run(Execution(try Definition(definition), input: [:]))
        let event = try #require(execution.history.first { $0.type == .evaluationFailed })
        #expect(event.previousID == 3)
        #expect(event.json["evaluationFailedEventDetails"]?["location"] == "Output/x")
        #expect(event.json["evaluationFailedEventDetails"]?["state"] == "B")
    }
}
