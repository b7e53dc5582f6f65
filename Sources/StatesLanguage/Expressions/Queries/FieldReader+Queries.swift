import JSON
import JSONata

extension FieldReader {
    /// A query in a field of a state in JSONata; nil, and the field not taken, for anything but `{% … %}`.
    mutating func query(_ field: String) -> JSONataQuery? {
        guard language == .jsonata, let value = object[field]?.string, let text = JSONataQuery.text(in: value) else {
            return nil
        }
        _ = take(field)
        return compile(query: text, at: place(field), location: location(of: field))
    }

    /// A value with queries anywhere in it.
    mutating func queryTemplate(_ field: String) -> PayloadTemplate? {
        take(field).map { compile(queries: $0, at: place(field), location: location(of: field)) }
    }

    private func compile(query text: String, at pointer: String, location: String) -> JSONataQuery? {
        do throws(JSONataError) {
            let query = try JSONataQuery(parsing: text, location: location)
            for fault in query.unavailableReferences(where: available) {
                log.report(.unsupportedJSONata, fault, at: pointer)
            }
            return query
        } catch {
            log.report(.invalidJSONata, error.message, at: pointer)
            return nil
        }
    }

    private func compile(queries value: JSON, at pointer: String, location: String) -> PayloadTemplate {
        switch value {
        case .string(let text):
            guard let text = JSONataQuery.text(in: text) else {
                checkDelimiters(text, at: pointer)
                return .literal(value)
            }
            return compile(query: text, at: pointer, location: location).map { .query($0) } ?? .literal(value)
        case .object(let object):
            let members = object.map { member -> (key: String, value: PayloadTemplate) in
                let inner = compile(
                    queries: member.value, at: pointer.appending(pointer: member.key),
                    location: "\(location)/\(member.key)")
                return (member.key, inner)
            }
            return members.allSatisfy(\.value.isLiteral) ? .literal(value) : .object(members)
        case .array(let elements):
            let compiled = elements.enumerated().map { position, element in
                compile(
                    queries: element, at: pointer.appending(pointer: "\(position)"),
                    location: "\(location)[\(position)]")
            }
            return compiled.allSatisfy(\.isLiteral) ? .literal(value) : .array(compiled)
        default:
            return .literal(value)
        }
    }

    /// Of the two delimiters of a query none may stand alone.
    private func checkDelimiters(_ text: String, at pointer: String) {
        guard text.hasPrefix("{%") || text.hasSuffix("%}") else { return }
        log.report(.schema, "JSONata string must start with {% and end with %}", at: pointer)
    }
}
