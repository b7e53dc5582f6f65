import JSON

/// The run of a tested state: enters it, has its work done or takes the mocked end of it, and handles a failure.
struct TestStateRun {
    let test: TestState
    let inspection = StateInspection()
    private let limits = ExecutionLimits()
    private var variables: JSONObject
    private var random: SeededRandom
    /// `errorDetails`: which entry of `Retry` or `Catch` took the failure.
    private var errorDetails = JSONObject()

    init(_ test: TestState) {
        self.test = test
        variables = test.request.variables
        random = SeededRandom(seed: test.seed)
        inspection.note(.input, test.request.input)
    }

    private var behaviour: any StateBehaviour { test.subject.state.behaviour }

    mutating func response(_ runner: any TaskRunner) async -> JSON {
        var response: JSONObject
        do throws(Failure) {
            response = try succeeded(try await work(runner))
        } catch {
            response = handle(error)
        }
        guard test.request.inspectionLevel != .info else { return .object(response) }
        if !variables.isEmpty { inspection.note(.variables, .object(variables)) }
        var members = inspection.members
        if !errorDetails.isEmpty { members["errorDetails"] = .object(errorDetails) }
        response["inspectionData"] = .object(members)
        return .object(response)
    }

    /// A scope of the visit, as an execution makes one at every turn.
    func makeScope() -> EvaluationScope {
        let facts = ExecutionFacts(
            identity: ExecutionIdentity(), input: test.request.input, startTime: test.now, stated: test.context)
        return EvaluationScope(
            input: test.request.input, context: ContextObject(execution: facts),
            variables: Dictionary(variables.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last }),
            now: test.now, random: random)
    }

    private mutating func work(_ runner: any TaskRunner) async throws(Failure) -> StateExit {
        guard test.request.input.fits(bytes: limits.dataBytes) else {
            throw .dataLimitExceeded(by: StateUnderTest.name)
        }
        var scope = makeScope()
        // The service tells nothing of what a Parallel state makes of its input.
        if test.subject.state.kind != .parallel { scope.inspection = inspection }
        let action = try behaviour.enter(&scope)
        random = scope.random
        switch action {
        case .exit(let exit): return exit
        case .fail(let failure): throw failure
        case .wait(let time):
            try check(time)
            return try complete(with: .null)
        case .task(let plan):
            let result = try await perform(plan, scope, runner)
            inspection.note(.result, result)
            return try complete(with: result)
        case .branches: return try complete(with: try mockedResult())
        case .iterations(let plan):
            let total = try inspectItems(of: plan)
            let result = try mockedResult()
            try check(plan.tolerance, of: total)
            return try complete(with: result)
        }
    }

    private mutating func complete(with result: JSON) throws(Failure) -> StateExit {
        var scope = makeScope()
        scope.inspection = inspection
        defer { random = scope.random }
        return try behaviour.complete(with: result, &scope)
    }

    /// What the request says that the state's work gives. A state that reaches this has a mock: its request was checked.
    private func mockedResult() throws(Failure) -> JSON {
        switch test.request.mock?.answer {
        case .result(let result): return result
        case .failure(let failure): throw failure
        case nil: return .null
        }
    }

    private func perform(
        _ plan: TaskPlan, _ scope: EvaluationScope, _ runner: any TaskRunner
    ) async throws(Failure) -> JSON {
        guard test.request.mock == nil else { return try mockedResult() }
        let timeout = min(
            plan.timeoutSeconds.map { .seconds($0) } ?? TestState.maximumDuration, TestState.maximumDuration)
        let request = TaskRequest(
            resource: plan.resource.arn, parameters: plan.parameters,
            stateName: test.request.stateName ?? StateUnderTest.name, timeout: timeout,
            heartbeat: plan.heartbeatSeconds.map { .seconds($0) }, context: scope.context.json, taskToken: plan.token)
        switch await runner.run(request) {
        case .succeeded(let result):
            guard result.fits(bytes: limits.dataBytes) else { throw .dataLimitExceeded(by: plan.resource.arn) }
            return result
        case .failed(let error, let cause): throw .task(error: error, cause: cause, limits)
        case .timedOut(let cause): throw .timeout(cause)
        case .silent: throw .timeout(nil)
        case .heartbeatTimedOut(let cause): throw .missingHeartbeat(cause)
        case .unanswered(let cause):
            throw Failure(error: TaskOutcome.unansweredError, cause: cause, kind: .terminal)
        }
    }

    /// A wait takes no time here, but one that the service would not wait for fails as there.
    private func check(_ wait: WaitTime) throws(Failure) {
        let end: Timestamp =
            switch wait {
            case .after(let duration): test.now + duration
            case .until(let time): time
            }
        if end > test.now + TestState.maximumDuration { throw .timeout(nil) }
    }

    /// Whether more iterations are said to have failed than the state says it tolerates.
    ///
    /// As recorded, a state that says nothing is taken to tolerate them.
    private func check(_ tolerance: MapPlan.Tolerance, of total: Int?) throws(Failure) {
        guard let failures = test.request.configuration.mapIterationFailureCount else { return }
        guard tolerance.count != nil || tolerance.percentage != nil else { return }
        if tolerance.isExceeded(failures: failures, of: total) { throw .toleranceExceeded }
    }
}

extension TestStateRun {
    private mutating func succeeded(_ exit: StateExit) throws(Failure) -> JSONObject {
        if exit.isNewOutput, !exit.output.fits(bytes: limits.dataBytes) {
            throw .dataLimitExceeded(by: StateUnderTest.name)
        }
        return leave(exit, "SUCCEEDED")
    }

    private mutating func leave(_ exit: StateExit, _ status: String) -> JSONObject {
        for member in exit.assigned ?? [:] { variables[member.key] = member.value }
        var response: JSONObject = ["status": .string(status), "output": .string(exit.output.text())]
        if let next = test.subject.nextState(exit.transition) { response["nextState"] = .string(next) }
        return response
    }

    /// Lets `Retry` and `Catch` of the state deal with a failure.
    private mutating func handle(_ failure: Failure) -> JSONObject {
        var ledger = RetryLedger(
            retriesBefore: test.request.configuration.retrierRetryCount ?? 0, failure, retriers: behaviour.retriers)
        if let delay = ledger.delay(after: failure, retriers: behaviour.retriers, random: &random) {
            errorDetails = [
                "retryIndex": ledger.decidingEntry.map { .int($0) } ?? .null,
                "retryBackoffIntervalSeconds": .int(delay.components.seconds),
            ]
            return ended(failure, "RETRIABLE")
        }
        guard let entry = behaviour.catchers.firstIndex(where: { $0.errorEquals.matches(failure) }) else {
            return ended(failure, "FAILED")
        }
        var scope = makeScope()
        do throws(Failure) {
            let exit = try behaviour.catchers[entry].exit(after: failure, &scope)
            errorDetails = ["catchIndex": .int(entry)]
            return leave(exit, "CAUGHT_ERROR").merging(ended(failure, "CAUGHT_ERROR"))
        } catch {
            return ended(error, "FAILED")
        }
    }

    private func ended(_ failure: Failure, _ status: String) -> JSONObject {
        var response: JSONObject = ["status": .string(status)]
        if let error = failure.error { response["error"] = .string(error) }
        if let cause = failure.cause { response["cause"] = .string(cause) }
        return response
    }
}

extension JSONObject {
    /// These members, and those of another object, which count where both have one.
    fileprivate func merging(_ other: JSONObject) -> JSONObject {
        var merged = self
        for member in other { merged[member.key] = member.value }
        return merged
    }
}
