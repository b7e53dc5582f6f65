/// Runs executions: gives each ``Execution`` what it asks for, tasks from a runner and time from a clock.
///
/// ```swift
/// let definition = try Definition(JSON(parsing: text))
/// let interpreter = Interpreter(runner: runner, clock: VirtualClock(now: now))
/// let finished = await interpreter.run(Execution(definition, input: input))
/// print(finished.status, finished.output ?? .null)
/// ```
public struct Interpreter: Sendable {
    private let runner: any TaskRunner
    private let clock: any ExecutionClock

    /// An interpreter that has tasks done by a runner and takes the time from a clock.
    public init(runner: any TaskRunner, clock: any ExecutionClock) {
        self.runner = runner
        self.clock = clock
    }

    /// Runs an execution to its end.
    ///
    /// With a clock that skips waits, time only passes while no task is under way. Cancelling the surrounding task
    /// stops the execution with the status `ABORTED`; tasks under way are cancelled.
    ///
    /// - Parameters:
    ///   - execution: One that has not started, or one that was kept somewhere on its way and has no task under way.
    ///   - observe: Is told each event as soon as it is recorded; not those that the execution brought along.
    /// - Returns: The execution as it ended.
    public func run(
        _ execution: Execution, observe: ((HistoryEvent) -> Void)? = nil
    ) async -> Execution {
        var execution = execution
        var driver = Driver(runner: runner, clock: clock)
        defer { driver.cancelAll() }
        var observed = execution.history.count
        execution.start(at: clock.now)
        while true {
            execution.run()
            driver.carryOut(execution.takeCommands())
            if let observe {
                for event in execution.history[observed...] { observe(event) }
                observed = execution.history.count
            }
            if execution.isOver { return execution }
            await driver.awaitInput(for: &execution)
        }
    }
}
