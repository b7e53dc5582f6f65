public import JSON

extension Execution {
    /// The strands that are not over, each with those of the child execution that it stands for, in the order they were
    /// started; of an execution that is over, the machine itself as it ended.
    public var strandsUnderWay: [StrandView] {
        if isOver { return strands.isEmpty ? [] : [view(of: 0)] }
        return strands.indices.filter { strands[$0].phase != .ended }.flatMap { slot in
            children[slot].map { $0.child.execution.strandsUnderWay.map { seen($0, inChildAt: slot) } } ?? [
                view(of: slot)
            ]
        }
        .sorted { $0.id < $1.id }
    }

    /// The strand that the next step is about; nil where there is no next step.
    public var nextStrand: StrandID? {
        guard let slot = ready.first else { return nil }
        let serial = strands[slot].serial
        guard let child = children[slot]?.child.execution else { return StrandID(serial) }
        return StrandID(child.nextStrand ?? .machine, ofChild: serial)
    }

    /// A strand by its name; nil where it is over.
    public func strand(_ id: StrandID) -> StrandView? {
        guard let slot = slot(of: id) else { return nil }
        guard let child = children[slot]?.child.execution else { return id.path.count == 1 ? view(of: slot) : nil }
        return child.strand(id.inChild).map { seen($0, inChildAt: slot) }
    }

    /// The strand that a task belongs to; nil where the task has ended.
    public func strand(running task: TaskID) -> StrandView? {
        guard let slot = tasks[task] else { return nil }
        guard let child = children[slot] else { return view(of: slot) }
        let inner = child.tasks.first { $0.outer == task }?.inner
        return inner.flatMap(child.child.execution.strand(running:)).map { seen($0, inChildAt: slot) }
    }

    /// The context object (`$$`) as the current state of a strand sees it; nil where the strand is over.
    public func context(of strand: StrandID) -> JSON? {
        guard let slot = slot(of: strand) else { return nil }
        guard let child = children[slot]?.child.execution else { return scopeToLookAt(slot).context.json }
        return child.context(of: strand.inChild)
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
        case .child: return children[slot]?.child.execution.replaceInput(of: strand.inChild, with: input) ?? false
        case .sleeping, .runningTask, .forked, .ended: return false
        }
    }

    /// Gives a strand other variables in place of those it has.
    ///
    /// - Returns: Whether there is such a strand, and the names and the size are those of variables.
    public mutating func replaceVariables(of strand: StrandID, with variables: JSONObject) -> Bool {
        guard !isOver, let slot = slot(of: strand) else { return false }
        if strands[slot].phase == .child {
            return children[slot]?.child.execution.replaceVariables(of: strand.inChild, with: variables) ?? false
        }
        guard variables.keys.allSatisfy(VariableName.isValid) else { return false }
        let before = strands[slot].variables
        strands[slot].variables = [:]
        if assign(variables, in: slot) { return true }
        strands[slot].variables = before
        return false
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
        if let child = children[slot]?.child.execution {
            return try child.evaluate(expression, in: strand.inChild, result: result)
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
        strands.firstIndex { $0.serial == strand.path.first && ($0.phase != .ended || isOver) }
    }

    private func standing(of slot: Int) -> StrandView.Standing {
        if isOver { return .ended }
        return switch strands[slot].phase {
        case .entering: .entering
        case .retrying: .retrying
        case .sleeping(let isRetry): isRetry ? .delayed : .waiting
        case .runningTask: .runningTask
        case .forked: .forked
        case .child, .ended: .ended
        }
    }

    private func view(of slot: Int) -> StrandView {
        let strand = strands[slot]
        return StrandView(
            id: StrandID(strand.serial), parent: strand.parent.map { StrandID(strands[$0].serial) },
            position: strand.position, state: strand.traits.name, pointer: strand.statePointer,
            type: strand.traits.kind.rawValue, standing: standing(of: slot), input: strand.input,
            variables: strand.variables, retryCount: strand.phase == .entering ? 0 : strand.ledger.retryCount,
            task: tasks.filter { $0.value == slot }.keys.min())
    }

    /// A strand of a child execution as it is seen from here: its names are those that this execution gives.
    private func seen(_ inner: StrandView, inChildAt slot: Int) -> StrandView {
        let strand = strands[slot]
        var view = inner
        view.id = StrandID(inner.id, ofChild: strand.serial)
        view.task = inner.task.flatMap { task in children[slot]?.tasks.first { $0.inner == task }?.outer }
        if let parent = inner.parent {
            view.parent = StrandID(parent, ofChild: strand.serial)
        } else {
            view.parent = strand.parent.map { StrandID(strands[$0].serial) }
            view.position = strand.position
        }
        return view
    }
}
