public import JSON
public import StatesLanguage

/// A mock file in the format of AWS Step Functions Local, made from what the tasks of a real execution gave.
///
/// Where that format has no words it uses those of ``MockTaskRunner``: `TimedOut`, `Submitted`, `WorkerName`.
public struct MockRecording: Sendable {
    /// For each state that ran tasks, in order of the first, the results of its attempts.
    public let responses: [(state: String, list: [JSON])]
    /// States with a task that was given up before it ended.
    public let unfinished: [String]

    /// Takes the results out of a history.
    public init(_ history: [HistoryEvent]) {
        let trace = ExecutionTrace(history)
        var order: [String] = []
        var lists: [String: [JSON]] = [:]
        var unfinished: [String] = []
        for attempt in TaskAttempt.all(in: trace) {
            if lists[attempt.state] == nil { order.append(attempt.state) }
            if attempt.ending == nil { unfinished.append(attempt.state) }
            lists[attempt.state, default: []].append(Self.response(attempt, of: trace))
        }
        responses = order.map { ($0, lists[$0] ?? []) }
        self.unfinished = unfinished
    }

    private static func response(_ attempt: TaskAttempt, of trace: ExecutionTrace) -> JSON {
        var object = JSONObject()
        for (_, progress) in attempt.progress {
            switch progress {
            case .started(let worker): object["WorkerName"] = worker.map { .string($0) } ?? .null
            case .submitted(let output): object["Submitted"] = output
            }
        }
        switch attempt.ending?.1 {
        case .succeeded(let result): object["Return"] = result
        case .failed(let error, let cause): object["Throw"] = failure(error, cause)
        case .timedOut(let cause): object["TimedOut"] = failure("States.Timeout", cause)
        case .heartbeatTimedOut(let cause): object["TimedOut"] = failure("States.HeartbeatTimeout", cause)
        case .silent: object["Silent"] = true
        case .unanswered, nil:
            // Something else failed first. With the same failure the run ends alike, whichever comes first.
            let reason = trace.events[attempt.scheduled...].first { $0.error != nil }
            object["Throw"] = failure(reason?.error ?? "States.TaskFailed", reason?.eventDetails["cause"]?.string)
        }
        return .object(object)
    }

    private static func failure(_ error: String, _ cause: String?) -> JSON {
        var object: JSONObject = ["Error": .string(error)]
        if let cause { object["Cause"] = .string(cause) }
        return .object(object)
    }

    /// The file, or another file with this test case added to it or replaced in it.
    ///
    /// - Parameters:
    ///   - stateMachine: The machine's name.
    ///   - testCase: The test case's name.
    ///   - file: A mock file to keep the rest of.
    public func file(stateMachine: String, testCase: String, mergedInto file: JSON = [:]) -> JSON {
        var machines = file["StateMachines"]?.object ?? JSONObject()
        var machine = machines[stateMachine]?.object ?? JSONObject()
        var cases = machine["TestCases"]?.object ?? JSONObject()
        var mocked = file["MockedResponses"]?.object ?? JSONObject()
        var states = JSONObject()
        for (state, list) in responses {
            let name = "\(stateMachine).\(testCase).\(state)"
            states[state] = .string(name)
            mocked[name] = Self.sequence(list)
        }
        cases[testCase] = .object(states)
        machine["TestCases"] = .object(cases)
        machines[stateMachine] = .object(machine)
        var result = file.object ?? JSONObject()
        result["StateMachines"] = .object(machines)
        result["MockedResponses"] = .object(mocked)
        return .object(result)
    }

    /// Answers by call number; equal ones that follow each other share a range such as `1-3`.
    private static func sequence(_ list: [JSON]) -> JSON {
        var object = JSONObject()
        var start = 0
        for end in list.indices where end + 1 == list.count || list[end + 1] != list[end] {
            object[start == end ? "\(start)" : "\(start)-\(end)"] = list[end]
            start = end + 1
        }
        return .object(object)
    }
}
