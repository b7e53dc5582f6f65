import JSON

/// The functions on JSON and its text.
enum JSONIntrinsics {
    /// The members of both objects; of equal keys the second object's value. Only the top level is merged.
    static func merge(_ first: JSON, _ second: JSON, deeply: JSON) throws(IntrinsicError) -> JSON {
        guard deeply == .bool(false) else {
            throw IntrinsicError("The third argument must be false: deep merging is not supported")
        }
        guard let first = first.object, let second = second.object else {
            throw IntrinsicError("Only objects can be merged")
        }
        var merged = first
        for member in second { merged[member.key] = member.value }
        return .object(merged)
    }

    /// The value of a JSON text; of a blank one null, as the service answers.
    static func parse(_ text: String) throws(IntrinsicError) -> JSON {
        if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) { return .null }
        do {
            return try JSON(parsing: text)
        } catch {
            throw IntrinsicError("The text is not JSON: \(error)")
        }
    }
}
