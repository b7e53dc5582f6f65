import StatesLanguage

/// Carries out the tasks of one service.
protocol ServiceIntegration: Sendable {
    /// What it carries out, for messages: `arn:aws:states:::lambda:invoke`.
    var supported: [String] { get }

    /// Whether a state's `Resource` is one of this service.
    func handles(_ resource: String) -> Bool

    /// Carries out one attempt. Cancelling the surrounding task stops what it started.
    ///
    /// - Parameter report: Takes what the task does before its end.
    func run(_ request: TaskRequest, reporting report: @escaping @Sendable (TaskProgress) -> Void) async -> TaskOutcome
}
