/// Where others than its tasks and its clock tell a running execution something, such as that it is to stop.
///
/// It serves one run.
public final class ExecutionMailbox: Sendable {
    let messages: AsyncStream<DriverMessage>
    let inbox: AsyncStream<DriverMessage>.Continuation

    /// A mailbox for one run.
    public init() {
        (messages, inbox) = AsyncStream<DriverMessage>.makeStream()
    }

    /// Tells the execution something as soon as it listens; nothing happens once it is over.
    public func send(_ input: ExecutionInput) {
        inbox.yield(.told(input))
    }
}

/// What arrives for a driver.
enum DriverMessage: Sendable {
    case progress(TaskID, TaskProgress)
    case ended(TaskID, TaskOutcome)
    case items(Result<ItemBatch, ObjectError>, mapRun: String)
    case written(ObjectError?, mapRun: String)
    case woke(Timestamp)
    case told(ExecutionInput)
}
