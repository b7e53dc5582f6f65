/// Runs executions: gives each ``Execution`` what it asks for, tasks from a runner and time from a clock.
///
/// ```swift
/// let definition = try Definition(JSON(parsing: text))
/// let interpreter = Interpreter(runner: runner, clock: VirtualClock(now: now))
/// let finished = await interpreter.run(Execution(definition, input: input))
/// print(finished.status, finished.output ?? .null)
/// ```
public struct Interpreter: Sendable {
    /// What happens to an execution when the task that runs it is cancelled.
    public enum Cancellation: Hashable, Sendable {
        /// It ends with the status `ABORTED`.
        case aborts
        /// It is left as it stands, to be gone on with later.
        case suspends
    }

    private let runner: any TaskRunner
    private let buckets: any BucketStore
    private let clock: any ExecutionClock
    private let cancellation: Cancellation

    /// An interpreter that has tasks done by a runner and takes the time from a clock.
    ///
    /// - Parameter buckets: Where the data sets of distributed Maps are, and where their results go.
    public init(
        runner: any TaskRunner, buckets: any BucketStore = NoBuckets(), clock: any ExecutionClock,
        cancellation: Cancellation = .aborts
    ) {
        self.runner = runner
        self.buckets = buckets
        self.clock = clock
        self.cancellation = cancellation
    }

    /// Runs an execution to its end.
    ///
    /// With a clock that skips waits, time only passes while no task is under way. When the surrounding task is
    /// cancelled, tasks under way are too, and the execution stops or is left as it stands.
    ///
    /// - Parameters:
    ///   - execution: One that has not started, one that was kept somewhere on its way and has no task under way, or one
    ///     after ``Execution/replay(_:)``.
    ///   - mailbox: Where others tell it something while it runs.
    ///   - recorder: Keeps what it is told.
    ///   - observe: Is told each event as soon as it is recorded; not those that the execution brought along.
    ///   - observeChild: Is given each child execution of a Map Run when it is over, with its history; without it they
    ///     are forgotten then.
    /// - Returns: The execution as it ended.
    public func run(
        _ execution: Execution, mailbox: ExecutionMailbox = ExecutionMailbox(),
        recorder: (any ExecutionRecorder)? = nil, observe: ((HistoryEvent) -> Void)? = nil,
        observeChild: ((ChildExecution) -> Void)? = nil
    ) async -> Execution {
        var execution = execution
        if observeChild != nil { execution.reportsChildren = true }
        var driver = Driver(
            runner: runner, buckets: buckets, clock: clock, mailbox: mailbox, observeChild: observeChild)
        defer { driver.cancelAll() }
        var observed = execution.history.count
        var input: ExecutionInput? = execution.hasStarted ? nil : .started(at: clock.now)
        while true {
            if let input { execution.receive(input) }
            execution.run()
            if let input { await recorder?.record(input, leadingTo: execution) }
            driver.carryOut(execution.takeCommands())
            if let observe {
                for event in execution.history[observed...] { observe(event) }
                observed = execution.history.count
            }
            if execution.isOver { return execution }
            input = await driver.nextInput(for: execution)
            guard input == nil else { continue }
            if cancellation == .suspends { return execution }
            input = .aborted(error: nil, cause: nil, at: clock.now)
        }
    }
}
