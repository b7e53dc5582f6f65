public import JSON

/// Carries out what Task states ask for: invokes functions, calls services, replays mocks.
///
/// The interpreter itself has no network and no processes; whoever runs it brings one of these.
public protocol TaskRunner: Sendable {
    /// Carries out one attempt of a task and waits for its end.
    ///
    /// The runner enforces ``TaskRequest/timeout`` in its own time and answers `.timedOut`. When the surrounding Swift
    /// task is cancelled the attempt is abandoned: what it started is stopped, and the answer is ignored.
    func run(_ request: TaskRequest) async -> TaskOutcome
}

/// One attempt of a Task state.
public struct TaskRequest: Sendable {
    /// The state's `Resource`, such as `arn:aws:states:::lambda:invoke`.
    public var resource: String
    /// The evaluated `Parameters` (or `Arguments`), or the effective input where the state has none.
    public var parameters: JSON
    /// The name of the state.
    public var stateName: String
    /// How many times this visit of the state was retried before; 0 at the first attempt.
    public var retryCount: Int
    /// The evaluated `TimeoutSeconds`; nil where the state sets none.
    public var timeout: Duration?
    /// The evaluated `HeartbeatSeconds`; nil where the state sets none.
    public var heartbeat: Duration?
    /// The context object as the state sees it (`$$`).
    public var context: JSON
    /// The task token, for `.waitForTaskToken` resources.
    public var taskToken: String?
    /// How many tasks this state scheduled before in the whole execution, retries and iterations alike.
    public var ordinal: Int

    /// A request as the interpreter makes it.
    public init(
        resource: String, parameters: JSON, stateName: String, retryCount: Int = 0, timeout: Duration? = nil,
        heartbeat: Duration? = nil, context: JSON = [:], taskToken: String? = nil, ordinal: Int = 0
    ) {
        self.resource = resource
        self.parameters = parameters
        self.stateName = stateName
        self.retryCount = retryCount
        self.timeout = timeout
        self.heartbeat = heartbeat
        self.context = context
        self.taskToken = taskToken
        self.ordinal = ordinal
    }
}

/// How an attempt of a task ended.
public enum TaskOutcome: Hashable, Sendable {
    /// The raw result, before `ResultSelector`, `ResultPath` and `OutputPath`.
    case succeeded(JSON)
    /// A failure by name, such as `Lambda.TooManyRequestsException`, with its cause text.
    case failed(error: String, cause: String?)
    /// The task did not end in time; Step Functions names this `States.Timeout`.
    case timedOut(cause: String?)
    /// A task whose worker did not report in time; matches `States.HeartbeatTimeout`.
    case heartbeatTimedOut(cause: String?)
    /// Nobody here can carry the task out: a fault of the set-up, not of the machine. It ends the execution, whatever
    /// `Retry`, `Catch` and tolerated failures say; otherwise a machine that handles every error would hide it.
    case unanswered(cause: String)
    /// The task never answers and never reports, so that it ends when its `TimeoutSeconds` or `HeartbeatSeconds` are over;
    /// where it has neither, not before the execution does.
    case silent

    /// The error of an execution that ended since a task was ``unanswered(cause:)``.
    public static let unansweredError = "Mock.Missing"
}
