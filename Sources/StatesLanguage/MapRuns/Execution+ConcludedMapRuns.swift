public import JSON

/// How a Map Run of a recorded execution ended.
public enum MapRunConclusion: Hashable, Sendable {
    /// With what the Map state gave in the end, after its own fields had shaped it, and the variables it assigned.
    case succeeded(output: JSON, assigned: JSONObject?)
    /// With an error that `Retry` and `Catch` of the Map state have yet to see.
    case failed(error: String?, cause: String?)
}

extension Execution {
    /// Tells the execution how a Map Run ended, instead of letting it find out: the history of an execution has neither
    /// the items of a data set nor what child executions did.
    ///
    /// Children under way are given up. A run that is over no longer counts.
    public mutating func concludeMapRun(_ arn: String, _ conclusion: MapRunConclusion, at time: Timestamp) {
        guard status == .running, let slot = mapRunSlots[arn], children[slot] == nil, mapRunsUnderWay[slot] != nil
        else { return }
        now = max(now, time)
        abortChildExecutions(of: slot)
        guard let run = mapRunsUnderWay.removeValue(forKey: slot) else { return }
        mapRunSlots[arn] = nil
        let place = run.setup.place
        mapRuns[place].stopDate = now
        switch conclusion {
        case .failed(let error, let cause):
            mapRuns[place].status = .failed
            unfinishedMapRuns.append(MapRunProgress(run, mapRuns[place]))
            record(.mapRunFailed, .failure(error: error, cause: cause), in: slot)
            fail(slot, Failure(error: error, cause: cause), isFromChildren: true)
        case .succeeded(let output, let assigned):
            mapRuns[place].status = .succeeded
            recordSuccessOfMapRun(slot)
            guard status == .running, case .map(let state) = strands[slot].state else { return }
            leaveState(slot, StateExit(output: output, transition: state.transition, assigned: assigned))
        }
    }
}
