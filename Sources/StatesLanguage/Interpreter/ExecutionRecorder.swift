/// Keeps what an execution is told, so that the same execution can be made again, and what came of it.
public protocol ExecutionRecorder: Sendable {
    /// Takes note of one input.
    ///
    /// Called when the execution has done all that follows from the input, and before any of the tasks that it asks for
    /// is started.
    ///
    /// - Parameters:
    ///   - input: What the execution was told.
    ///   - execution: How it stands now; its history holds new events.
    func record(_ input: ExecutionInput, leadingTo execution: Execution) async
}
