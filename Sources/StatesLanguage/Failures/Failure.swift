import JSON

/// Why a state, a branch or an execution failed: the error name that `Retry` and `Catch` match, and its cause.
struct Failure: Error, Hashable, Sendable {
    /// What is special about a failure besides its name.
    enum Kind: Hashable, Sendable {
        case ordinary
        /// A worker did not report in time; the history calls it `States.Timeout`.
        case heartbeat
        /// No `Retry` or `Catch` applies.
        case terminal
        /// An expression of a state in JSONata could not be evaluated; the history tells which, by its field if it has one.
        case query(location: String?)
        /// What such an expression gave is of no use to its field.
        case queriedValue(location: String)
    }

    /// The error name; nil for a Fail state, or a task, that gave none.
    var error: String?
    var cause: String?
    var kind = Kind.ordinary

    init(error: String?, cause: String? = nil, kind: Kind = .ordinary) {
        self.error = error
        self.cause = cause
        self.kind = kind
    }

    /// A failure of the machine itself, which nothing in it can handle.
    static func runtime(_ cause: String) -> Failure {
        Failure(error: "States.Runtime", cause: cause, kind: .terminal)
    }

    /// An expression in JSONata that gave nothing that can be used.
    static func query(_ cause: String, at location: String?) -> Failure {
        Failure(error: "States.QueryEvaluationError", cause: cause, kind: .query(location: location))
    }

    /// An expression in JSONata whose value its field cannot use.
    static func queriedValue(_ cause: String, at location: String) -> Failure {
        Failure(error: "States.QueryEvaluationError", cause: cause, kind: .queriedValue(location: location))
    }

    /// Whether an expression in JSONata is to blame, or what a state in JSONata got.
    var isQuery: Bool {
        switch kind {
        case .query, .queriedValue: true
        case .ordinary, .heartbeat, .terminal: false
        }
    }

    /// The field whose expression in JSONata is to blame, if one is.
    var queryLocation: String? {
        switch kind {
        case .query(let location): location
        case .queriedValue(let location): location
        case .ordinary, .heartbeat, .terminal: nil
        }
    }

    /// A reference path that does not fit the data. The name and the text are not in the specification, but what the
    /// service reports.
    static func referencePathConflict(_ step: String, _ input: JSON) -> Failure {
        Failure(
            error: "States.ReferencePathConflict", cause: "Unable to apply step \"\(step)\" to input \(input.text())")
    }

    /// More bytes than a state may pass on.
    static func dataLimitExceeded(by subject: String) -> Failure {
        Failure(
            error: "States.DataLimitExceeded",
            cause: "The state/task '\(subject)' returned a result with a size exceeding the maximum number of bytes "
                + "service limit.")
    }

    /// A failure that a task reports, cut to the lengths of the service. An empty name is none.
    ///
    /// `States.Runtime` is beyond `Retry` and `Catch` whoever reports it: the developer guide's "Handling errors" says that
    /// it always makes the execution fail.
    static func task(error: String, cause: String?, _ limits: ExecutionLimits) -> Failure {
        Failure(
            error: error.isEmpty ? nil : String(error.prefix(limits.errorLength)),
            cause: cause.map { String($0.prefix(limits.causeLength)) },
            kind: error == "States.Runtime" ? .terminal : .ordinary)
    }

    /// A task that did not end in time.
    static func timeout(_ cause: String?) -> Failure {
        Failure(error: "States.Timeout", cause: cause)
    }

    /// A task whose worker did not report in time.
    static func missingHeartbeat(_ cause: String?) -> Failure {
        Failure(error: "States.Timeout", cause: cause, kind: .heartbeat)
    }

    /// The failure with the words that Step Functions puts before what goes wrong while a state is evaluated.
    func located(inState name: String, enteredAt event: Int) -> Failure {
        guard kind == .terminal || isQuery, let cause else { return self }
        var failure = self
        failure.cause =
            "An error occurred while executing the state '\(name)' (entered at the event id #\(event)). \(cause)"
        return failure
    }
}
