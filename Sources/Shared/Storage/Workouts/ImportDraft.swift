public import JSON

/// What is known of an import before its records are compared with the store.
public struct ImportDraft: Sendable {
    /// The run's id; recording the same id again changes nothing.
    public var id: String
    /// Whose workouts they are.
    public var user: String
    /// The name of the uploaded file.
    public var fileName: String
    /// SHA-256 of the uploaded file, in hexadecimal.
    public var sha256: String
    /// What recognises the same file with the same options.
    public var importKey: String
    /// The format that the file was read as.
    public var format: String
    /// The age of what the file says, as ISO 8601 date or date and time; empty where it holds nothing.
    public var asOf: String
    /// When the run began, RFC 3339.
    public var importedAt: String
    /// Whatever else should be found with the import later, such as where its objects are.
    public var context: JSONObject

    /// An import to record.
    public init(
        id: String, user: String, fileName: String, sha256: String, importKey: String, format: String, asOf: String,
        importedAt: String, context: JSONObject = [:]
    ) {
        self.id = id
        self.user = user
        self.fileName = fileName
        self.sha256 = sha256
        self.importKey = importKey
        self.format = format
        self.asOf = asOf
        self.importedAt = importedAt
        self.context = context
    }
}
