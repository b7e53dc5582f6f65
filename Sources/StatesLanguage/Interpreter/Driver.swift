/// The acting side of one run: the tasks under way, and the one place where messages from them arrive.
struct Driver {
    private enum Message: Sendable {
        case progress(TaskID, TaskProgress)
        case ended(TaskID, TaskOutcome)
        case items(Result<ItemBatch, ObjectError>, mapRun: String)
        case written(ObjectError?, mapRun: String)
        case woke
    }

    private let runner: any TaskRunner
    private let clock: any ExecutionClock
    private let inbox: AsyncStream<Message>.Continuation
    private var messages: AsyncStream<Message>.Iterator
    // Tasks are given up one by one, which a task group cannot do.
    private var underWay: [TaskID: Task<Void, Never>] = [:]
    private var alarm: (time: Timestamp, task: Task<Void, Never>)?
    private var transfers: Transfers
    private let observeChild: ((ChildExecution) -> Void)?

    init(
        runner: any TaskRunner, buckets: any BucketStore, clock: any ExecutionClock,
        observeChild: ((ChildExecution) -> Void)?
    ) {
        self.runner = runner
        self.clock = clock
        self.observeChild = observeChild
        transfers = Transfers(buckets)
        let (stream, inbox) = AsyncStream<Message>.makeStream()
        self.inbox = inbox
        messages = stream.makeAsyncIterator()
    }

    mutating func carryOut(_ commands: [Execution.Command]) {
        for command in commands {
            switch command {
            case .startTask(let id, let request): start(id, request)
            case .cancelTask(let id): underWay.removeValue(forKey: id)?.cancel()
            case .readItems(let request): read(request)
            case .stopReading(let mapRun): transfers.stopReading(mapRun)
            case .writeResults(let part): write(part)
            case .childEnded(let child): observeChild?(child)
            }
        }
    }

    private mutating func read(_ request: ItemRequest) {
        let inbox = inbox
        transfers.read(request) { inbox.yield(.items($0, mapRun: request.mapRun)) }
    }

    private mutating func write(_ part: ResultPart) {
        let inbox = inbox
        transfers.write(part) { inbox.yield(.written($0, mapRun: part.mapRun)) }
    }

    /// Whether only time can bring the next input.
    private var isIdle: Bool { underWay.isEmpty && transfers.underWay == 0 }

    private mutating func start(_ id: TaskID, _ request: TaskRequest) {
        let (runner, inbox) = (runner, inbox)
        underWay[id] = Task {
            let outcome: TaskOutcome
            if let reporting = runner as? any ReportingTaskRunner {
                outcome = await reporting.run(request) { inbox.yield(.progress(id, $0)) }
            } else {
                outcome = await runner.run(request)
            }
            inbox.yield(.ended(id, outcome))
        }
    }

    /// Waits for the next thing that the execution has to know, and tells it.
    mutating func awaitInput(for execution: inout Execution) async {
        if Task.isCancelled {
            execution.abort(at: clock.now)
            return
        }
        let wake = execution.nextWake
        if isIdle || !clock.skipsWaits {
            guard let wake else {
                if isIdle { return execution.abort(cause: "Nothing is left to wait for", at: clock.now) }
                return await tellNextMessage(to: &execution)
            }
            if isIdle {
                do {
                    try await clock.sleep(until: wake)
                    execution.timeReached(max(clock.now, wake))
                } catch {
                    execution.abort(at: clock.now)
                }
                return
            }
            setAlarm(wake)
        }
        await tellNextMessage(to: &execution)
    }

    private mutating func tellNextMessage(to execution: inout Execution) async {
        switch await messages.next(isolation: #isolation) {
        case nil: execution.abort(at: clock.now)
        case .woke?: execution.timeReached(clock.now)
        case .progress(let id, let progress)?: execution.taskProgressed(id, progress, at: clock.now)
        case .ended(let id, let outcome)?:
            guard underWay.removeValue(forKey: id) != nil else { return }
            execution.taskEnded(id, outcome, at: clock.now)
        case .items(let result, let mapRun)?:
            transfers.ended()
            execution.itemsRead(result, for: mapRun, at: clock.now)
        case .written(let error, let mapRun)?:
            transfers.ended()
            execution.resultsWritten(error, for: mapRun, at: clock.now)
        }
    }

    private mutating func setAlarm(_ time: Timestamp) {
        guard alarm?.time != time else { return }
        alarm?.task.cancel()
        let (clock, inbox) = (clock, inbox)
        alarm = (
            time,
            Task {
                do {
                    try await clock.sleep(until: time)
                    inbox.yield(.woke)
                } catch {
                    // The alarm was set to another time, or the run is over.
                }
            }
        )
    }

    mutating func cancelAll() {
        alarm?.task.cancel()
        for task in underWay.values { task.cancel() }
        inbox.finish()
    }
}
