/// The kinds of events that GetExecutionHistory knows.
public enum HistoryEventType: String, CaseIterable, Hashable, Sendable {
    case activityFailed = "ActivityFailed"
    case activityScheduleFailed = "ActivityScheduleFailed"
    case activityScheduled = "ActivityScheduled"
    case activityStarted = "ActivityStarted"
    case activitySucceeded = "ActivitySucceeded"
    case activityTimedOut = "ActivityTimedOut"
    case choiceStateEntered = "ChoiceStateEntered"
    case choiceStateExited = "ChoiceStateExited"
    case evaluationFailed = "EvaluationFailed"
    case executionAborted = "ExecutionAborted"
    case executionFailed = "ExecutionFailed"
    case executionRedriven = "ExecutionRedriven"
    case executionStarted = "ExecutionStarted"
    case executionSucceeded = "ExecutionSucceeded"
    case executionTimedOut = "ExecutionTimedOut"
    case failStateEntered = "FailStateEntered"
    case lambdaFunctionFailed = "LambdaFunctionFailed"
    case lambdaFunctionScheduleFailed = "LambdaFunctionScheduleFailed"
    case lambdaFunctionScheduled = "LambdaFunctionScheduled"
    case lambdaFunctionStartFailed = "LambdaFunctionStartFailed"
    case lambdaFunctionStarted = "LambdaFunctionStarted"
    case lambdaFunctionSucceeded = "LambdaFunctionSucceeded"
    case lambdaFunctionTimedOut = "LambdaFunctionTimedOut"
    case mapIterationAborted = "MapIterationAborted"
    case mapIterationFailed = "MapIterationFailed"
    case mapIterationStarted = "MapIterationStarted"
    case mapIterationSucceeded = "MapIterationSucceeded"
    case mapRunAborted = "MapRunAborted"
    case mapRunFailed = "MapRunFailed"
    case mapRunRedriven = "MapRunRedriven"
    case mapRunStarted = "MapRunStarted"
    case mapRunSucceeded = "MapRunSucceeded"
    case mapStateAborted = "MapStateAborted"
    case mapStateEntered = "MapStateEntered"
    case mapStateExited = "MapStateExited"
    case mapStateFailed = "MapStateFailed"
    case mapStateStarted = "MapStateStarted"
    case mapStateSucceeded = "MapStateSucceeded"
    case parallelStateAborted = "ParallelStateAborted"
    case parallelStateEntered = "ParallelStateEntered"
    case parallelStateExited = "ParallelStateExited"
    case parallelStateFailed = "ParallelStateFailed"
    case parallelStateStarted = "ParallelStateStarted"
    case parallelStateSucceeded = "ParallelStateSucceeded"
    case passStateEntered = "PassStateEntered"
    case passStateExited = "PassStateExited"
    case succeedStateEntered = "SucceedStateEntered"
    case succeedStateExited = "SucceedStateExited"
    case taskFailed = "TaskFailed"
    case taskScheduled = "TaskScheduled"
    case taskStartFailed = "TaskStartFailed"
    case taskStarted = "TaskStarted"
    case taskStateAborted = "TaskStateAborted"
    case taskStateEntered = "TaskStateEntered"
    case taskStateExited = "TaskStateExited"
    case taskSubmitFailed = "TaskSubmitFailed"
    case taskSubmitted = "TaskSubmitted"
    case taskSucceeded = "TaskSucceeded"
    case taskTimedOut = "TaskTimedOut"
    case waitStateAborted = "WaitStateAborted"
    case waitStateEntered = "WaitStateEntered"
    case waitStateExited = "WaitStateExited"
}

extension State.Kind {
    var enteredEvent: HistoryEventType {
        switch self {
        case .task: .taskStateEntered
        case .wait: .waitStateEntered
        case .pass: .passStateEntered
        case .succeed: .succeedStateEntered
        case .fail: .failStateEntered
        case .choice: .choiceStateEntered
        case .parallel: .parallelStateEntered
        case .map: .mapStateEntered
        }
    }

    /// nil for Fail, which is never left.
    var exitedEvent: HistoryEventType? {
        switch self {
        case .task: .taskStateExited
        case .wait: .waitStateExited
        case .pass: .passStateExited
        case .succeed: .succeedStateExited
        case .fail: nil
        case .choice: .choiceStateExited
        case .parallel: .parallelStateExited
        case .map: .mapStateExited
        }
    }

    /// nil for the kinds that are over the moment they begin.
    var abortedEvent: HistoryEventType? {
        switch self {
        case .task: .taskStateAborted
        case .wait: .waitStateAborted
        case .parallel: .parallelStateAborted
        case .map: .mapStateAborted
        case .pass, .succeed, .fail, .choice: nil
        }
    }
}

extension TaskResource.Family {
    var scheduledEvent: HistoryEventType {
        switch self {
        case .lambda: .lambdaFunctionScheduled
        case .activity: .activityScheduled
        case .service: .taskScheduled
        }
    }

    var startedEvent: HistoryEventType {
        switch self {
        case .lambda: .lambdaFunctionStarted
        case .activity: .activityStarted
        case .service: .taskStarted
        }
    }

    var succeededEvent: HistoryEventType {
        switch self {
        case .lambda: .lambdaFunctionSucceeded
        case .activity: .activitySucceeded
        case .service: .taskSucceeded
        }
    }

    var failedEvent: HistoryEventType {
        switch self {
        case .lambda: .lambdaFunctionFailed
        case .activity: .activityFailed
        case .service: .taskFailed
        }
    }

    var timedOutEvent: HistoryEventType {
        switch self {
        case .lambda: .lambdaFunctionTimedOut
        case .activity: .activityTimedOut
        case .service: .taskTimedOut
        }
    }
}
