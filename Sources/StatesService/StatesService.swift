package import JSON
package import LocalRunner
import SQLite
package import StatesLanguage

/// The Step Functions API on this machine: keeps state machines and runs their executions.
///
/// One actor, so that every operation sees, and leaves, the whole in order. Executions themselves run beside it.
public actor StatesService {
    /// What a service is made of.
    public struct Configuration: Sendable {
        /// What its ARNs say.
        package var partition: Partition
        /// The file that everything is kept in; nil for memory.
        package var file: String?
        /// Whether waits and retry delays take no time.
        package var skipsWaits: Bool
        /// Makes who carries out tasks that are neither activities nor mocked, given the service as a client.
        package var makeRunner: @Sendable (any ServiceClient) -> any TaskRunner
        /// Where distributed Maps read their items and write their results.
        package var buckets: any BucketStore
        /// A file of mocks: by state name, or of Step Functions Local.
        package var mocks: JSON?
        /// The time; the default clock's start is the caller's to give.
        package var clock: RealClock
        /// Makes identifiers such as the names of executions.
        package var makeID: @Sendable () -> String
        /// Makes seeds of executions, and other numbers that nobody can foretell.
        package var makeSeed: @Sendable () -> UInt64
        /// Is told of what no client can be told.
        package var onProblem: @Sendable (String) -> Void

        /// A configuration; what is left out keeps nothing, waits in real time and mocks nothing.
        package init(
            partition: Partition = Partition(), file: String? = nil, skipsWaits: Bool = false,
            buckets: any BucketStore = NoBuckets(),
            mocks: JSON? = nil, clock: RealClock, makeID: @escaping @Sendable () -> String,
            makeSeed: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) },
            onProblem: @escaping @Sendable (String) -> Void = { _ in },
            makeRunner: @escaping @Sendable (any ServiceClient) -> any TaskRunner
        ) {
            self.partition = partition
            self.file = file
            self.skipsWaits = skipsWaits
            self.buckets = buckets
            self.makeRunner = makeRunner
            self.mocks = mocks
            self.clock = clock
            self.makeID = makeID
            self.makeSeed = makeSeed
            self.onProblem = onProblem
        }
    }

    let configuration: Configuration
    let database: Database
    /// The executions that run here, by ARN.
    var running: [String: RunningExecution] = [:]
    var pendingAnswers = PendingAnswers()
    var activityQueues = ActivityQueues()
    /// The express executions under way, which are kept nowhere.
    var express = ExpressRuns()
    /// The machines that are being deleted.
    var deleting: Set<String> = []
    /// Whether everything is to be left as it stands.
    var isSuspended = false

    /// Opens the service's file. Nothing runs before ``resume()``.
    ///
    /// - Throws: `PipelineError` for a file that cannot be used.
    public init(_ configuration: Configuration) throws {
        self.configuration = configuration
        database = try ServiceSchema.open(configuration.file)
    }

    nonisolated var partition: Partition { configuration.partition }
    var now: Timestamp { Timestamp(milliseconds: configuration.clock.now.milliseconds) }
    func makeID() -> String { configuration.makeID() }

    var resources: ResourceTable { ResourceTable(database: database) }
    var tags: TagTable { TagTable(database: database) }
    var executionTable: ExecutionTable { ExecutionTable(database: database) }
    var journal: JournalTable { JournalTable(database: database) }
    var taskTable: TaskTable { TaskTable(database: database) }
    var childTable: ChildTable { ChildTable(database: database) }
    var mapRunTable: MapRunTable { MapRunTable(database: database) }

    /// Goes on with every execution that ran when the last service on this file ended.
    public func resume() {
        do {
            deleting = Set(try resources.all(StateMachine.self).filter(\.isDeleting).map(\.arn))
            for (record, number) in try executionTable.running() where running[record.arn] == nil {
                do {
                    let execution = try remake(record, number)
                    launch(record, number, execution)
                } catch {
                    configuration.onProblem("\(record.arn) cannot be gone on with: \(error)")
                }
            }
            for machine in deleting { try finishDeletion(of: machine) }
        } catch {
            configuration.onProblem("No execution can be gone on with: \(error)")
        }
    }

    /// The execution as its journal left it.
    func remake(_ record: ExecutionRecord, _ number: Int64) throws -> Execution {
        var execution = try record.makeExecution(partition)
        execution.reportsChildren = true
        var position = 0
        while true {
            let inputs = try journal.inputs(of: number, after: position, limit: 100)
            if inputs.isEmpty { return execution }
            execution.replay(inputs)
            position += inputs.count
        }
    }

    /// Leaves every execution as it stands, and waits until none runs.
    public func suspend() async {
        isSuspended = true
        let (tasks, expressTasks) = (running.values.map(\.task), express.tasks)
        for task in tasks { task.cancel() }
        for task in expressTasks { task.cancel() }
        activityQueues.closeAll()
        for task in tasks { await task.value }
        for task in expressTasks { _ = await task.value }
    }
}
