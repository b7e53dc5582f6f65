/// An import as it is stored.
public struct StoredImport: Sendable {
    /// The number people call it by.
    public var number: Int
    /// What was known before it was compared with the store.
    public var draft: ImportDraft
    /// When it was undone, RFC 3339; nil while it is active.
    public var undoneAt: String?
    /// What it came to.
    public var result: ImportResult
}
