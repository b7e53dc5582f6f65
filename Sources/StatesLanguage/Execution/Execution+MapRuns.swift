extension Execution {
    /// The runs of distributed Map states, in the order they started, as they stand.
    public var mapRuns: [MapRun] {
        var runs = knownMapRuns
        for index in runs.indices where runs[index].status == .running {
            if let fork = strands[runs[index].slot].fork { runs[index].counts = fork.counts }
        }
        return runs
    }

    /// Notes that a run started below a strand.
    mutating func openMapRun(_ arn: String, _ plan: MapPlan, below slot: Int) {
        strands[slot].fork?.mapRun = knownMapRuns.count
        knownMapRuns.append(
            MapRun(
                arn: arn, startTime: now, maxConcurrency: plan.maxConcurrency,
                toleratedFailureCount: plan.tolerance.count, toleratedFailurePercentage: plan.tolerance.percentage,
                slot: slot))
    }

    /// Notes that the run below a strand ended, if there is one; of several ends the first counts.
    mutating func closeMapRun(of slot: Int, _ status: MapRun.Status) {
        guard let fork = strands[slot].fork, let index = fork.mapRun, knownMapRuns[index].status == .running else {
            return
        }
        var counts = fork.counts
        counts.aborted = counts.running
        counts.running = 0
        knownMapRuns[index].counts = counts
        knownMapRuns[index].status = status
        knownMapRuns[index].stopTime = now
        strands[slot].fork?.mapRun = nil
    }

    /// Gives a Map Run other limits, as UpdateMapRun does; one that is over stays as it is.
    public mutating func updateMapRun(_ arn: String, _ update: MapRunUpdate, at time: Timestamp) {
        guard status == .running,
            let index = knownMapRuns.firstIndex(where: { $0.arn == arn && $0.status == .running })
        else { return }
        let slot = knownMapRuns[index].slot
        now = max(now, time)
        if let limit = update.maxConcurrency {
            knownMapRuns[index].maxConcurrency = limit
            strands[slot].fork?.plan?.maxConcurrency = limit == 0 ? Int.max : limit
        }
        if let count = update.toleratedFailureCount {
            knownMapRuns[index].toleratedFailureCount = count
            strands[slot].fork?.plan?.tolerance.count = count
        }
        if let percentage = update.toleratedFailurePercentage {
            knownMapRuns[index].toleratedFailurePercentage = percentage
            strands[slot].fork?.plan?.tolerance.percentage = percentage
        }
        fillMapRun(slot)
    }
}

extension Fork {
    fileprivate var counts: MapRun.Counts {
        MapRun.Counts(
            total: results.count, running: children.count, succeeded: successes, failed: failures)
    }
}
