public import StatesLanguage

/// Makes the runner for tasks that no mock answers. This is the seam where the local runner is plugged in.
public enum TaskRunnerFactory {
    /// The runner of `states run`, set once before the command starts; by default every task fails and says so.
    @TaskLocal public static var makeRunner: @Sendable () -> any TaskRunner = { UnavailableTaskRunner() }
}

/// Fails every task, with a cause that tells what to do.
struct UnavailableTaskRunner: TaskRunner {
    func run(_ request: TaskRequest) async -> TaskOutcome {
        .failed(
            error: "States.TaskFailed",
            cause: "Nothing here carries out \(request.resource) of the state '\(request.stateName)'. "
                + "Give its results with --mocks FILE.")
    }
}
