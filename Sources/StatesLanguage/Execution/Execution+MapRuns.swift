import JSON

extension Execution {
    mutating func startMapRun(_ slot: Int, _ plan: MapPlan, _ distribution: Distribution) {
        let label = distribution.label ?? random.nextUUID()
        let arn =
            "arn:aws:states:\(identity.region):\(identity.account):mapRun:\(identity.stateMachineName)/"
            + "\(label):\(random.nextUUID())"
        record(.mapRunStarted, .mapRunStarted(arn: arn), in: slot)
        begin(makeMapRun(arn, label, since: now, slot, plan, distribution), slot, plan, distribution, earlier: nil)
    }

    /// Takes a run up again that did not succeed; only children that did not succeed run.
    mutating func redriveMapRun(_ earlier: MapRunProgress, _ slot: Int, _ plan: MapPlan, _ distribution: Distribution) {
        var run = makeMapRun(earlier.arn, earlier.label, since: earlier.startDate, slot, plan, distribution)
        run.redriveCount = earlier.redriveCount + 1
        record(.mapRunRedriven, .mapRunRedriven(arn: run.arn, count: run.redriveCount), in: slot)
        begin(run, slot, plan, distribution, earlier: earlier)
    }

    private func makeMapRun(
        _ arn: String, _ label: String, since start: Timestamp, _ slot: Int, _ plan: MapPlan,
        _ distribution: Distribution
    ) -> MapRun {
        MapRun(
            arn: arn, executionARN: identity.executionARN, stateName: strands[slot].traits.name, label: label,
            startDate: start, maxConcurrency: distribution.statedConcurrency,
            toleratedFailureCount: plan.tolerance.count ?? 0,
            toleratedFailurePercentage: plan.tolerance.percentage ?? 0)
    }

    private mutating func begin(
        _ run: MapRun, _ slot: Int, _ plan: MapPlan, _ distribution: Distribution, earlier: MapRunProgress?
    ) {
        guard status == .running, case .map(let state) = strands[slot].state, let processor = state.processor else {
            return
        }
        strands[slot].phase = .forked
        mapRunSlots[run.arn] = slot
        let setup = MapRunSetup(
            plan, distribution, run, at: mapRuns.count, machine: Definition(processor: processor), earlier: earlier)
        mapRunsUnderWay[slot] = MapRunState(setup, run, limit: limits.dataBytes)
        mapRuns.append(run)
        countPending(slot, plan.items.count)
        if let failure = distribution.failureOnceRunning {
            endMapRun(slot, .failed(failure))
        } else {
            advanceMapRun(slot)
        }
    }

    /// Tells the execution what came of an item request.
    ///
    /// A run that is over, or was given up, no longer counts.
    public mutating func itemsRead(
        _ result: Result<ItemBatch, ObjectError>, for mapRun: String, at time: Timestamp
    ) {
        guard status == .running, let slot = mapRunSlots[mapRun] else { return }
        now = max(now, time)
        if children[slot] != nil {
            tellChild(slot) { $0.itemsRead(result, for: mapRun, at: time) }
            return
        }
        guard mapRunsUnderWay[slot] != nil, mapRunsUnderWay[slot]?.outcome == nil else { return }
        switch result {
        case .success(let batch):
            countPending(slot, mapRunsUnderWay[slot]?.queue.add(batch) ?? 0)
            advanceMapRun(slot)
        case .failure(let error):
            endMapRun(slot, .failed(.itemReader(error.description)))
        }
    }

    /// Tells the execution that a part of a Map Run's results was written, or why it was not.
    public mutating func resultsWritten(_ error: ObjectError?, for mapRun: String, at time: Timestamp) {
        guard status == .running, let slot = mapRunSlots[mapRun] else { return }
        now = max(now, time)
        if children[slot] != nil {
            tellChild(slot) { $0.resultsWritten(error, for: mapRun, at: time) }
            return
        }
        guard mapRunsUnderWay[slot] != nil else { return }
        mapRunsUnderWay[slot]?.partsUnderWay -= 1
        if let error {
            // Nothing more is written, and what comes of the parts on their way no longer matters.
            mapRunsUnderWay[slot]?.results.giveUpWriting()
            mapRunsUnderWay[slot]?.partsUnderWay = 0
            mapRunsUnderWay[slot]?.outcome = nil
            endMapRun(slot, .failed(Failure(error: "States.ResultWriterFailed", cause: error.description)))
        } else if mapRunsUnderWay[slot]?.outcome == nil {
            advanceMapRun(slot)
        } else {
            settleMapRun(slot)
        }
    }

    /// Starts the children that may run, and asks for items where there are none.
    mutating func advanceMapRun(_ slot: Int) {
        guard case .map(let state) = strands[slot].state else { return }
        do throws(Failure) {
            while mapRunsUnderWay[slot]?.hasRoom == true, let input = try nextInput(slot, state) {
                if !takeEarlierResult(slot, input) { startChild(slot, input) }
            }
        } catch {
            endMapRun(slot, .failed(recordEvaluation(error, in: slot)))
            return
        }
        if mapRunsUnderWay[slot]?.isDone == true {
            endMapRun(slot, isFailureExceeded(slot) ? .failed(.toleranceExceeded) : .succeeded)
        } else if let request = mapRunsUnderWay[slot]?.nextRequest() {
            commands.append(.readItems(request))
        }
    }

    /// The input of the next child, made of one item or a batch of them; nil where more items must come first.
    private mutating func nextInput(
        _ slot: Int, _ state: MapState
    ) throws(Failure) -> BatchCollector.Input? {
        guard let plan = mapRunsUnderWay[slot]?.setup.plan else { return nil }
        while let item = mapRunsUnderWay[slot]?.queue.popFirst() {
            let value = try makeItemInput(slot, state, plan, item)
            if let input = mapRunsUnderWay[slot]?.batches.add(value, item) { return input }
        }
        return mapRunsUnderWay[slot]?.queue.isOver == true ? mapRunsUnderWay[slot]?.batches.flush() : nil
    }

    /// Whether more items failed than the state tolerates; a share is only told once all items are known.
    func isFailureExceeded(_ slot: Int) -> Bool {
        guard let setup = mapRunsUnderWay[slot]?.setup, let failed = mapRunsUnderWay[slot]?.failedItems,
            let tolerance = mapRunsUnderWay[slot]?.tolerance
        else { return false }
        let isComplete = mapRunsUnderWay[slot]?.queue.isComplete == true
        return tolerance.isExceeded(
            failures: failed, of: isComplete ? mapRuns[setup.place].itemCounts.total : nil)
    }

    /// Ends a run: gives up its children, writes what is left to write, and then the state goes on.
    mutating func endMapRun(_ slot: Int, _ outcome: MapRunState.Outcome) {
        guard mapRunsUnderWay[slot] != nil, mapRunsUnderWay[slot]?.outcome == nil else { return }
        mapRunsUnderWay[slot]?.outcome = outcome
        stopReading(slot)
        abortChildExecutions(of: slot)
        recordPending(slot)
        var parts = mapRunsUnderWay[slot]?.results.finish() ?? []
        // A run that failed before it did anything leaves no files.
        if case .failed = outcome, mapRunsUnderWay[slot]?.started == 0 { parts = [] }
        for part in parts { write(part, slot) }
        settleMapRun(slot)
    }

    private mutating func recordPending(_ slot: Int) {
        guard let items = mapRunsUnderWay[slot]?.queue.removeAll(), let setup = mapRunsUnderWay[slot]?.setup,
            mapRunsUnderWay[slot]?.results.files != nil
        else { return }
        // The items of a batch that was not complete come first: they were taken from the queue before the others.
        let batch = mapRunsUnderWay[slot]?.batches.flush()
        for input in [batch?.value].compactMap({ $0 }) + items.map(\.value) {
            let record = PendingRecord(identity: makeChildIdentity(setup), input: input)
            if let part = mapRunsUnderWay[slot]?.results.addPending(record) { write(part, slot) }
        }
    }

    mutating func write(_ part: ResultPart, _ slot: Int) {
        mapRunsUnderWay[slot]?.partsUnderWay += 1
        commands.append(.writeResults(part))
    }

    private mutating func stopReading(_ slot: Int) {
        guard let setup = mapRunsUnderWay[slot]?.setup, setup.distribution.source != nil else { return }
        commands.append(.stopReading(mapRun: setup.arn))
    }

    /// Goes on after a run whose results are all written.
    private mutating func settleMapRun(_ slot: Int) {
        guard let run = mapRunsUnderWay[slot], let outcome = run.outcome, run.partsUnderWay <= 0 else { return }
        mapRunsUnderWay[slot] = nil
        mapRunSlots[run.setup.arn] = nil
        let place = run.setup.place
        mapRuns[place].stopDate = now
        countWritten(place, toFiles: run.results.files != nil)
        switch outcome {
        case .failed(let failure):
            mapRuns[place].status = .failed
            unfinishedMapRuns.append(MapRunProgress(run, mapRuns[place]))
            record(.mapRunFailed, .failure(error: failure.error, cause: failure.cause), in: slot)
            fail(slot, failure, isFromChildren: true)
        case .succeeded:
            mapRuns[place].status = .succeeded
            unfinishedChildren[run.setup.arn] = nil
            succeed(slot, run.results)
        }
    }

    private mutating func succeed(_ slot: Int, _ results: ResultCollector) {
        guard let output = results.output else {
            record(.mapRunSucceeded, .none, in: slot)
            fail(slot, .dataLimitExceeded(by: strands[slot].traits.name), isFromChildren: true)
            return
        }
        recordSuccessOfMapRun(slot)
        guard status == .running else { return }
        complete(slot, with: output)
    }

    /// Records that a run, and with it the Map state, succeeded.
    mutating func recordSuccessOfMapRun(_ slot: Int) {
        let runStarted = strands[slot].lastEvent
        record(.mapRunSucceeded, .none, in: slot)
        record(.mapStateSucceeded, .none, in: slot, advances: false)
        // The service lets the exit of a distributed Map follow from the start of its run, unless the Map is the
        // first state of the machine: so in all recordings we know, for no reason that is documented.
        if follows(slot) { strands[slot].lastEvent = runStarted }
    }

    /// Whether the current state of a strand came after another one.
    private func follows(_ slot: Int) -> Bool {
        let entered = strands[slot].enteredEvent
        return history.indices.contains(entered - 1) && history[entered - 1].previousID > 0
    }

    /// Gives a run up, because the state itself is given up.
    mutating func abortMapRun(_ slot: Int) {
        guard let setup = mapRunsUnderWay[slot]?.setup else { return }
        stopReading(slot)
        abortChildExecutions(of: slot)
        forgetMapRun(slot, setup)
        record(.mapRunAborted, .none, in: slot)
    }

    /// Gives up all runs of an execution that ends for a reason of its own.
    mutating func abandonMapRuns() {
        for slot in mapRunsUnderWay.keys.sorted() {
            guard let setup = mapRunsUnderWay[slot]?.setup else { continue }
            stopReading(slot)
            forgetMapRun(slot, setup)
        }
    }

    private mutating func forgetMapRun(_ slot: Int, _ setup: MapRunSetup) {
        mapRunsUnderWay[slot]?.results.giveUpWriting()
        if let run = mapRunsUnderWay[slot] { unfinishedMapRuns.append(MapRunProgress(run, mapRuns[setup.place])) }
        mapRunsUnderWay[slot] = nil
        mapRunSlots[setup.arn] = nil
        mapRuns[setup.place].status = .aborted
        mapRuns[setup.place].stopDate = now
    }
}

extension Failure {
    /// More failures than a Map state tolerates.
    static let toleranceExceeded = Failure(
        error: "States.ExceedToleratedFailureThreshold",
        cause: "The specified tolerated failure threshold was exceeded")
}
