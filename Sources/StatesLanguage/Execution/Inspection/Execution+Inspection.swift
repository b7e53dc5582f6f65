public import JSON

extension Execution {
    /// The strands that are not over, in the order they were started; of an execution that is over, the machine itself
    /// as it ended.
    public var strandsUnderWay: [StrandView] {
        if isOver { return strands.isEmpty ? [] : [view(of: 0)] }
        return strands.indices.filter { strands[$0].phase != .ended }.map(view).sorted { $0.id < $1.id }
    }

    /// The strand that the next step is about; nil where there is no next step.
    public var nextStrand: StrandID? {
        ready.first.map { StrandID(number: strands[$0].serial) }
    }

    /// A strand by its name; nil where it is over.
    public func strand(_ id: StrandID) -> StrandView? { slot(of: id).map(view) }

    /// The strand that a task belongs to; nil where the task has ended.
    public func strand(running task: TaskID) -> StrandView? { tasks[task].map(view) }

    /// The context object (`$$`) as the current state of a strand sees it; nil where the strand is over.
    public func context(of strand: StrandID) -> JSON? {
        guard let slot = slot(of: strand) else { return nil }
        guard let child = children[slot]?.child.execution else { return scopeToLookAt(slot).context.json }
        return child.strandsUnderWay.first.flatMap { child.context(of: $0.id) }
    }

    /// Gives a strand that is about to enter its state, or to try it again, another input.
    ///
    /// The history tells the new input when the state is entered; what was recorded before stays as it was.
    ///
    /// - Returns: Whether there is such a strand and the input is not larger than the service allows.
    public mutating func replaceInput(of strand: StrandID, with input: JSON) -> Bool {
        guard !isOver, input.fits(bytes: limits.dataBytes), let slot = slot(of: strand) else { return false }
        switch strands[slot].phase {
        case .entering, .retrying:
            strands[slot].input = input
            return true
        case .child:
            guard let inner = children[slot]?.child.execution.strandsUnderWay.first?.id else { return false }
            return children[slot]?.child.execution.replaceInput(of: inner, with: input) ?? false
        case .sleeping, .runningTask, .forked, .ended: return false
        }
    }

    /// The value of an expression as the current state of a strand would find it.
    ///
    /// - Parameters:
    ///   - expression: A path (`$.a`, `$$.State.Name`, `$variable`), a call of an intrinsic function, or a query in JSONata
    ///     (`{% $states.input.a %}`), whatever the language of the state.
    ///   - strand: Where.
    ///   - result: What `$states.result` stands for, if there is one yet.
    /// - Throws: ``ExpressionProblem`` when it is no expression or has no value.
    public func evaluate(
        _ expression: String, in strand: StrandID, result: JSON? = nil
    ) throws(ExpressionProblem) -> JSON {
        guard let slot = slot(of: strand) else { throw ExpressionProblem("That line of states is over.") }
        if strands[slot].phase == .child, let child = children[slot]?.child.execution,
            let inner = child.strandsUnderWay.first?.id
        {
            return try child.evaluate(expression, in: inner, result: result)
        }
        var scope = scopeToLookAt(slot)
        scope.result = result
        return try ExpressionProbe(expression).value(in: &scope)
    }

    /// The scope that the current state has, or will have when it is entered now.
    private func scopeToLookAt(_ slot: Int) -> EvaluationScope {
        var scope = makeScope(for: slot)
        guard strands[slot].phase == .entering else { return scope }
        scope.context.enteredTime = now
        if strands[slot].traits.canRetry { scope.context.retryCount = 0 }
        scope.context.taskToken = nil
        return scope
    }

    private func slot(of strand: StrandID) -> Int? {
        strands.firstIndex { $0.serial == strand.number && ($0.phase != .ended || isOver) }
    }

    private func standing(of slot: Int, _ child: StrandView?) -> StrandView.Standing {
        if isOver { return .ended }
        return switch strands[slot].phase {
        case .entering: .entering
        case .retrying: .retrying
        case .sleeping(let isRetry): isRetry ? .delayed : .waiting
        case .runningTask: .runningTask
        case .forked: .forked
        case .child: child?.standing ?? .ended
        case .ended: .ended
        }
    }

    private func view(of slot: Int) -> StrandView {
        let strand = strands[slot]
        let child = children[slot]?.child.execution.strandsUnderWay.first
        return StrandView(
            id: StrandID(number: strand.serial),
            parent: strand.parent.map { StrandID(number: strands[$0].serial) }, position: strand.position,
            state: child?.state ?? strand.traits.name, pointer: child?.pointer ?? strand.statePointer,
            type: child?.type ?? strand.traits.kind.rawValue, standing: standing(of: slot, child),
            input: child?.input ?? strand.input,
            variables: child?.variables ?? strand.variables,
            retryCount: child?.retryCount ?? (strand.phase == .entering ? 0 : strand.ledger.retryCount),
            task: tasks.filter { $0.value == slot }.keys.min())
    }
}

extension Execution {
    /// The names of all states of the definition, in its order, also inside branches and item processors.
    public var allStateNames: [String] { definition.graph.allNames }
}

extension StateGraph {
    fileprivate var allNames: [String] {
        states.flatMap { state -> [String] in
            switch state {
            case .parallel(let parallel): [state.name] + parallel.branches.flatMap(\.allNames)
            case .map(let map): [state.name] + (map.processor?.allNames ?? [])
            case .task, .choice, .pass, .wait, .succeed, .fail: [state.name]
            }
        }
    }
}
