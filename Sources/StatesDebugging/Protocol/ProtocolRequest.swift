public import JSON

/// One line that a client sends.
public struct ProtocolRequest: Sendable {
    /// What it asks for.
    public enum Method: String, CaseIterable, Hashable, Sendable {
        case initialize, setBreakpoints, step, next, `continue`, back, again, restart, state, evaluate, setInput
        case setResult, succeed, fail, quit
    }

    /// What the answer repeats; null where the client gave none.
    public let id: JSON
    /// What is asked for.
    public let method: Method
    let params: JSONObject

    /// Reads a line.
    ///
    /// - Throws: ``ProtocolError`` when it is no request.
    public init(_ line: String) throws(ProtocolError) {
        let source: JSON
        do throws(JSONSyntaxError) {
            source = try JSON(parsing: line)
        } catch {
            throw ProtocolError("notJSON", "The line is no JSON: \(error)")
        }
        guard let object = source.object else {
            throw ProtocolError("badRequest", "A request is an object, not \(source.kind)")
        }
        id = object["id"] ?? .null
        guard let name = object["method"]?.string else {
            throw ProtocolError("badRequest", "A request has a 'method'", id: id)
        }
        guard let method = Method(rawValue: name) else {
            let names = Method.allCases.map(\.rawValue).joined(separator: ", ")
            throw ProtocolError("unknownMethod", "There is no method '\(name)'; there are: \(names)", id: id)
        }
        self.method = method
        let params = object["params"] ?? [:]
        guard let members = params.object else {
            throw ProtocolError("badParams", "'params' is an object, not \(params.kind)", id: id)
        }
        self.params = members
    }

    func string(_ name: String) throws(ProtocolError) -> String? {
        guard let value = params[name], !value.isNull else { return nil }
        guard let text = value.string else { throw bad("'\(name)' is a string, not \(value.kind)") }
        return text
    }

    func required<Value>(_ name: String, _ value: Value?) throws(ProtocolError) -> Value {
        guard let value else { throw bad("'\(method.rawValue)' needs '\(name)'") }
        return value
    }

    func bad(_ message: String) -> ProtocolError { ProtocolError("badParams", message, id: id) }
}

/// Why a line was not answered with a result.
public struct ProtocolError: Error, Hashable, Sendable {
    /// One word, stable: those of ``SessionError``, or about the request itself.
    public let code: String
    /// A sentence.
    public let message: String
    let id: JSON

    /// An error.
    public init(_ code: String, _ message: String, id: JSON = .null) {
        self.code = code
        self.message = message
        self.id = id
    }

    /// The line that answers.
    public var json: JSON {
        ["id": id, "error": ["code": .string(code), "message": .string(message)]]
    }
}
