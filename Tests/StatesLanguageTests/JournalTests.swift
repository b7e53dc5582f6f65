import JSON
import StatesLanguage
import Synchronization
import Testing

@Suite("The journal of an execution")
struct JournalTests {
    /// Keeps entries as a file would: as text.
    private final class Journal: ExecutionRecorder {
        private let entries = Mutex<[String]>([])

        var inputs: [ExecutionInput] {
            get throws {
                try entries.withLock { $0 }.map { try ExecutionInput(JSON(parsing: $0)) }
            }
        }

        func record(_ input: ExecutionInput, leadingTo execution: Execution) async {
            entries.withLock { $0.append(input.json.text()) }
        }
    }

    private static let source: JSON = [
        "StartAt": "Fan",
        "States": [
            "Fan": [
                "Type": "Parallel", "Next": "Pause",
                "Branches": [
                    [
                        "StartAt": "Flaky",
                        "States": [
                            "Flaky": [
                                "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                                "Retry": [["ErrorEquals": ["States.ALL"], "JitterStrategy": "FULL"]], "End": true,
                            ]
                        ],
                    ],
                    [
                        "StartAt": "ID",
                        "States": ["ID": ["Type": "Pass", "Parameters": ["id.$": "States.UUID()"], "End": true]],
                    ],
                ],
            ],
            "Pause": ["Type": "Wait", "Seconds": 7, "End": true],
        ],
    ]

    private static func makeExecution() throws -> Execution {
        try Execution(Definition(source), input: [:], seed: 7)
    }

    private static let mocks: JSON = [
        "Flaky": [
            ["throw": ["error": "Oops"]], ["submitted": ["MessageId": "1"], "return": 1],
        ]
    ]

    @Test("told again, an execution is the same")
    func replay() async throws {
        let journal = Journal()
        let interpreter = Interpreter(
            runner: try MockTaskRunner(Self.mocks), clock: VirtualClock(now: Timestamp(seconds: 1_750_000_000)))
        let finished = await interpreter.run(try Self.makeExecution(), recorder: journal)
        #expect(finished.status == .succeeded)
        var again = try Self.makeExecution()
        again.replay(try journal.inputs)
        #expect(again.result == finished.result)
    }

    @Test("told again of a redrive, an execution is the same")
    func redrive() async throws {
        let source: JSON = [
            "StartAt": "Work",
            "States": [
                "Work": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "ID"],
                "ID": ["Type": "Pass", "Parameters": ["id.$": "States.UUID()"], "End": true],
            ],
        ]
        let journal = Journal()
        let clock = VirtualClock(now: Timestamp(seconds: 1_750_000_000))
        let interpreter = Interpreter(
            runner: try MockTaskRunner(["Work": [["throw": ["error": "Oops"]], ["return": 1]]]), clock: clock)
        var execution = await interpreter.run(try Execution(Definition(source), input: [:]), recorder: journal)
        #expect(execution.status == .failed)
        try execution.redrive(at: clock.now)
        await journal.record(.redriven(at: clock.now), leadingTo: execution)
        execution = await interpreter.run(execution, recorder: journal)
        #expect(execution.status == .succeeded)
        var again = try Execution(Definition(source), input: [:])
        again.replay(try journal.inputs)
        #expect(again.result == execution.result)
    }

    @Test("a part of the journal leaves the tasks to start that had not ended", arguments: 1...6)
    func goingOn(count: Int) async throws {
        let journal = Journal()
        let clock = VirtualClock(now: Timestamp(seconds: 1_750_000_000))
        let runner = try MockTaskRunner(Self.mocks)
        let finished = await Interpreter(runner: runner, clock: clock).run(try Self.makeExecution(), recorder: journal)
        let inputs = try journal.inputs
        var part = try Self.makeExecution()
        part.replay(inputs.prefix(count))
        let resumed = await Interpreter(runner: runner, clock: VirtualClock(now: part.now)).run(part)
        #expect(resumed.output == finished.output)
        // A task that had been submitted is submitted once more.
        #expect(Set(resumed.history.map(\.type)) == Set(finished.history.map(\.type)))
    }

    @Test(
        "what is no entry is refused", arguments: ["{}", #"{"is":"started"}"#, #"{"is":"taskEnded","at":[1,0]}"#, "7"])
    func badEntry(text: String) throws {
        #expect(throws: JournalFormatError.self) { try ExecutionInput(JSON(parsing: text)) }
    }

    @Test("cancelling suspends where that is wanted")
    func suspension() async throws {
        let source: JSON = ["StartAt": "W", "States": ["W": ["Type": "Wait", "Seconds": 3600, "End": true]]]
        let execution = try Execution(Definition(source), input: [:])
        let interpreter = Interpreter(
            runner: MockTaskRunner([:]), clock: RealClock(now: Timestamp(seconds: 0)), cancellation: .suspends)
        let run = Task { await interpreter.run(execution) }
        run.cancel()
        let left = await run.value
        #expect(left.status == .running)
        #expect(left.nextWake == Timestamp(seconds: 3600) || (left.nextWake ?? left.now) > Timestamp(seconds: 3599))
    }
}
