import JSON

/// How the service writes a place: a JSON pointer whose array positions stand in brackets, `/States/A/Catch[0]/Next`.
struct ServiceLocation {
    let text: String

    /// - Parameters:
    ///   - pointer: A JSON pointer; the part that the document does not have is kept as it is.
    ///   - source: The document it points into.
    init(_ pointer: String, in source: JSON) {
        var (text, value) = ("", Optional(source))
        for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            if let elements = value?.array {
                text += "[\(step)]"
                value = Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : Optional.none }
            } else {
                let key = String(step).unescapedFromPointer
                text += "/" + key
                value = value?[key]
            }
        }
        self.text = text.isEmpty ? "/" : text
    }
}
