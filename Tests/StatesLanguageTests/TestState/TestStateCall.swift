import JSON
import StatesLanguage

/// Calls TestState as the tests do: at a fixed time, with JSON where the API wants text.
enum TestStateCall {
    static let now = Timestamp(seconds: 1_750_000_000)

    /// - Parameter members: The members of the request besides the definition; what is not text becomes JSON text where
    ///   the API wants that.
    static func response(
        _ definition: JSON, _ members: JSONObject = [:], runner: any TaskRunner = MockTaskRunner([:])
    ) async throws -> JSON {
        var request = members
        request["definition"] = text(definition)
        for name in ["input", "variables", "context"] { request[name] = members[name].map(text) }
        if var mock = members["mock"]?.object {
            mock["result"] = mock["result"].map(text)
            request["mock"] = .object(mock)
        }
        return try await TestState(.object(request), now: now).run(with: runner)
    }

    private static func text(_ value: JSON) -> JSON {
        value.string == nil ? .string(value.text()) : value
    }
}

extension JSON {
    /// The response with the values of the texts in it that hold objects and arrays.
    var withoutTexts: JSON {
        guard let object else { return self }
        return .object(
            JSONObject(
                object.map { member in
                    if member.key == "inspectionData" { return (member.key, member.value.withoutTexts) }
                    guard let text = member.value.string, text.hasPrefix("{") || text.hasPrefix("["),
                        let value = try? JSON(parsing: text)
                    else { return (member.key, member.value) }
                    return (member.key, value)
                }))
    }
}
