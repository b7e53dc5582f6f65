import JSON
import StatesLanguage

/// Carries out the tasks of one execution: activities and tokens by the service, everything else by another runner.
struct ExecutionTaskRunner: ReportingTaskRunner {
    private static let tokenSuffix = ".waitForTaskToken"

    let service: StatesService
    /// The execution's number; nil for an express workflow, which can have neither activities nor tokens.
    let execution: Int64?
    let base: any TaskRunner

    func run(_ request: TaskRequest) async -> TaskOutcome {
        await run(request) { _ in }
    }

    func run(
        _ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void
    ) async -> TaskOutcome {
        let activity = try? ResourceName(request.resource, .activity)
        guard activity != nil || request.resource.hasSuffix(Self.tokenSuffix) else {
            return await forward(request, report)
        }
        guard let execution else {
            return .failed(error: "States.Runtime", cause: "An express workflow cannot wait for '\(request.resource)'.")
        }
        do {
            let task = try await service.openTask(request, of: execution)
            let outcome: TaskOutcome
            do {
                outcome = try await raced(task, request, activity, report)
            } catch {
                if let activity { await service.withdrawOffer(task.token, of: activity.text) }
                throw error
            }
            if let activity { await service.withdrawOffer(task.token, of: activity.text) }
            try await service.closeTask(task.token)
            return outcome
        } catch let error as ServiceError {
            return .failed(error: "States.Runtime", cause: error.message)
        } catch {
            return .failed(error: "States.Runtime", cause: "\(error)")
        }
    }

    /// Hands a task to who is to do it, and waits for the answer or the end of its time.
    private func raced(
        _ task: TaskTable.Row, _ request: TaskRequest, _ activity: ResourceName?,
        _ report: @escaping @Sendable (TaskProgress) -> Void
    ) async throws -> TaskOutcome {
        try await race(task, request, heartbeatFromStart: activity == nil) {
            if let activity {
                try await service.offer(task, request, of: activity.text, report)
            } else if !task.isUnderWay, task.outcome == nil, let failure = try await submit(task, request, report) {
                return failure
            }
            return await service.answer(to: task.token)
        }
    }

    private func forward(
        _ request: TaskRequest, _ report: @escaping @Sendable (TaskProgress) -> Void
    ) async -> TaskOutcome {
        guard let reporting = base as? any ReportingTaskRunner else { return await base.run(request) }
        return await reporting.run(request, reporting: report)
    }

    /// Sends a task that somebody else will answer.
    ///
    /// - Returns: The failure, where it could not be sent.
    private func submit(
        _ task: TaskTable.Row, _ request: TaskRequest, _ report: @escaping @Sendable (TaskProgress) -> Void
    ) async throws -> TaskOutcome? {
        var call = request
        call.resource = String(request.resource.dropLast(Self.tokenSuffix.count))
        (call.timeout, call.heartbeat) = (nil, nil)
        let outcome = await base.run(call)
        guard case .succeeded(let response) = outcome else { return outcome }
        report(.submitted(response))
        try await service.markUnderWay(task.token)
        return nil
    }

    /// The work's outcome, unless the task's time ends first.
    private func race(
        _ task: TaskTable.Row, _ request: TaskRequest, heartbeatFromStart: Bool,
        _ work: @escaping @Sendable () async throws -> TaskOutcome?
    ) async throws -> TaskOutcome {
        try await withThrowingTaskGroup(of: TaskOutcome?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                while let expiry = try await service.expiry(
                    of: task.token, request, heartbeatFromStart: heartbeatFromStart)
                {
                    guard service.configuration.clock.now < expiry.time else { return expiry.outcome }
                    try await service.configuration.clock.sleep(until: expiry.time)
                }
                return nil
            }
            defer { group.cancelAll() }
            while let outcome = try await group.next() {
                if let outcome { return outcome }
                if Task.isCancelled { break }
            }
            // Given up: nobody hears this.
            return .failed(error: "States.TaskFailed", cause: "The task was cancelled.")
        }
    }
}

extension StatesService {
    /// Who carries out the tasks of an execution; mocks come first.
    func taskRunner(for record: ExecutionRecord, _ number: Int64?) -> any TaskRunner {
        let runner = ExecutionTaskRunner(
            service: self, execution: number, base: configuration.makeRunner(OwnClient(service: self)))
        do {
            return try mocks(testCase: record.testCase, of: record.machine.name, fallback: runner) ?? runner
        } catch {
            configuration.onProblem("The mocks cannot be used: \(error)")
            return runner
        }
    }

    /// - Throws: `ValidationException` where the mock file has no such test case.
    func checkTestCase(_ testCase: String?, of machine: String) throws(ServiceError) {
        do {
            _ = try mocks(testCase: testCase, of: machine, fallback: nil)
        } catch {
            throw .validation(error.description)
        }
    }

    /// The mocks of an execution. As in Step Functions Local, a test case is only used where it is asked for.
    private func mocks(
        testCase: String?, of machine: String, fallback: (any TaskRunner)?
    ) throws(MockFormatError) -> MockTaskRunner? {
        guard let mocks = configuration.mocks else { return nil }
        if mocks["StateMachines"] != nil, testCase == nil { return nil }
        return try MockTaskRunner(mocks, stateMachine: machine, testCase: testCase, fallback: fallback)
    }
}
