public import StatesLanguage

/// What came of one case.
public struct TestRun: Sendable {
    /// The case's name.
    public let name: String
    /// The execution as it ended.
    public let execution: Execution
    /// Everything that came out otherwise than expected.
    public let mismatches: [Mismatch]

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
        let ended = await Interpreter(runner: mocks, clock: VirtualClock(now: startTime)).run(execution)
        let visited = (ended.trace ?? []).filter { $0.kind == .entered }.map(\.state)
        return TestRun(
            name: name, execution: ended, mismatches: expectation.mismatches(of: ended, visited: visited))
    }
}
