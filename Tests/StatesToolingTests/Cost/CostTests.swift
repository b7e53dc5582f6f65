import JSON
import StatesLanguage
import StatesTooling
import Testing

@Suite struct CostTests {
    @Test func retriesAndRedrivesAreTransitions() async throws {
        let execution = try await Machines.run(Machines.order, mocks: Machines.orderMocks)
        let usage = ExecutionUsage(ExecutionTrace(execution.history))
        // Ask, Each, three times Treat, Enough, Much.
        #expect(usage.statesEntered == 7)
        #expect(usage.retries == 2)
        #expect(usage.transitions == 9)
        #expect(usage.events == execution.history.count)
        #expect(usage.duration == .seconds(6))
    }

    @Test func aRedriveIsOneTransitionAndItsTimeApartDoesNotCount() async throws {
        let source: JSON = ["StartAt": "A", "States": ["A": Machines.task()]]
        let mocks: JSON = ["A": [["throw": ["error": "E"]], ["return": 1]]]
        let failed = try await Machines.run(source, mocks: mocks)
        let again = try Execution.redriven(
            try Definition(source), history: failed.history, at: failed.now + .seconds(3600))
        let clock = VirtualClock(now: again.now)
        let done = await Interpreter(runner: try MockTaskRunner(mocks), clock: clock).run(again)
        let usage = ExecutionUsage(ExecutionTrace(done.history))
        #expect((usage.statesEntered, usage.retries, usage.redrives) == (1, 0, 1))
        #expect(usage.duration == .zero)
    }

    @Test func aRetryAfterARedriveIsNotTheRedrive() async throws {
        let branch = { (name: String) -> JSON in ["StartAt": .string(name), "States": .object([name: Machines.task()])]
        }
        let source: JSON = [
            "StartAt": "P",
            "States": [
                "P": [
                    "Type": "Parallel", "Branches": [branch("A"), branch("B")], "End": true,
                    "Retry": [["ErrorEquals": ["E"], "MaxAttempts": 1]],
                ]
            ],
        ]
        let fail: JSON = ["throw": ["error": "E"]]
        let mocks: JSON = [
            "A": [["return": 1], ["return": 2], ["return": 3]], "B": [fail, fail, fail, ["return": 4]],
        ]
        let failed = try await Machines.run(source, mocks: mocks)
        let again = try Execution.redriven(try Definition(source), history: failed.history, at: failed.now)
        let done = await Interpreter(runner: try MockTaskRunner(mocks), clock: VirtualClock(now: again.now)).run(again)
        #expect(done.status == .succeeded)
        let usage = ExecutionUsage(ExecutionTrace(done.history))
        // P, three times A and B, of which the redrive let one B go on.
        #expect((usage.statesEntered, usage.retries, usage.redrives, usage.transitions) == (7, 2, 1, 10))
    }

    private static func distributed(_ type: String, batch: Int? = nil) -> JSON {
        var map: JSONObject = [
            "Type": "Map", "End": true,
            "ItemProcessor": [
                "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": .string(type)], "StartAt": "A",
                "States": ["A": ["Type": "Pass", "End": true]],
            ],
        ]
        if let batch { map["ItemBatcher"] = ["MaxItemsPerBatch": .int(batch)] }
        return ["StartAt": "M", "States": ["M": .object(map)]]
    }

    @Test(arguments: [(nil, 1_000_000, 25.0), (300, 3334, 0.08335)] as [(Int?, Int, Double)])
    func childrenOfDistributedMapsAreCharged(_ batch: Int?, _ executions: Int, _ price: Double) throws {
        let graph = MachineGraph(Self.distributed("STANDARD", batch: batch))
        let child = try #require(ChildUsage.all(of: graph, items: 1_000_000).first)
        #expect((child.executions, child.transitions, child.isExpress) == (executions, 1, false))
        let estimate = CostEstimate(transitions: child.transitions, executions: child.executions, prices: PriceList())
        #expect(abs(estimate.price - price) < 1e-9)
    }

    @Test func aHistoryTellsHowManyItemsThereWere() async throws {
        let source = Self.distributed("EXPRESS")
        let usage = ExecutionUsage(ExecutionTrace(try await Machines.run(source, input: [1, 2, 3]).history))
        #expect(usage.mapRuns.map(\.items) == [3])
        let children = ChildUsage.all(of: usage, in: MachineGraph(source), items: 9)
        #expect(children.map(\.executions) == [3])
        #expect(children.allSatisfy { $0.isExpress && $0.isCounted })
    }

    @Test(arguments: [0, 1, 10]) func waysAreCountedWithoutErrors(_ items: Int) {
        let graph = MachineGraph([
            "StartAt": "M",
            "States": [
                "M": [
                    "Type": "Map", "Next": "C",
                    "ItemProcessor": [
                        "StartAt": "A",
                        "States": [
                            "A": [
                                "Type": "Choice", "Choices": [["Variable": "$", "IsNull": true, "Next": "D"]],
                                "Default": "B",
                            ],
                            "B": ["Type": "Pass", "Next": "D"],
                            "D": [
                                "Type": "Parallel", "End": true,
                                "Branches": [["StartAt": "X", "States": ["X": ["Type": "Succeed"]]]],
                            ],
                        ],
                    ],
                ],
                "C": [
                    "Type": "Choice", "Choices": [["Variable": "$", "IsNull": true, "Next": "M"]], "Default": "E",
                ],
                "E": Machines.task(["Catch": [["ErrorEquals": ["States.ALL"], "Next": "F"]], "End": true]),
                "F": ["Type": "Fail"],
            ],
        ])
        let estimate = PathEstimate(graph, items: items)
        #expect(estimate.hasLoop)
        #expect(estimate.shortest == 3 + 3 * items)
        #expect(estimate.longest == 3 + 4 * items)
    }

    @Test func aLoopIsNoEnd() {
        let choice = { (first: JSON, second: JSON) -> JSON in
            [
                "Type": "Choice", "Choices": [["Variable": "$", "IsNull": true, "Next": first]], "Default": second,
            ]
        }
        let estimate = PathEstimate(
            MachineGraph([
                "StartAt": "Start",
                "States": [
                    "Start": ["Type": "Pass", "Next": "Loop"], "Loop": choice("Work", "Finish"),
                    "Work": ["Type": "Pass", "Next": "Loop"], "Finish": ["Type": "Pass", "Next": "Done"],
                    "Done": ["Type": "Succeed"],
                ],
            ]), items: 1)
        #expect((estimate.shortest, estimate.longest, estimate.hasLoop) == (4, 4, true))
    }

    @Test(arguments: [
        (Duration.milliseconds(1), 64, 1000, 1000 * 0.1 * 0.0625), (.milliseconds(101), 65, 1, 0.2 * 0.125),
        (.zero, 1, 1, 0.1 * 0.0625),
    ]) func expressWorkflowsAreChargedInSteps(
        _ duration: Duration, _ megabytes: Int, _ executions: Int, _ amount: Double
    ) {
        let estimate = CostEstimate(
            duration: duration, megabytes: megabytes, executions: executions, prices: PriceList())
        #expect(abs((estimate.items.last?.amount ?? 0) - amount) < 1e-9)
        #expect(estimate.items.first?.price == Double(executions) * 0.000_001)
    }

    @Test(arguments: [
        (3_600_000.0, 60.012), (18_000_000.0, 60.012 + 119.952), (18_000_001.0, 60.012 + 119.952 + 0.000_004_56),
    ]) func moreTimeInAMonthIsCheaper(_ amount: Double, _ price: Double) {
        #expect(abs(PriceList().price(ofGigabyteSeconds: amount) - price) < 1e-6)
    }
}
