import JSON
import JSONata
import Synchronization

extension JSONataEnvironment {
    static let functionsThatTheServiceLacks: Set<String> = ["eval"]

    /// JSONata as Step Functions has it: with functions of its own, and without `$eval`.
    static func stepFunctions(for scope: inout EvaluationScope) -> JSONataEnvironment {
        let random = RandomSource(scope.random)
        // The next expression draws other numbers, however many this one draws.
        _ = scope.random.next()
        return JSONataEnvironment(
            now: scope.now.milliseconds, random: { random.nextFraction() }, functions: StepFunctionsLibrary.functions,
            removedFunctions: functionsThatTheServiceLacks, isCancelled: { Task.isCancelled })
    }
}

/// Random numbers for the functions of one evaluation, which are values and share this.
private final class RandomSource: Sendable {
    private let random: Mutex<SeededRandom>

    init(_ random: SeededRandom) {
        self.random = Mutex(random)
    }

    func nextFraction() -> Double {
        random.withLock { $0.nextFraction() }
    }
}
