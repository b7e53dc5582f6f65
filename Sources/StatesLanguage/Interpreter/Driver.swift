/// The acting side of one run: the tasks under way, and the one place where messages from them arrive.
struct Driver {
    private let runner: any TaskRunner
    private let clock: any ExecutionClock
    private let inbox: AsyncStream<DriverMessage>.Continuation
    private var messages: AsyncStream<DriverMessage>.Iterator
    // Tasks are given up one by one, which a task group cannot do.
    private var underWay: [TaskID: Task<Void, Never>] = [:]
    private var alarm: (time: Timestamp, task: Task<Void, Never>)?
    private var transfers: Transfers
    private let observeChild: ((ChildExecution) -> Void)?

    init(
        runner: any TaskRunner, buckets: any BucketStore, clock: any ExecutionClock, mailbox: ExecutionMailbox,
        observeChild: ((ChildExecution) -> Void)?
    ) {
        self.runner = runner
        self.clock = clock
        self.observeChild = observeChild
        transfers = Transfers(buckets)
        inbox = mailbox.inbox
        messages = mailbox.messages.makeAsyncIterator()
    }

    mutating func carryOut(_ commands: [Execution.Command]) {
        for command in commands {
            switch command {
            case .startTask(let id, let request): start(id, request)
            case .cancelTask(let id): underWay.removeValue(forKey: id)?.cancel()
            case .readItems(let request): read(request)
            case .stopReading(let mapRun): transfers.stopReading(mapRun)
            case .writeResults(let part): write(part)
            case .childStarted: break
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

    /// Waits for the next thing that the execution has to know; nil when the surrounding task was cancelled.
    mutating func nextInput(for execution: Execution) async -> ExecutionInput? {
        if Task.isCancelled { return nil }
        let wake = execution.nextWake
        if isIdle, clock.skipsWaits {
            guard let wake else { return stuck }
            do {
                try await clock.sleep(until: wake)
                return .timeReached(max(clock.now, wake))
            } catch {
                return nil
            }
        }
        // A clock that skips waits must not run ahead of the tasks under way.
        if !clock.skipsWaits, let wake { setAlarm(wake) }
        if isIdle, wake == nil { return stuck }
        return await nextMessage()
    }

    private var stuck: ExecutionInput {
        .aborted(error: nil, cause: "Nothing is left to wait for", at: clock.now)
    }

    private mutating func nextMessage() async -> ExecutionInput? {
        while let message = await messages.next(isolation: #isolation), !Task.isCancelled {
            switch message {
            case .told(let input): return input
            case .progress(let id, let progress): return .taskProgressed(id, progress, at: clock.now)
            case .woke(let time):
                if alarm?.time == time { alarm = nil }
                return .timeReached(max(clock.now, time))
            case .ended(let id, let outcome):
                // A task that was given up may still have reported its end.
                if underWay.removeValue(forKey: id) != nil { return .taskEnded(id, outcome, at: clock.now) }
            case .items(let result, let mapRun):
                transfers.ended()
                return .itemsRead(result, mapRun: mapRun, at: clock.now)
            case .written(let error, let mapRun):
                transfers.ended()
                return .resultsWritten(error, mapRun: mapRun, at: clock.now)
            }
        }
        return nil
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
                    inbox.yield(.woke(time))
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
