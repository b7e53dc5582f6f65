import JSON
import StatesLanguage

/// An execution as it is kept: what it follows from, and what came of it so far.
struct ExecutionRecord: Sendable {
    /// What a child execution is told by.
    struct Child: Sendable {
        let mapRunARN: String
        /// How many items it works on.
        let itemCount: Int
    }

    /// How an execution ended.
    struct Outcome: Sendable {
        var stopped: Timestamp?
        var output: String?
        var error: String?
        var cause: String?
        /// When it was last redriven.
        var redriven: Timestamp?
        var redriveTokens = RedriveTokens()
    }

    let arn: String
    let name: String
    /// The machine as it was when the execution started.
    let machine: StateMachine
    /// The version that runs, where the execution was started by a version's or an alias's ARN.
    let version: String?
    let alias: String?
    /// The JSON text that StartExecution was given.
    let input: String
    let started: Timestamp
    let seed: UInt64
    let traceHeader: String?
    /// The test case of the mock file, after `#` in the ARN that the execution was started by.
    let testCase: String?

    /// Nil for an execution that was started by itself.
    var child: Child?
    var status = Execution.Status.running
    var redriveCount = 0
    var outcome = Outcome()

    /// The execution before its start.
    ///
    /// - Throws: `DefinitionError`, `JSONSyntaxError`: what was checked when the execution was started.
    func makeExecution(_ partition: Partition) throws -> Execution {
        var identity = ExecutionIdentity(
            region: partition.region, account: partition.account, stateMachineName: machine.name, executionName: name,
            roleARN: machine.roleARN, type: machine.type)
        if machine.type == .express { identity.expressRunID = arn.split(separator: ":").last.map(String.init) }
        return Execution(
            try Definition(JSON(parsing: machine.definition), type: machine.type), input: try JSON(parsing: input),
            identity: identity, seed: seed)
    }
}

extension ExecutionRecord {
    /// Reads the part that never changes.
    init(arn: String, document: JSON, version: String?, alias: String?) {
        self.arn = arn
        name = document["name"]?.string ?? ""
        machine = StateMachine(document: document["machine"] ?? .null, arn: document["machineArn"]?.string ?? "")
        self.version = version
        self.alias = alias
        input = document["input"]?.string ?? "{}"
        started = Timestamp(milliseconds: document["started"]?.int ?? 0)
        seed = document["seed"]?.string.flatMap { UInt64($0) } ?? 0
        traceHeader = document["traceHeader"]?.string
        testCase = document["testCase"]?.string
    }

    /// The part that never changes.
    var document: JSONObject {
        var document: JSONObject = [
            "name": .string(name), "machineArn": .string(machine.arn), "input": .string(input),
            "started": .int(started.milliseconds),
        ]
        // A child is a part of its parent, which has the machine and the seed for all of them.
        if child == nil {
            document["machine"] = .object(machine.document)
            document["seed"] = .string(String(seed))
        }
        document["traceHeader"] = traceHeader.map { .string($0) }
        document["testCase"] = testCase.map { .string($0) }
        return document
    }
}

extension ExecutionRecord.Outcome {
    init(document: JSON) {
        stopped = document["stopped"]?.int.map { Timestamp(milliseconds: $0) }
        output = document["output"]?.string
        error = document["error"]?.string
        cause = document["cause"]?.string
        redriven = document["redriven"]?.int.map { Timestamp(milliseconds: $0) }
        redriveTokens = RedriveTokens(document: document["redriveTokens"])
    }

    var document: JSONObject {
        var document = JSONObject()
        document["stopped"] = stopped.map { .int($0.milliseconds) }
        document["output"] = output.map { .string($0) }
        document["error"] = error.map { .string($0) }
        document["cause"] = cause.map { .string($0) }
        document["redriven"] = redriven.map { .int($0.milliseconds) }
        document["redriveTokens"] = redriveTokens.document
        return document
    }

    /// Takes over what an execution that is over tells.
    mutating func end(_ execution: Execution) {
        guard execution.isOver else { return }
        stopped = execution.now
        output = execution.output?.text()
        error = execution.error
        cause = execution.cause
    }
}
