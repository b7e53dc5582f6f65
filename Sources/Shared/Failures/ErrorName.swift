/// The names that the state machine matches in `Retry` and `Catch`, one for each class of failure.
///
/// Renaming one breaks running workflows: a name is a contract with `statemachine.asl.json`.
public enum ErrorName: String, CaseIterable, Sendable {
    // The upload.
    /// The event is neither an EventBridge *Object Created* event, nor an S3 notification, nor `{bucket, key}`.
    case eventInvalid = "Event.Invalid"
    /// The object's key is not `incoming/<user>/<file>`.
    case uploadKeyInvalid = "Upload.KeyInvalid"
    /// There is no such object.
    case uploadNotFound = "Upload.NotFound"
    /// The object is no longer the one that the event told of.
    case uploadChanged = "Upload.Changed"
    /// The same bytes were imported for this user before, with the same options.
    case uploadAlreadyProcessed = "Upload.AlreadyProcessed"
    /// The file has no content.
    case uploadEmpty = "Upload.Empty"
    /// The file is something other than delimited text: a page, a spreadsheet, an archive, JSON, binary.
    case uploadNotCSV = "Upload.NotCSV"
    /// The table has more columns than any export.
    case uploadTooWide = "Upload.TooWide"
    /// The header is of no known export.
    case uploadUnknownFormat = "Upload.UnknownFormat"
    /// A known export, but not a list of workouts.
    case uploadNotWorkouts = "Upload.NotWorkouts"
    /// A known export that lacks a column it cannot be read without.
    case uploadMissingColumn = "Upload.MissingColumn"

    // The rows.
    /// A larger share of the rows was rejected than the setting allows.
    case rowsTooManyRejected = "Rows.TooManyRejected"

    // The stores.
    /// The store of workouts does not answer or is locked by another process; it may pass.
    case storeUnavailable = "Store.Unavailable"
    /// The store of workouts cannot be used: damaged, read-only, full, or made by a newer version.
    case storeUnusable = "Store.Unusable"
    /// The object store does not answer; it may pass.
    case objectsUnavailable = "Objects.Unavailable"
    /// The object store refuses: no space left, no permission.
    case objectsUnusable = "Objects.Unusable"

    // The message.
    /// The message's receiver does not answer; it may pass.
    case publishUnavailable = "Publish.Unavailable"
    /// The message's receiver refuses it.
    case publishRefused = "Publish.Refused"

    // Any stage.
    /// The work did not fit into the time that the stage is given.
    case deadlineExceeded = "Stage.DeadlineExceeded"
    /// A mistake of our own.
    case internalFailure = "Stage.Internal"

    /// Whether the same call may succeed later, so that `Retry` is right and quarantine is not.
    public var isTransient: Bool {
        switch self {
        case .storeUnavailable, .objectsUnavailable, .publishUnavailable: true
        default: false
        }
    }
}
