import JSON
import StatesLanguage

/// Runs executions with answers that only depend on what is asked, one after the other and under small quotas.
enum SteadyDriver {
    static var limits: ExecutionLimits {
        var limits = ExecutionLimits()
        limits.historyEvents = 400
        limits.transitions = 400
        limits.dataBytes = 16_384
        limits.variableBytes = 65_536
        return limits
    }

    static func run(
        _ definition: Definition, input: JSON, type: ExecutionIdentity.WorkflowType
    ) -> Execution {
        var execution = Execution(
            definition, input: input, identity: ExecutionIdentity(type: type), seed: 1, limits: limits)
        execution.start(at: Timestamp(seconds: 1_700_000_000))
        return run(execution)
    }

    /// Goes on with an execution until it is over, or nothing is left that it waits for.
    static func run(_ execution: Execution) -> Execution {
        var (execution, waiting) = (execution, [ExecutionInput]())
        while true {
            execution.run()
            for command in execution.takeCommands() { waiting += answers(to: command, at: execution.now) }
            if execution.isOver { return execution }
            if !waiting.isEmpty {
                execution.receive(waiting.removeFirst())
            } else if let wake = execution.nextWake {
                execution.receive(.timeReached(wake))
            } else {
                return execution
            }
        }
    }

    private static func answers(to command: Execution.Command, at now: Timestamp) -> [ExecutionInput] {
        switch command {
        case .startTask(let task, let request): return answers(to: request, of: task, at: now)
        case .readItems(let request):
            return [.itemsRead(.failure(ObjectError("There are no items")), mapRun: request.mapRun, at: now)]
        case .writeResults(let part): return [.resultsWritten(nil, mapRun: part.mapRun, at: now)]
        case .cancelTask, .stopReading, .childStarted, .childEnded: return []
        }
    }

    /// The first task of a state gives back what it got; those that follow end in every other way, in turn.
    private static func answers(to request: TaskRequest, of task: TaskID, at now: Timestamp) -> [ExecutionInput] {
        let outcome: TaskOutcome =
            switch request.ordinal % 5 {
            case 1: .failed(error: "Busy", cause: request.parameters.text())
            case 2: .timedOut(cause: nil)
            case 3: .heartbeatTimedOut(cause: "late")
            case 4: .failed(error: "", cause: nil)
            default: .succeeded(request.parameters)
            }
        return [
            .taskProgressed(task, .started(worker: "w"), at: now),
            .taskProgressed(task, .submitted(request.parameters), at: now), .taskEnded(task, outcome, at: now),
        ]
    }
}
