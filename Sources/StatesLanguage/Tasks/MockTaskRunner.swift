public import JSON

/// Answers tasks from prepared responses, by state and by how many tasks of that state came before.
public struct MockTaskRunner: ReportingTaskRunner {
    private var responses: [String: [MockResponse]]
    private let fallback: (any TaskRunner)?

    /// A runner that knows the answers.
    ///
    /// - Parameters:
    ///   - responses: For each state the answers to its tasks, in the order they are scheduled.
    ///   - fallback: Who answers for states that are not listed; nil to leave their tasks unanswered.
    public init(_ responses: [String: [MockResponse]], fallback: (any TaskRunner)? = nil) {
        self.responses = responses
        self.fallback = fallback
    }

    public func run(_ request: TaskRequest) async -> TaskOutcome {
        await run(request) { _ in }
    }

    /// How many answers are prepared for each state.
    public var responseCounts: [String: Int] { responses.mapValues(\.count) }

    /// The states that answers are prepared for and that are not among those of a machine, in alphabetical order.
    public func unknownStates(in states: [Definition.StatePlace]) -> [String] {
        Set(responses.keys).subtracting(states.map(\.name)).sorted()
    }

    /// The answer that is prepared for a task; nil where none is.
    public func prepared(for request: TaskRequest) -> MockResponse? {
        guard let list = responses[request.stateName], list.indices.contains(request.ordinal) else { return nil }
        return list[request.ordinal]
    }

    public func run(
        _ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void
    ) async -> TaskOutcome {
        guard let prepared = responses[request.stateName] else {
            if let reporting = fallback as? any ReportingTaskRunner {
                return await reporting.run(request, reporting: report)
            }
            if let fallback { return await fallback.run(request) }
            return .unanswered(cause: "There is no mock for the state '\(request.stateName)'")
        }
        guard prepared.indices.contains(request.ordinal) else {
            let count = "\(prepared.count) \(prepared.count == 1 ? "mock" : "mocks")"
            return .unanswered(
                cause: "The state '\(request.stateName)' has \(count), but this is its task number "
                    + "\(request.ordinal + 1)")
        }
        for progress in prepared[request.ordinal].progress { report(progress) }
        return prepared[request.ordinal].outcome
    }
}

extension MockTaskRunner {
    /// Reads mocks: either `{"State": [{"return": ...}, {"throw": ...}]}`, or a mock configuration file of Step
    /// Functions Local. A state's answers may also be given by call, `{"0-5": {"throw": ...}, "6": {"return": ...}}`.
    ///
    /// - Parameters:
    ///   - source: The file's content.
    ///   - stateMachine: Which machine of a configuration file; nil where it has only one.
    ///   - testCase: Which of its test cases; nil where it has only one.
    ///   - fallback: Who answers for states that are not listed.
    /// - Throws: ``MockFormatError`` with the place of the first fault.
    public init(
        _ source: JSON, stateMachine: String? = nil, testCase: String? = nil, fallback: (any TaskRunner)? = nil
    ) throws(MockFormatError) {
        guard let object = source.object else {
            throw MockFormatError(message: "A file of mocks is an object, not \(source.kind)", pointer: "")
        }
        if object["StateMachines"] != nil {
            let configuration = MockConfiguration(source: source)
            self.init(
                try configuration.responses(stateMachine: stateMachine, testCase: testCase), fallback: fallback)
            return
        }
        var responses: [String: [MockResponse]] = [:]
        for member in object {
            let pointer = "".appending(pointer: member.key)
            if MockConfiguration.isSequence(member.value) {
                responses[member.key] = try MockConfiguration.sequence(member.value, at: pointer)
                continue
            }
            let entries = member.value.array ?? [member.value]
            var list: [MockResponse] = []
            for (position, entry) in entries.enumerated() {
                list.append(try MockResponse(entry, at: pointer.appending(pointer: "\(position)")))
            }
            responses[member.key] = list
        }
        self.init(responses, fallback: fallback)
    }
}
