import StatesLanguage

/// Fails every task, with a cause that tells what to do.
struct UnavailableTaskRunner: TaskRunner {
    /// How the command is given results.
    var mockOption = "--mocks FILE"

    func run(_ request: TaskRequest) async -> TaskOutcome {
        .failed(
            error: "States.TaskFailed",
            cause: "Nothing here carries out \(request.resource) of the state '\(request.stateName)'. "
                + "Give its results with \(mockOption), the executable of a function with "
                + "--function NAME=PATH, or the place of services with --endpoint URL.")
    }
}
