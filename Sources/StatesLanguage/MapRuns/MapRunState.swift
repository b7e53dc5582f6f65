import JSON

/// What a Map Run knows from its start.
///
/// A class, so that it can be looked at while the run changes, at the cost of a reference.
final class MapRunSetup: Sendable {
    let plan: MapPlan
    let distribution: Distribution
    /// Where the execution's list of runs has this one.
    let place: Int
    let arn: String
    let label: String
    /// The machine that the children run.
    let machine: Definition
    /// How far a run came that is redriven.
    let earlier: MapRunProgress?

    init(
        _ plan: MapPlan, _ distribution: Distribution, _ run: MapRun, at place: Int, machine: Definition,
        earlier: MapRunProgress?
    ) {
        (self.plan, self.distribution, self.place, self.machine) = (plan, distribution, place, machine)
        self.earlier = earlier
        (arn, label) = (run.arn, run.label)
    }
}

/// A Map Run that is under way.
struct MapRunState: Sendable {
    /// How a run ends, while its last results are being written.
    enum Outcome: Sendable {
        case succeeded
        case failed(Failure)
    }

    /// Parts of files that may be on their way before no more children are started.
    private static let maximumParts = 4

    let setup: MapRunSetup
    /// Children at once, at most. This and the tolerance may be changed while the run is under way.
    var maxConcurrency: Int
    var tolerance: MapPlan.Tolerance
    var queue: ItemQueue
    var batches: BatchCollector
    var results: ResultCollector
    /// The slots of the children that are not over.
    var children: Set<Int> = []
    /// How many children were started.
    var started = 0
    var failedItems = 0
    /// Which children did not succeed.
    var unsuccessful: Set<Int> = []
    /// How many parts of files are being written.
    var partsUnderWay = 0
    var outcome: Outcome?

    init(_ setup: MapRunSetup, _ run: MapRun, limit: Int) {
        self.setup = setup
        (maxConcurrency, tolerance) = (setup.plan.maxConcurrency, setup.plan.tolerance)
        queue = ItemQueue(setup.plan, setup.distribution)
        batches = BatchCollector(setup.distribution.batch)
        results = ResultCollector(setup.distribution, for: run, earlier: setup.earlier, limit: limit)
    }

    /// Whether one more child may run now.
    var hasRoom: Bool {
        outcome == nil && children.count < maxConcurrency && partsUnderWay < Self.maximumParts
    }

    /// Whether nothing is left to start and nothing runs.
    var isDone: Bool { outcome == nil && queue.isOver && batches.isEmpty && children.isEmpty }

    /// What to read next, if anything.
    mutating func nextRequest() -> ItemRequest? {
        guard hasRoom else { return nil }
        return queue.request(for: setup.arn, atOnce: maxConcurrency)
    }
}
