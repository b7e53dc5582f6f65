import JSON

extension Execution {
    /// The child executions that are under way, of all Map Runs.
    public var runningChildren: [ChildExecution] {
        children.values.map(\.child).sorted { ($0.mapRunARN, $0.index) < ($1.mapRunARN, $1.index) }
    }

    /// The names of a new child of a Map state.
    mutating func makeChildIdentity(_ setup: MapRunSetup) -> ExecutionIdentity {
        ExecutionIdentity(
            region: identity.region, account: identity.account,
            stateMachineName: "\(identity.stateMachineName)/\(setup.label)", executionName: random.nextUUID(),
            roleARN: identity.roleARN, type: setup.distribution.executionType)
    }

    /// Starts a child execution; it takes its steps in turn with all others.
    mutating func startChild(_ slot: Int, _ input: BatchCollector.Input) {
        guard let setup = mapRunsUnderWay[slot]?.setup, let index = mapRunsUnderWay[slot]?.started else { return }
        let execution = takeUnfinishedChild(index, of: setup) ?? makeChild(setup, input)
        let child = makeStrand(
            parent: slot, position: index, graph: setup.machine.graph, input: .null, after: 0)
        strands[child].variables = [:]
        strands[child].phase = .child
        let started = ChildExecution(
            mapRunARN: setup.arn, index: index, itemCount: input.itemCount, execution: execution)
        if reportsChildren { commands.append(.childStarted(started)) }
        children[child] = ChildRun(child: started)
        mapRunsUnderWay[slot]?.started += 1
        mapRunsUnderWay[slot]?.children.insert(child)
        countStarted(setup.place, input.itemCount)
        enqueueChild(child)
    }

    /// A new child, under a new name.
    private mutating func makeChild(_ setup: MapRunSetup, _ input: BatchCollector.Input) -> Execution {
        let identity = makeChildIdentity(setup)
        var execution = Execution(
            setup.machine, input: input.value, identity: identity, seed: random.next(), limits: limits)
        execution.mapItem = input.item
        execution.reportsChildren = reportsChildren
        if trace != nil { execution.trace = [] }
        execution.start(at: now)
        return execution
    }

    /// A child that did not succeed before its run was redriven, and goes on where it failed.
    private mutating func takeUnfinishedChild(_ index: Int, of setup: MapRunSetup) -> Execution? {
        guard setup.earlier != nil, var execution = unfinishedChildren[setup.arn]?.removeValue(forKey: index) else {
            return nil
        }
        do throws(RedriveError) {
            try execution.redrive(at: now)
            return execution
        } catch {
            // One that cannot go on any more, such as with a full history: its item gets a new child.
            return nil
        }
    }

    /// Takes the place of a child that succeeded before its run was redriven.
    ///
    /// - Returns: Whether there is such a child.
    mutating func takeEarlierResult(_ slot: Int, _ input: BatchCollector.Input) -> Bool {
        guard let setup = mapRunsUnderWay[slot]?.setup, let index = mapRunsUnderWay[slot]?.started,
            let earlier = setup.earlier, earlier.hasSucceeded(index)
        else { return false }
        mapRunsUnderWay[slot]?.started += 1
        mapRunsUnderWay[slot]?.results.keep(earlier.results[index] ?? [], of: index)
        countStarted(setup.place, input.itemCount)
        countEnded(setup.place, items: input.itemCount, .succeeded)
        return true
    }

    /// Does one step of a child execution.
    mutating func stepChild(_ slot: Int) {
        children[slot]?.isQueued = false
        tellChild(slot) { $0.step() }
    }

    /// Tells a child execution something and goes on with what comes of it.
    mutating func tellChild(_ slot: Int, _ change: (inout Execution) -> Void) {
        children[slot]?.tell(change)
        forwardTrace(of: slot)
        forwardCommands(of: slot)
        switch children[slot]?.standing {
        case .over:
            let parent = strands[slot].parent
            takeResult(slot)
            if let parent { continueMapRun(parent) }
        case .ready: enqueueChild(slot)
        case .waiting(let time):
            guard let time, children[slot]?.wake.map({ time < $0 }) ?? true else { return }
            children[slot]?.wake = time
            timers.set(time, slot: slot, serial: strands[slot].serial)
        case nil: break
        }
    }

    private mutating func enqueueChild(_ slot: Int) {
        guard children[slot]?.isQueued == false else { return }
        children[slot]?.isQueued = true
        ready.append(slot)
    }

    /// A child's timer is over.
    mutating func wakeChild(_ slot: Int) {
        children[slot]?.wake = nil
        let time = now
        tellChild(slot) { $0.timeReached(time) }
    }

    private mutating func continueMapRun(_ slot: Int) {
        guard mapRunsUnderWay[slot]?.outcome == nil else { return }
        if isFailureExceeded(slot) {
            endMapRun(slot, .failed(.toleranceExceeded))
        } else {
            advanceMapRun(slot)
        }
    }

    /// Takes what became of a child that is over.
    private mutating func takeResult(_ slot: Int) {
        guard let child = children.removeValue(forKey: slot)?.child, let parent = strands[slot].parent,
            let place = mapRunsUnderWay[parent]?.setup.place
        else { return }
        release(slot)
        mapRunsUnderWay[parent]?.children.remove(slot)
        countEnded(place, items: child.itemCount, child.execution.status)
        if child.execution.status != .succeeded {
            mapRunsUnderWay[parent]?.unsuccessful.insert(child.index)
            if child.type == .standard {
                unfinishedChildren[child.mapRunARN, default: [:]][child.index] = child.execution
            }
        }
        if [.failed, .timedOut].contains(child.execution.status) {
            mapRunsUnderWay[parent]?.failedItems += child.itemCount
        }
        if !child.execution.mapRuns.isEmpty { mapRunSlots = mapRunSlots.filter { $0.value != slot } }
        if let part = mapRunsUnderWay[parent]?.results.add(child) { write(part, parent) }
        if reportsChildren { commands.append(.childEnded(child)) }
    }

    /// Gives up the children of a Map Run.
    mutating func abortChildExecutions(of slot: Int) {
        let slots = mapRunsUnderWay[slot]?.children ?? []
        guard !slots.isEmpty else { return }
        ready.removeAll(in: slots)
        for child in slots.sorted(by: { strands[$0].position < strands[$1].position }) { abortChild(child) }
    }

    /// Gives up one child.
    private mutating func abortChild(_ slot: Int) {
        children[slot]?.child.execution.abort(at: now)
        forwardCommands(of: slot)
        takeResult(slot)
    }

    /// Hands on what a child asks for, under names of this execution.
    private mutating func forwardCommands(of slot: Int) {
        guard children[slot]?.child.execution.commands.isEmpty == false,
            let asked = children[slot]?.child.execution.takeCommands()
        else { return }
        for command in asked {
            switch command {
            case .startTask(let inner, var request):
                lastTask += 1
                let outer = TaskID(number: lastTask)
                tasks[outer] = slot
                children[slot]?.tasks.append((outer, inner))
                // Mocks count the tasks of a state over the whole execution.
                request.ordinal = scheduled[request.stateName, default: 0]
                scheduled[request.stateName, default: 0] += 1
                commands.append(.startTask(outer, request))
            case .cancelTask(let inner):
                guard let outer = children[slot]?.tasks.first(where: { $0.inner == inner })?.outer else { continue }
                children[slot]?.tasks.removeAll { $0.outer == outer }
                tasks[outer] = nil
                commands.append(.cancelTask(outer))
            case .readItems(let request):
                mapRunSlots[request.mapRun] = slot
                commands.append(command)
            case .writeResults(let part):
                mapRunSlots[part.mapRun] = slot
                commands.append(command)
            case .stopReading, .childStarted, .childEnded: commands.append(command)
            }
        }
    }

    /// The name that a child gave to one of its tasks; nil where the task is none of a child's.
    mutating func innerTask(_ task: TaskID, ends: Bool) -> (slot: Int, task: TaskID)? {
        guard let slot = tasks[task], let inner = children[slot]?.tasks.first(where: { $0.outer == task })?.inner else {
            return nil
        }
        if ends {
            tasks[task] = nil
            children[slot]?.tasks.removeAll { $0.outer == task }
        }
        return (slot, inner)
    }
}
