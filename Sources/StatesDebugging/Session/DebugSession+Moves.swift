import StatesLanguage

extension DebugSession {
    /// What comes next: something to do, or somebody to ask.
    enum Next {
        case move(Move)
        case ask(Halt)
    }

    /// What the interpreter would do next: states first, then the tasks by their age, then time.
    var nextMove: Next {
        let moment = timeline.current
        if moment.execution.canStep { return .move(.step) }
        let now = moment.execution.now
        if let part = moment.writings.first {
            return .move(.tell(.resultsWritten(.none, mapRun: part.mapRun, at: now)))
        }
        if let request = moment.readings.first { return .ask(.asksForItems(request)) }
        if let task = moment.tasks.first {
            guard let outcome = task.outcome else { return .ask(.asksForTask(task.id, task.request)) }
            return .move(.tell(.taskEnded(task.id, outcome, at: now)))
        }
        guard let wake = moment.execution.nextWake else {
            return .move(.tell(.aborted(error: nil, cause: "Nothing is left to wait for", at: now)))
        }
        return .move(.tell(.timeReached(max(now, wake))))
    }
}
