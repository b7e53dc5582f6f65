import StatesLanguage

/// Makes the runner for tasks that no mock answers: the one place where the local runner is plugged in.
enum TaskRunnerFactory {
    /// The runner of `states run`; so far every task fails and says so.
    static func makeRunner() -> any TaskRunner {
        UnavailableTaskRunner()
    }
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
