/// New limits of a Map Run; what is nil stays as it is.
public struct MapRunUpdate: Hashable, Sendable {
    /// Child executions that may run at once; 0 for as many as the service allows.
    public var maxConcurrency: Int?
    /// How many child executions may fail.
    public var toleratedFailureCount: Int?
    /// How many of a hundred may fail.
    public var toleratedFailurePercentage: Double?

    /// An update.
    public init(
        maxConcurrency: Int? = nil, toleratedFailureCount: Int? = nil, toleratedFailurePercentage: Double? = nil
    ) {
        self.maxConcurrency = maxConcurrency
        self.toleratedFailureCount = toleratedFailureCount
        self.toleratedFailurePercentage = toleratedFailurePercentage
    }
}

extension Execution {
    /// Gives a Map Run other limits, as UpdateMapRun does; one that is over stays as it is.
    public mutating func updateMapRun(_ arn: String, _ update: MapRunUpdate, at time: Timestamp) {
        guard status == .running, let slot = mapRunSlots[arn] else { return }
        now = max(now, time)
        if children[slot] != nil { return tellChild(slot) { $0.updateMapRun(arn, update, at: time) } }
        guard let place = mapRunsUnderWay[slot]?.setup.place, mapRunsUnderWay[slot]?.outcome == nil else { return }
        if let limit = update.maxConcurrency {
            mapRuns[place].maxConcurrency = limit
            mapRunsUnderWay[slot]?.maxConcurrency = MapState.concurrency(limit, isDistributed: true)
        }
        if let count = update.toleratedFailureCount {
            mapRuns[place].toleratedFailureCount = count
            mapRunsUnderWay[slot]?.tolerance.count = count
        }
        if let percentage = update.toleratedFailurePercentage {
            mapRuns[place].toleratedFailurePercentage = percentage
            mapRunsUnderWay[slot]?.tolerance.percentage = percentage
        }
        if isFailureExceeded(slot) { endMapRun(slot, .failed(.toleranceExceeded)) } else { advanceMapRun(slot) }
    }
}
