import JSON
import SQLite
import StatesLanguage

extension StatesService {
    func startExecution(_ request: Request) async throws -> JSONObject {
        let plan = try plan(request)
        if plan.machine.type == .express {
            let execution = try plan.makeExecution(partition)
            runExpress(plan, execution)
            return ["executionArn": .string(plan.arn), "startDate": plan.started.epochSeconds]
        }
        if let (known, _) = try executionTable.find(plan.arn), try !executionTable.isOrphan(plan.arn) {
            // The same call again while the execution runs is no error.
            guard known.status == .running, known.input == plan.input else {
                throw ServiceError("ExecutionAlreadyExists", "Execution Already Exists: '\(plan.arn)'")
            }
            return ["executionArn": .string(known.arn), "startDate": known.started.epochSeconds]
        }
        var execution = try plan.makeExecution(partition)
        execution.reportsChildren = true
        let number = try database.transacting {
            // Of a machine that was deleted and made again.
            try executionTable.removeOrphan(plan.arn)
            return try executionTable.insert(plan)
        }
        launch(plan, number, execution)
        return ["executionArn": .string(plan.arn), "startDate": plan.started.epochSeconds]
    }

    func startSyncExecution(_ request: Request) async throws -> JSONObject {
        var plan = try plan(request)
        guard plan.machine.type == .express else { throw ServiceError.typeNotSupported }
        let run = runExpress(plan, try plan.makeExecution(partition))
        // Who no longer waits has no use for the result.
        let finished = await withTaskCancellationHandler {
            await run.value
        } onCancel: {
            run.cancel()
        }
        plan.status = finished.status
        plan.outcome.end(finished)
        let stopped = plan.outcome.stopped ?? now
        var response = plan.description(metadataOnly: request.wantsMetadataOnly)
        response["redriveCount"] = nil
        response["stopDate"] = stopped.epochSeconds
        let milliseconds = max(0, stopped.milliseconds - plan.started.milliseconds)
        // Billed by 100 ms and 64 MB, as express workflows are.
        response["billingDetails"] = [
            "billedDurationInMilliseconds": .int(max(1, (milliseconds + 99) / 100) * 100), "billedMemoryUsedInMB": 64,
        ]
        return response
    }

    /// Express workflows are not kept: who wants their result starts them synchronously.
    @discardableResult
    private func runExpress(_ record: ExecutionRecord, _ execution: Execution) -> Task<Execution, Never> {
        let interpreter = Interpreter(
            runner: taskRunner(for: record, nil), buckets: configuration.buckets, clock: clock(startingAt: now))
        let number = express.makeNumber()
        let task = Task.detached {
            let finished = await interpreter.run(execution)
            await self.expressEnded(number)
            return finished
        }
        express.add(task, as: number)
        return task
    }

    private func expressEnded(_ number: Int) {
        express.remove(number)
    }

    /// What a request to start an execution asks for.
    private func plan(_ request: Request) throws -> ExecutionRecord {
        let target = try target(request.required("stateMachineArn"))
        let machine = target.machine
        let name = request.text("name") ?? makeID()
        try NameRule.check(name)
        let input = request.text("input") ?? "{}"
        guard !input.isEmpty else {
            throw ServiceError(
                "InvalidExecutionInput", "Invalid State Machine Execution Input: 'Invalid execution input.'")
        }
        do {
            _ = try JSON(parsing: input)
        } catch {
            throw ServiceError("InvalidExecutionInput", "Invalid State Machine Execution Input: '\(error)'")
        }
        let arn =
            machine.type == .express
            ? partition.arn(.express, machine.name, name, makeID()) : partition.arn(.execution, machine.name, name)
        return ExecutionRecord(
            arn: arn, name: name, machine: machine, version: target.version, alias: target.alias, input: input,
            started: now, seed: configuration.makeSeed(), traceHeader: request.text("traceHeader"),
            testCase: target.testCase)
    }

    /// What is to run: a machine, one of its versions, or one of the versions of an alias.
    private func target(
        _ text: String
    ) throws -> (machine: StateMachine, version: String?, alias: String?, testCase: String?) {
        // As in Step Functions Local, a test case of the mock file follows the ARN.
        let parts = text.split(separator: "#", maxSplits: 1).map(String.init)
        let testCase = parts.count > 1 ? parts[1] : nil
        let arn = try ResourceName(parts.first ?? text, .stateMachine)
        if arn.qualifier == nil {
            let machine = try stateMachine(arn)
            try checkTestCase(testCase, of: machine.name)
            return (machine, nil, nil, testCase)
        }
        let machine = try stateMachine(ResourceName(arn.unqualified, .stateMachine))
        try checkTestCase(testCase, of: machine.name)
        let alias = try resources.find(Alias.self, arn.text)
        let chosen = alias?.version(for: Int(configuration.makeSeed() % 100)) ?? arn.text
        guard let version = try resources.find(Version.self, chosen) else {
            throw ServiceError.stateMachineDoesNotExist(arn.text)
        }
        return (version.snapshot, version.arn, alias?.arn, testCase)
    }
}
