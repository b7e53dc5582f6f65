public import JSON

/// Why a stage of the pipeline failed, with the stable name that `Retry` and `Catch` of the state machine match.
///
/// The name says what class of failure it is, the message says it to a person: which thing, where, and what to do next.
/// Neither may hold personal data beyond the names of the user's own files and columns.
public struct PipelineError: Error, Sendable {
    /// What `ErrorEquals` compares.
    public var name: ErrorName
    /// One or two sentences for a person: what is wrong, where, what to do next.
    public var message: String
    /// A finer, stable code for programs, such as `not_csv_html`; nil where the name says it all.
    public var code: String?
    /// What a later state needs to know about the failure, such as where the report is.
    public var details: JSONObject
    /// The failure underneath, if another layer reported one.
    public var cause: (any Error)?

    /// An error to throw from a stage or from what it calls.
    public init(
        _ name: ErrorName, _ message: String, code: String? = nil, details: JSONObject = [:],
        cause: (any Error)? = nil
    ) {
        self.name = name
        self.message = message
        self.code = code
        self.details = details
        self.cause = cause
    }
}

extension PipelineError: CustomStringConvertible {
    /// The message alone; the name is for machines.
    public var description: String { message }
}
