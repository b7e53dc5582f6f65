extension Execution {
    /// Items that were found.
    mutating func countPending(_ slot: Int, _ items: Int) {
        guard let setup = mapRunsUnderWay[slot]?.setup else { return }
        mapRuns[setup.place].itemCounts.pending += items
        if setup.distribution.batch == nil { mapRuns[setup.place].executionCounts.pending += items }
    }

    /// A child that works on some items was started.
    mutating func countStarted(_ place: Int, _ items: Int) {
        mapRuns[place].itemCounts.pending -= items
        mapRuns[place].itemCounts.running += items
        mapRuns[place].executionCounts.pending = max(0, mapRuns[place].executionCounts.pending - 1)
        mapRuns[place].executionCounts.running += 1
    }

    /// A child is over.
    mutating func countEnded(_ place: Int, items: Int, _ status: Status) {
        mapRuns[place].itemCounts.running -= items
        mapRuns[place].itemCounts.add(items, ended: status)
        mapRuns[place].executionCounts.running -= 1
        mapRuns[place].executionCounts.add(1, ended: status)
    }

    /// All results are where they are to be: in files, which tell of failures as well, or in the state's own result.
    mutating func countWritten(_ place: Int, toFiles: Bool) {
        let (items, executions) = (mapRuns[place].itemCounts, mapRuns[place].executionCounts)
        mapRuns[place].itemCounts.resultsWritten = items.succeeded + (toFiles ? items.unsuccessful : 0)
        mapRuns[place].executionCounts.resultsWritten = executions.succeeded + (toFiles ? executions.unsuccessful : 0)
    }
}
