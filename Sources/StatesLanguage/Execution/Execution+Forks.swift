import JSON

extension Execution {
    mutating func startBranches(_ slot: Int, input: JSON) {
        guard case .parallel(let state) = strands[slot].state else { return }
        record(.parallelStateStarted, .none, in: slot)
        guard status == .running else { return }
        strands[slot].phase = .forked
        forks[slot] = Fork(
            results: Array(repeating: nil, count: state.branches.count), nextItem: state.branches.count)
        for (position, graph) in state.branches.enumerated() {
            let child = makeStrand(
                parent: slot, position: position, graph: graph, input: input, after: strands[slot].lastEvent)
            forks[slot]?.children.append(child)
            ready.append(child)
        }
    }

    mutating func startIterations(_ slot: Int, _ plan: MapPlan) {
        record(.mapStateStarted, .mapStateStarted(length: plan.items.count), in: slot)
        if let failure = plan.failureOnceStarted {
            fail(slot, failure.located(inState: strands[slot].traits.name, enteredAt: strands[slot].enteredEvent))
            return
        }
        guard status == .running else { return }
        if let distribution = plan.distribution {
            startMapRun(slot, plan, distribution)
            return
        }
        guard case .map(let state) = strands[slot].state, let processor = state.processor else { return }
        strands[slot].phase = .forked
        forks[slot] = Fork(
            iterations: IterationSetup(state, processor, plan),
            results: Array(repeating: nil, count: plan.items.count))
        if plan.items.isEmpty {
            finishFork(slot)
            return
        }
        let event = strands[slot].lastEvent
        for _ in 0..<min(plan.maxConcurrency, plan.items.count) where strands[slot].phase == .forked {
            startIteration(slot, after: event)
        }
    }

    mutating func startIteration(_ slot: Int, after event: Int) {
        guard let setup = forks[slot]?.iterations, let index = forks[slot]?.nextItem else { return }
        forks[slot]?.nextItem += 1
        let item = ContextObject.MapItem(index: index, value: setup.plan.items[index])
        let input: JSON
        do throws(Failure) {
            input = try makeItemInput(slot, setup.state, setup.plan, item)
        } catch {
            abortChildren(of: slot)
            fail(slot, error.located(inState: setup.state.name, enteredAt: strands[slot].enteredEvent))
            return
        }
        let child = makeStrand(
            parent: slot, position: index, graph: setup.processor, input: input, after: event)
        strands[child].mapItem = item
        record(.mapIterationStarted, .mapIteration(name: setup.state.name, index: index), in: child)
        forks[slot]?.children.append(child)
        ready.append(child)
    }

    /// The input that an item becomes, by the state's `ItemSelector`.
    mutating func makeItemInput(
        _ slot: Int, _ state: MapState, _ plan: MapPlan, _ item: ContextObject.MapItem
    ) throws(Failure) -> JSON {
        // Most Maps have no selector, and a scope costs time.
        guard state.itemSelector != nil else { return item.value }
        var scope = makeScope(for: slot)
        let input = try state.input(for: item, of: plan, &scope)
        random = scope.random
        return input
    }

    /// A strand came to its end.
    mutating func strandSucceeded(_ slot: Int, _ output: JSON) {
        guard let parent = strands[slot].parent else {
            append(.executionSucceeded, .executionSucceeded(output: output), after: strands[slot].lastEvent)
            if status == .running {
                self.output = output
                status = .succeeded
            }
            return
        }
        let (position, last) = (strands[slot].position, strands[slot].lastEvent)
        let isIteration = forks[parent]?.iterations != nil
        release(slot)
        forks[parent]?.remove(slot)
        forks[parent]?.results[position] = output
        strands[parent].lastEvent = last
        if isIteration {
            record(
                .mapIterationSucceeded, .mapIteration(name: strands[parent].traits.name, index: position), in: parent)
            guard status == .running else { return }
            startNextIteration(parent, after: last)
        }
        if forks[parent]?.isComplete == true { finishFork(parent) }
    }

    private mutating func startNextIteration(_ slot: Int, after event: Int) {
        if forks[slot]?.hasItemsLeft == true { startIteration(slot, after: event) }
    }

    /// Starts as many iterations as there is room for.
    mutating func startIterationsThatFit(_ slot: Int) {
        while let fork = forks[slot], let setup = fork.iterations, fork.hasItemsLeft,
            fork.children.count < setup.plan.maxConcurrency
        { startIteration(slot, after: strands[slot].lastEvent) }
    }

    mutating func finishFork(_ slot: Int) {
        guard let fork = forks[slot] else { return }
        forks[slot] = nil
        let event: HistoryEventType = fork.iterations == nil ? .parallelStateSucceeded : .mapStateSucceeded
        record(event, .none, in: slot, advances: false)
        guard status == .running else { return }
        complete(slot, with: .array(fork.results.compactMap { $0 }))
    }

    /// A strand failed and no handler of its own took the failure.
    mutating func strandFailed(_ slot: Int, _ failure: Failure) {
        guard let parent = strands[slot].parent else {
            end(.failed, error: failure.error, cause: failure.cause)
            return
        }
        let (position, last, isTask) = (
            strands[slot].position, strands[slot].lastEvent, strands[slot].traits.kind == .task
        )
        let isIteration = forks[parent]?.iterations != nil
        if !isIteration, isTask, failure.kind != .terminal { record(.taskStateAborted, .none, in: slot) }
        release(slot)
        forks[parent]?.remove(slot)
        strands[parent].lastEvent = last
        if isIteration {
            record(
                .mapIterationFailed, .mapIteration(name: strands[parent].traits.name, index: position),
                in: parent, advances: false)
        }
        abortChildren(of: parent)
        guard status == .running else { return }
        fail(parent, failure, isFromChildren: true)
    }

    /// Gives up the branches or iterations of a state that are not over.
    mutating func abortChildren(of slot: Int) {
        if mapRunsUnderWay[slot] != nil { return abortMapRun(slot) }
        let isInlineMap = forks[slot]?.iterations != nil
        let children = (forks[slot]?.children ?? []).sorted { strands[$0].position < strands[$1].position }
        for child in children {
            abort(child)
            if isInlineMap {
                record(
                    .mapIterationAborted,
                    .mapIteration(name: strands[slot].traits.name, index: strands[child].position), in: child)
            }
            release(child)
        }
        forks[slot] = nil
    }

    /// Gives up what a strand is doing, with all below it.
    mutating func abort(_ slot: Int) {
        switch strands[slot].phase {
        case .runningTask(let task):
            tasks[task] = nil
            commands.append(.cancelTask(task))
        case .forked: abortChildren(of: slot)
        case .entering, .retrying: ready.remove(slot)
        // Children are given up by the Map state they belong to.
        case .sleeping, .child, .ended: break
        }
        if strands[slot].phase != .entering, let event = strands[slot].traits.kind.abortedEvent {
            record(event, .none, in: slot)
        }
    }
}
