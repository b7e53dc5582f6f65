/// The error names that the language keeps for itself, all of which begin with `States.`.
enum ReservedErrorName {
    /// Every name in the Step Functions developer guide, "Handling errors in Step Functions workflows", and one that the
    /// service reports in spite of it.
    static let all: Set<String> = [
        "States.ALL", "States.BranchFailed", "States.DataLimitExceeded", "States.ExceedToleratedFailureThreshold",
        "States.HeartbeatTimeout", "States.Http.Socket", "States.IntrinsicFailure", "States.ItemReaderFailed",
        "States.NoChoiceMatched", "States.ParameterPathFailure", "States.Permissions", "States.QueryEvaluationError",
        "States.ReferencePathConflict", "States.ResultPathMatchFailure", "States.ResultWriterFailed", "States.Runtime",
        "States.TaskFailed",
        "States.Timeout",
    ]
}
