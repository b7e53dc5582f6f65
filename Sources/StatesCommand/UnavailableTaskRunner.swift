import StatesLanguage

/// Answers no task, and says what to do.
struct UnavailableTaskRunner: TaskRunner {
    /// How the command is given results.
    var mockOption = "--mocks FILE"

    func run(_ request: TaskRequest) async -> TaskOutcome {
        .unanswered(
            cause: "Nothing here carries out \(request.resource) of the state '\(request.stateName)'. "
                + "Give its results with \(mockOption), the executable of a function with "
                + "--function NAME=PATH, or the place of services with --endpoint URL.")
    }
}
