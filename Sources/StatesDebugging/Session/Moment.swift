import JSON
import StatesLanguage

/// An execution at rest, with what it waits for: a value, so that keeping it is all there is to going back.
struct Moment: Sendable {
    /// A task that was scheduled and has not ended.
    struct PendingTask: Sendable {
        var id: TaskID
        var request: TaskRequest
        /// How it is going to end, once somebody said so.
        var outcome: TaskOutcome?
    }

    var execution: Execution
    /// In the order they were scheduled.
    var tasks: [PendingTask] = []
    var readings: [ItemRequest] = []
    /// Map Runs whose results were to be written; nothing is, while somebody goes back and forth.
    var writings: [ResultPart] = []

    init(starting execution: Execution, at time: Timestamp) {
        self.execution = execution
        if self.execution.trace == nil { self.execution.trace = [] }
        self.execution.receive(.started(at: time))
        takeCommands()
    }

    /// Does one thing. Equal moments and moves lead to equal moments.
    mutating func make(_ move: Move) {
        switch move {
        case .step: execution.step()
        case .tell(let input): tell(input)
        case .answer(let task, let response):
            for progress in response.progress { execution.receive(.taskProgressed(task, progress, at: execution.now)) }
            if let index = tasks.firstIndex(where: { $0.id == task }) { tasks[index].outcome = response.outcome }
        case .replaceInput(let strand, let input): _ = execution.replaceInput(of: strand, with: input)
        case .replaceVariables(let strand, let variables):
            _ = execution.replaceVariables(of: strand, with: variables)
        }
        takeCommands()
    }

    private mutating func tell(_ input: ExecutionInput) {
        switch input {
        case .taskEnded(let task, _, _): tasks.removeAll { $0.id == task }
        case .itemsRead(_, let mapRun, _): readings.removeAll { $0.mapRun == mapRun }
        case .resultsWritten: if !writings.isEmpty { writings.removeFirst() }
        default: break
        }
        execution.receive(input)
    }

    private mutating func takeCommands() {
        for command in execution.takeCommands() {
            switch command {
            case .startTask(let id, let request): tasks.append(PendingTask(id: id, request: request))
            case .cancelTask(let id): tasks.removeAll { $0.id == id }
            case .readItems(let request): readings.append(request)
            case .stopReading(let mapRun): readings.removeAll { $0.mapRun == mapRun }
            case .writeResults(let part): writings.append(part)
            case .childStarted, .childEnded: break
            }
        }
    }
}

/// One thing that leads from a moment to the next.
enum Move: Sendable {
    /// The next state is entered, or tried again.
    case step
    case tell(ExecutionInput)
    /// Somebody says how a task is going to end, and what it does before.
    case answer(TaskID, MockResponse)
    case replaceInput(StrandID, JSON)
    case replaceVariables(StrandID, JSONObject)
}
