import JSON

extension Execution {
    func makeScope(for slot: Int) -> EvaluationScope {
        // A strand is large; only what is needed is taken from it.
        let traits = strands[slot].traits
        let context = ContextObject(
            execution: facts ?? ExecutionFacts(self), stateName: traits.name, enteredTime: strands[slot].enteredAt,
            retryCount: traits.canRetry ? strands[slot].ledger.retryCount : nil, mapItem: strands[slot].mapItem,
            taskToken: strands[slot].task?.token)
        return EvaluationScope(
            input: strands[slot].input, context: context, variables: strands[slot].variables, now: now,
            random: random)
    }

    /// Enters the current state of a strand.
    mutating func enterState(_ slot: Int) {
        transitions += 1
        guard transitions <= limits.transitions else {
            end(
                .failed, error: "States.Runtime",
                cause: "The execution made more than \(limits.transitions) transitions.")
            return
        }
        let state = strands[slot].traits
        let event = record(
            state.kind.enteredEvent, .stateEntered(name: state.name, input: strands[slot].input), in: slot)
        strands[slot].enteredEvent = event
        strands[slot].enteredAt = now
        strands[slot].ledger = RetryLedger()
        note(.entered, in: slot)
        attemptState(slot)
    }

    /// Does, for the first time or again, what the current state of a strand does when it is entered.
    mutating func attemptState(_ slot: Int) {
        guard status == .running else { return }
        strands[slot].task = nil
        var scope = makeScope(for: slot)
        do throws(Failure) {
            let action = try strands[slot].traits.behaviour.enter(&scope)
            random = scope.random
            perform(action, slot)
        } catch {
            if error == ChoiceState.noRuleHolds { note(.noRule, in: slot) }
            failEvaluation(slot, error)
        }
    }

    private mutating func perform(_ action: StateAction, _ slot: Int) {
        switch action {
        case .exit(let exit): leaveState(slot, exit)
        case .fail(let failure): fail(slot, failure)
        case .wait(.after(let duration)): sleep(slot, until: now + duration, isRetry: false)
        case .wait(.until(let time)): sleep(slot, until: time, isRetry: false)
        case .task(let plan): startTask(slot, plan)
        case .branches(let input): startBranches(slot, input: input)
        case .iterations(let plan): startIterations(slot, plan)
        }
    }

    private mutating func sleep(_ slot: Int, until time: Timestamp, isRetry: Bool) {
        strands[slot].phase = .sleeping(isRetry: isRetry)
        timers.set(time, slot: slot, serial: strands[slot].serial)
    }

    /// Ends a state whose wait, task, branches or iterations gave a result.
    mutating func complete(_ slot: Int, with result: JSON) {
        var scope = makeScope(for: slot)
        do throws(Failure) {
            let exit = try strands[slot].traits.behaviour.complete(with: result, &scope)
            random = scope.random
            leaveState(slot, exit)
        } catch {
            failEvaluation(slot, error)
        }
    }

    private mutating func startTask(_ slot: Int, _ plan: TaskPlan) {
        strands[slot].task = plan
        lastTask += 1
        let id = TaskID(number: lastTask)
        record(plan.resource.family.scheduledEvent, .taskScheduled(plan, region: identity.region), in: slot)
        if plan.resource.family != .activity {
            record(plan.resource.family.startedEvent, .taskStarted(plan.resource, worker: nil), in: slot)
        }
        guard status == .running else { return }
        tasks[id] = slot
        strands[slot].phase = .runningTask(id)
        let state = strands[slot].traits.name
        let request = TaskRequest(
            resource: plan.resource.arn, parameters: plan.parameters, stateName: state,
            retryCount: strands[slot].ledger.retryCount, timeout: plan.timeoutSeconds.map { .seconds($0) },
            heartbeat: plan.heartbeatSeconds.map { .seconds($0) }, context: makeScope(for: slot).context.json,
            taskToken: plan.token, ordinal: scheduled[state, default: 0])
        scheduled[state, default: 0] += 1
        commands.append(.startTask(id, request))
    }

    /// Leaves a state and goes where it leads.
    mutating func leaveState(_ slot: Int, _ exit: StateExit) {
        let state = strands[slot].traits
        if exit.isNewOutput, !exit.output.fits(bytes: limits.dataBytes) {
            fail(slot, .dataLimitExceeded(by: state.name))
            return
        }
        if let event = state.kind.exitedEvent {
            record(
                event,
                .stateExited(
                    name: state.name, output: exit.output,
                    assigned: exit.assigned.flatMap { $0.isEmpty ? nil : $0 }), in: slot)
        }
        if let assigned = exit.assigned, !assign(assigned, in: slot) {
            fail(slot, .runtime("The variables of the execution are larger than the service allows."))
            return
        }
        if let choice = exit.choice { note(choice, in: slot) }
        note(.left, in: slot)
        guard status == .running else { return }
        switch exit.transition {
        case .next(let index):
            strands[slot].stateIndex = index
            strands[slot].input = exit.output
            strands[slot].task = nil
            strands[slot].phase = .entering
            ready.append(slot)
        case .end:
            strandSucceeded(slot, exit.output)
        }
    }

    /// Sets variables of a strand, unless they, or all of the strand together, would be too large.
    mutating func assign(_ assigned: JSONObject, in slot: Int) -> Bool {
        guard JSON.object(assigned).fits(bytes: limits.dataBytes) else { return false }
        var variables = strands[slot].variables
        for member in assigned { variables[member.key] = member.value }
        let all = JSONObject(variables.map { ($0.key, $0.value) })
        guard JSON.object(all).fits(bytes: limits.variableBytes) else { return false }
        strands[slot].variables = variables
        return true
    }

    /// A failure while a state's own expressions were evaluated.
    private mutating func failEvaluation(_ slot: Int, _ failure: Failure) {
        let isFork = [.map, .parallel].contains(strands[slot].traits.kind)
        fail(slot, recordEvaluation(failure, in: slot), isFromChildren: failure.isQuery && isFork)
    }

    /// Records that an expression in JSONata is to blame, if one is.
    ///
    /// - Returns: The failure with the words the service puts before it.
    mutating func recordEvaluation(_ failure: Failure, in slot: Int) -> Failure {
        let entered = strands[slot].enteredEvent
        let worded = failure.located(inState: strands[slot].traits.name, enteredAt: entered)
        guard failure.isQuery else { return worded }
        // As the recordings have it, an evaluation follows from what led to the state, not from its being entered.
        if case .query = failure.kind, strands[slot].lastEvent == entered, history.indices.contains(entered - 1) {
            strands[slot].lastEvent = history[entered - 1].previousID
        }
        record(
            .evaluationFailed,
            .evaluationFailed(
                state: strands[slot].traits.name, location: failure.queryLocation, error: worded.error,
                cause: worded.cause),
            in: slot)
        return worded
    }

    /// Lets `Retry` and `Catch` of the current state deal with a failure; otherwise the strand fails.
    ///
    /// - Parameter isFromChildren: Whether a branch or iteration failed, which the history tells before what follows.
    mutating func fail(_ slot: Int, _ failure: Failure, isFromChildren: Bool = false) {
        let state = strands[slot].traits
        let behaviour = state.behaviour
        note(.failed(error: failure.error, cause: failure.cause), in: slot)
        if let delay = strands[slot].ledger.delay(after: failure, retriers: behaviour.retriers, random: &random) {
            if let entry = strands[slot].ledger.decidingEntry { note(.retrier(entry), in: slot) }
            sleep(slot, until: now + delay, isRetry: true)
            return
        }
        if let entry = strands[slot].ledger.decidingEntry { note(.exhaustedRetrier(entry), in: slot) }
        if isFromChildren { record(state.kind == .map ? .mapStateFailed : .parallelStateFailed, .none, in: slot) }
        guard status == .running else { return }
        if let entry = behaviour.catchers.firstIndex(where: { $0.errorEquals.matches(failure) }) {
            note(.catcher(entry), in: slot)
            handle(slot, failure, behaviour.catchers[entry])
        } else {
            strandFailed(slot, failure)
        }
    }

    private mutating func handle(_ slot: Int, _ failure: Failure, _ catcher: Catcher) {
        var scope = makeScope(for: slot)
        do throws(Failure) {
            let exit = try catcher.exit(after: failure, &scope)
            random = scope.random
            leaveState(slot, exit)
        } catch {
            strandFailed(slot, recordEvaluation(error, in: slot))
        }
    }
}

extension State {
    var canRetry: Bool {
        switch self {
        case .task, .parallel, .map: true
        case .choice, .pass, .wait, .succeed, .fail: false
        }
    }
}
