import StatesLanguage

/// The express executions that run here.
///
/// Nothing of them is kept: when the service leaves, they end.
struct ExpressRuns {
    private var running: [Int: Task<Execution, Never>] = [:]
    private var lastNumber = 0

    var tasks: [Task<Execution, Never>] { Array(running.values) }

    /// - Returns: What ``remove(_:)`` knows the run by.
    mutating func makeNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    mutating func add(_ task: Task<Execution, Never>, as number: Int) { running[number] = task }

    mutating func remove(_ number: Int) { running[number] = nil }
}
