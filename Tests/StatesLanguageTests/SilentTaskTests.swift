import JSON
import StatesLanguage
import Testing

@Suite struct SilentTaskTests {
    private func run(_ limits: JSONObject, _ machineLimits: JSONObject = [:], inMap: Bool = false) async throws
        -> Execution
    {
        var task: JSONObject = [
            "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true,
        ]
        task["Parameters"] = ["QueueUrl": "q", "MessageBody.$": "$$.Task.Token"]
        for limit in limits { task[limit.key] = limit.value }
        var machine: JSONObject = ["StartAt": "T", "States": ["T": .object(task)]]
        if inMap {
            var processor = machine
            processor["ProcessorConfig"] = ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"]
            machine = [
                "StartAt": "M",
                "States": [
                    "M": [
                        "Type": "Map", "ItemProcessor": .object(processor), "ToleratedFailurePercentage": 100,
                        "End": true,
                    ]
                ],
            ]
        }
        for limit in machineLimits { machine[limit.key] = limit.value }
        let runner = try MockTaskRunner(["T": ["silent": true]])
        return await Interpreter(runner: runner, clock: VirtualClock(now: Timestamp(seconds: 0)))
            .run(Execution(try Definition(.object(machine)), input: [1]))
    }

    @Test(
        arguments: [
            (["TimeoutSeconds": 60], "States.Timeout", 60), (["HeartbeatSeconds": 5], "States.Timeout", 5),
            (["TimeoutSeconds": 60, "HeartbeatSeconds": 5], "States.Timeout", 5),
        ] as [(JSONObject, String, Int64)])
    func aTaskThatNeverAnswersEndsWithItsTime(_ limits: JSONObject, _ error: String, _ seconds: Int64) async throws {
        let ended = try await run(limits)
        #expect((ended.status, ended.error, ended.now) == (.failed, error, Timestamp(seconds: seconds)))
        #expect(ended.history.contains { $0.type == .taskTimedOut })
    }

    @Test func onlyAMissedHeartbeatIsOne() async throws {
        for (limits, output) in [
            (["TimeoutSeconds": 60, "HeartbeatSeconds": 5], "beat"), (["TimeoutSeconds": 60], "time"),
        ] as [(JSONObject, JSON)] {
            var limits = limits
            limits["Retry"] = [["ErrorEquals": ["States.HeartbeatTimeout"], "MaxAttempts": 1]]
            let ended = try await run(limits)
            #expect(ended.history.count { $0.type == .taskScheduled } == (output == "beat" ? 2 : 1))
            // The delay before the retry is waited for; the retry itself ends at once, as it has no mock.
            #expect(ended.now == Timestamp(seconds: output == "beat" ? 6 : 60))
        }
    }

    @Test func withoutLimitsItEndsWithTheExecution() async throws {
        let ended = try await run([:], ["TimeoutSeconds": 90])
        #expect((ended.status, ended.now) == (.timedOut, Timestamp(seconds: 90)))
    }

    @Test func insideAChildExecutionItEndsTheChild() async throws {
        let ended = try await run(["TimeoutSeconds": 60], inMap: true)
        #expect((ended.status, ended.now) == (.succeeded, Timestamp(seconds: 60)))
    }
}
