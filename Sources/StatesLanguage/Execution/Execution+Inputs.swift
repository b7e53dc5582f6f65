import JSON

extension Execution {
    /// Starts the execution.
    public mutating func start(at time: Timestamp) {
        guard strands.isEmpty else { return }
        now = time
        startTime = time
        facts = ExecutionFacts(self)
        deadline = definition.timeoutSeconds.map { time + .seconds($0) }
        if identity.type == .express {
            deadline = min(deadline ?? time + limits.expressDuration, time + limits.expressDuration)
        }
        let root = makeStrand(parent: nil, position: 0, graph: definition.graph, input: input, after: 0)
        append(.executionStarted, .executionStarted(input: input, roleARN: identity.roleARN), after: 0)
        guard input.fits(bytes: limits.dataBytes) else {
            fail(root, .dataLimitExceeded(by: identity.executionARN))
            return
        }
        ready.append(root)
    }

    /// Tells the execution that a time was reached: waits and delays that are over end.
    public mutating func timeReached(_ time: Timestamp) {
        guard status == .running else { return }
        now = max(now, time)
        if let deadline, deadline <= now {
            end(.timedOut, error: nil, cause: nil)
            return
        }
        while let timer = timers.popDue(at: now) {
            guard strands[timer.slot].serial == timer.serial else { continue }
            switch strands[timer.slot].phase {
            case .child: wakeChild(timer.slot)
            case .runningTask(let task): endSilentTask(task, timer.slot)
            case .sleeping(isRetry: true):
                strands[timer.slot].phase = .retrying
                ready.append(timer.slot)
            case .sleeping(isRetry: false): complete(timer.slot, with: .null)
            case .entering, .retrying, .forked, .ended: break
            }
            guard status == .running else { return }
        }
    }

    /// Tells the execution what a task did before its end.
    public mutating func taskProgressed(_ task: TaskID, _ progress: TaskProgress, at time: Timestamp) {
        guard status == .running else { return }
        now = max(now, time)
        if let (child, inner) = innerTask(task, ends: false) {
            return tellChild(child) { $0.taskProgressed(inner, progress, at: time) }
        }
        guard let slot = tasks[task], let resource = strands[slot].task?.resource else { return }
        switch progress {
        case .started(let worker):
            if resource.family == .activity {
                record(.activityStarted, .taskStarted(resource, worker: worker), in: slot)
            }
        case .submitted(let output):
            // A task that is carried out again, after whoever ran it ended, is submitted again.
            guard history.numbered(strands[slot].lastEvent)?.type != .taskSubmitted else { return }
            record(.taskSubmitted, .taskOutput(resource, output), in: slot)
        }
    }

    /// Tells the execution how a task ended. A task that was cancelled no longer counts.
    public mutating func taskEnded(_ task: TaskID, _ outcome: TaskOutcome, at time: Timestamp) {
        guard status == .running else { return }
        now = max(now, time)
        if case .unanswered(let cause) = outcome {
            endUnanswered(task, cause)
            return
        }
        if let (child, inner) = innerTask(task, ends: true) {
            return tellChild(child) { $0.taskEnded(inner, outcome, at: time) }
        }
        if outcome == .silent {
            waitInVain(for: task)
            return
        }
        guard let slot = tasks.removeValue(forKey: task), let resource = strands[slot].task?.resource else { return }
        switch outcome {
        case .succeeded(let result):
            guard result.fits(bytes: limits.dataBytes) else {
                taskFailed(slot, resource, .dataLimitExceeded(by: resource.arn), resource.family.failedEvent)
                return
            }
            record(resource.family.succeededEvent, .taskOutput(resource, result), in: slot)
            complete(slot, with: result)
        case .failed("States.Runtime", let cause)
        where resource.family == .activity && history.numbered(strands[slot].lastEvent)?.type == .activityScheduled:
            // No worker had it yet: the activity is not there.
            var failure = Failure.task(error: "States.Runtime", cause: cause, limits)
            failure.kind = .terminal
            taskFailed(slot, resource, failure, .activityScheduleFailed)
        case .failed(let error, let cause):
            let failure = Failure.task(error: error, cause: cause, limits)
            taskFailed(slot, resource, failure, resource.family.failedEvent)
        case .timedOut(let cause):
            taskFailed(slot, resource, .timeout(cause), resource.family.timedOutEvent)
        case .heartbeatTimedOut(let cause):
            taskFailed(slot, resource, .missingHeartbeat(cause), resource.family.timedOutEvent)
        case .unanswered, .silent: break
        }
    }

    /// Lets time end a task from which nothing more will be heard.
    private mutating func waitInVain(for task: TaskID) {
        guard let slot = tasks[task], let plan = strands[slot].task,
            let seconds = [plan.timeoutSeconds, plan.heartbeatSeconds].compactMap({ $0 }).min()
        else { return }
        timers.set(now + .seconds(seconds), slot: slot, serial: strands[slot].serial)
    }

    private mutating func endSilentTask(_ task: TaskID, _ slot: Int) {
        guard let plan = strands[slot].task else { return }
        let missesHeartbeat = plan.heartbeatSeconds.map { $0 < plan.timeoutSeconds ?? .max } ?? false
        taskEnded(task, missesHeartbeat ? .heartbeatTimedOut(cause: nil) : .timedOut(cause: nil), at: now)
    }

    /// Ends the execution since nobody can carry out a task of its own or of a child execution.
    private mutating func endUnanswered(_ task: TaskID, _ cause: String) {
        guard let slot = tasks[task] else { return }
        let error = TaskOutcome.unansweredError
        if let resource = strands[slot].task?.resource, children[slot] == nil {
            tasks[task] = nil
            record(resource.family.failedEvent, .taskFailure(resource, error: error, cause: cause), in: slot)
            note(.failed(error: error, cause: cause), in: slot)
        }
        end(.failed, error: error, cause: cause)
    }

    /// Stops the execution, as StopExecution does.
    public mutating func abort(error: String? = nil, cause: String? = nil, at time: Timestamp) {
        guard status == .running else { return }
        now = max(now, time)
        end(.aborted, error: error, cause: cause)
    }

    private mutating func taskFailed(
        _ slot: Int, _ resource: TaskResource, _ failure: Failure, _ event: HistoryEventType
    ) {
        record(event, .taskFailure(resource, error: failure.error, cause: failure.cause), in: slot)
        fail(slot, failure)
    }
}

extension [HistoryEvent] {
    /// The event with a number; nil where there is none.
    fileprivate func numbered(_ id: Int) -> HistoryEvent? {
        indices.contains(id - 1) ? self[id - 1] : nil
    }
}
