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
    private let buckets: any BucketStore
    private let clock: any ExecutionClock

    /// An interpreter that has tasks done by a runner and takes the time from a clock.
    ///
    /// - Parameter buckets: Where the data sets of distributed Maps are, and where their results go.
    public init(runner: any TaskRunner, buckets: any BucketStore = NoBuckets(), clock: any ExecutionClock) {
        self.runner = runner
        self.buckets = buckets
        self.clock = clock
    }

    /// Runs an execution to its end.
    ///
    /// With a clock that skips waits, time only passes while no task is under way. Cancelling the surrounding task
    /// stops the execution with the status `ABORTED`; tasks under way are cancelled.
    ///
    /// - Parameters:
    ///   - execution: One that has not started, or one that was kept somewhere on its way and has no task under way.
    ///   - observe: Is told each event as soon as it is recorded.
    ///   - observeChild: Is given each child execution of a Map Run when it is over, with its history; without it they
    ///     are forgotten then.
    /// - Returns: The execution as it ended.
    public func run(
        _ execution: Execution, observe: ((HistoryEvent) -> Void)? = nil,
        observeChild: ((ChildExecution) -> Void)? = nil
    ) async -> Execution {
        var execution = execution
        if observeChild != nil { execution.reportsChildren = true }
        var driver = Driver(runner: runner, buckets: buckets, clock: clock, observeChild: observeChild)
        defer { driver.cancelAll() }
        var observed = 0
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
