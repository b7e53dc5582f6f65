public import StatesLanguage

/// What came of one case.
public struct TestRun: Sendable {
    /// Answers that a case prepared for a state and that nobody asked for.
    public struct UnusedMocks: Hashable, Sendable {
        /// The state.
        public let state: String
        /// How many of its answers were left over.
        public let count: Int
        /// How many there are.
        public let total: Int
    }

    /// A child execution of a distributed Map that did not succeed.
    public struct FailedChild: Hashable, Sendable {
        /// Which child of its Map Run it is, from 0.
        public let index: Int
        /// Its error; nil where it has none.
        public let error: String?
        /// The cause of the error; nil where it has none.
        public let cause: String?
    }

    /// The case's name.
    public let name: String
    /// The execution as it ended.
    public let execution: Execution
    /// Everything that came out otherwise than expected.
    public let mismatches: [Mismatch]
    /// What the case itself prepared in vain; what it shares with other cases does not count.
    public let unusedMocks: [UnusedMocks]
    /// The child executions of distributed Maps that did not succeed, whatever the Map made of that.
    public let failedChildren: [FailedChild]

    /// Whether everything came out as expected.
    public var passed: Bool { mismatches.isEmpty }
}

extension TestCase {
    /// Runs the case in virtual time.
    ///
    /// - Parameter definition: The machine, decoded with the case's substitutions and type.
    public func run(_ definition: Definition) async -> TestRun {
        var execution = Execution(definition, input: input, identity: identity, seed: seed)
        execution.trace = []
        let (tasks, buckets) = (TaskLog(mocks), MemoryBuckets(objects, lastModified: startTime))
        var failedChildren: [TestRun.FailedChild] = []
        let ended = await Interpreter(runner: tasks, buckets: buckets, clock: VirtualClock(now: startTime))
            .run(
                execution,
                observeChild: { child in
                    guard [.failed, .timedOut].contains(child.execution.status) else { return }
                    failedChildren.append(
                        TestRun.FailedChild(
                            index: child.index, error: child.execution.error, cause: child.execution.cause))
                })
        // Whatever was expected, an execution that lacks a mock shows nothing about the machine.
        var mismatches = tasks.missing.map { Mismatch(subject: "mocks", reason: $0) }
        if mismatches.isEmpty {
            let visited = (ended.trace ?? []).filter { $0.kind == .entered }.map(\.state)
            mismatches = expectation.mismatches(
                of: ended, visited: visited, calls: tasks.parameters, objects: buckets)
        }
        return TestRun(
            name: name, execution: ended, mismatches: mismatches,
            unusedMocks: unused(tasks.parameters.mapValues(\.count)),
            failedChildren: failedChildren)
    }

    private func unused(_ calls: [String: Int]) -> [TestRun.UnusedMocks] {
        mocks.responseCounts.filter { ownMocks.contains($0.key) }.sorted { $0.key < $1.key }.compactMap {
            state, total in
            let count = total - calls[state, default: 0]
            return count > 0 ? TestRun.UnusedMocks(state: state, count: count, total: total) : nil
        }
    }
}
