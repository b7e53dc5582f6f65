import JSON
import JSONPath

extension FieldReader {
    /// A path; null and other types are problems. States in JSONata have none.
    mutating func path(_ field: String) -> PathExpression? {
        guard language == .jsonPath, let text = string(field) else { return nil }
        return compile(path: text, at: place(field))
    }

    /// `InputPath` or `OutputPath`.
    mutating func pathField(_ field: String) -> PathField {
        guard language == .jsonPath, let value = take(field) else { return .whole }
        if value.isNull { return .nothing }
        guard let text = value.string else {
            report(.schema, "The field '\(field)' must be a path or null, not \(value.kind)", at: field)
            return .whole
        }
        guard let path = compile(path: text, at: place(field)) else { return .whole }
        return path.isWholeInput ? .whole : .path(path)
    }

    /// `ResultPath`: a reference path or null.
    mutating func resultPath(_ field: String = "ResultPath") -> ResultPath {
        guard language == .jsonPath, let value = take(field) else { return .replaceInput }
        if value.isNull { return .discardResult }
        guard let text = value.string else {
            report(.schema, "The field '\(field)' must be a reference path or null, not \(value.kind)", at: field)
            return .replaceInput
        }
        do {
            let path = try ReferencePath(parsing: text)
            return path.isRoot ? .replaceInput : .reference(path)
        } catch {
            report(.schema, "Value is not a Reference Path: \(error)", at: field)
            return .replaceInput
        }
    }

    /// A path, or a call of an intrinsic function, in a field such as `ErrorPath`.
    mutating func expression(_ field: String) -> PayloadTemplate? {
        guard language == .jsonPath, let text = string(field) else { return nil }
        return compile(expression: text, field: field, at: place(field))
    }

    /// A payload template, with expressions in the language of the state.
    mutating func template(_ field: String) -> PayloadTemplate? {
        if language == .jsonata { return queryTemplate(field) }
        guard let value = take(field) else { return nil }
        return compile(template: value, at: place(field), depth: 0)
    }

    /// `Assign`: a template whose members are variables.
    mutating func assign() -> PayloadTemplate? {
        guard let value = take("Assign") else { return nil }
        guard let object = value.object else {
            report(.schema, "The field 'Assign' must be an object, not \(value.kind)", at: "Assign")
            return nil
        }
        for key in object.keys {
            let name = language == .jsonPath && key.hasSuffix(".$") ? String(key.dropLast(2)) : key
            if !VariableName.isValid(name) {
                log.report(
                    .schema, "'\(name)' is not the name of a variable",
                    at: place("Assign").appending(pointer: key))
            }
        }
        if language == .jsonata { return queryTemplate("Assign") }
        return compile(template: value, at: place("Assign"), depth: 0)
    }

    func compile(path text: String, at pointer: String) -> PathExpression? {
        do {
            return try PathExpression(parsing: text)
        } catch {
            log.report(.invalidJSONPath, "The value is not a valid JSONPath: \(error)", at: pointer)
            return nil
        }
    }

    private func compile(expression text: String, field: String, at pointer: String) -> PayloadTemplate? {
        if text.utf8.first == UInt8(ascii: "$") {
            return compile(path: text, at: pointer).map { .path($0, field: field) }
        }
        do {
            return .intrinsic(try IntrinsicParser.parse(text))
        } catch {
            log.report(
                .schema,
                "The value for the field '\(field)' must be a valid JSONPath or a valid intrinsic function call",
                detail: "\(error.message) at offset \(error.offset)", at: pointer)
            return nil
        }
    }

    private func compile(template value: JSON, at pointer: String, depth: Int) -> PayloadTemplate {
        switch value {
        case .object(let object):
            let members = object.map { member -> (key: String, value: PayloadTemplate) in
                let place = pointer.appending(pointer: member.key)
                guard member.key.hasSuffix(".$") else {
                    return (member.key, compile(template: member.value, at: place, depth: depth + 1))
                }
                let name = String(member.key.dropLast(2))
                guard let text = member.value.string else {
                    log.report(
                        .schema,
                        "The value for the field '\(member.key)' must be a valid JSONPath or a valid intrinsic "
                            + "function call", at: place)
                    return (name, .literal(.null))
                }
                return (name, compile(expression: text, field: member.key, at: place) ?? .literal(.null))
            }
            for key in object.keys where object[key + ".$"] != nil {
                log.report(
                    .schema, "Duplicate field '\(key)': 'x' and 'x.$' make the same member",
                    at: pointer.appending(pointer: key + ".$"))
            }
            // A key with `.$` changes its name, so such an object is no literal even when its value is one.
            let isLiteral = members.allSatisfy(\.value.isLiteral) && !object.keys.contains { $0.hasSuffix(".$") }
            return isLiteral ? .literal(value) : .object(members)
        case .array(let elements):
            let compiled = elements.enumerated().map { position, element in
                compile(template: element, at: pointer.appending(pointer: "\(position)"), depth: depth + 1)
            }
            return compiled.allSatisfy(\.isLiteral) ? .literal(value) : .array(compiled)
        default:
            return .literal(value)
        }
    }
}
