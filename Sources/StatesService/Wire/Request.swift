import JSON

/// The members of a request whose shape was checked.
struct Request: Sendable {
    let members: JSONObject
    /// Tells whether the client still waits for the answer.
    var isClientThere: @Sendable () -> Bool = { true }

    /// A text that need not be there.
    func text(_ name: String) -> String? { members[name]?.string }

    /// A text that the operation requires; the check of the shape has seen to that.
    func required(_ name: String) throws(ServiceError) -> String {
        guard let text = text(name) else {
            throw .validation(
                "1 validation error detected: Value null at '\(name)' failed to satisfy constraint: "
                    + "Member must not be null")
        }
        return text
    }

    func integer(_ name: String) -> Int? { members[name]?.int }

    func number(_ name: String) -> Double? { members[name]?.double }

    /// A flag; false where it is left out.
    func flag(_ name: String) -> Bool { members[name]?.bool ?? false }

    /// A structure or list as it came; nil where it is left out.
    func value(_ name: String) -> JSON? {
        members[name].flatMap { $0.isNull ? Optional.none : $0 }
    }

    /// Whether the response is to leave out inputs, outputs and definitions.
    var wantsMetadataOnly: Bool { text("includedData") == "METADATA_ONLY" }
}
