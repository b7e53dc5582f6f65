import JSON
import JSONPath

extension FieldReader {
    /// A path; null and other types are problems. States in JSONata have none.
    ///
    /// - Parameter isReference: Whether the service words a problem as one of a reference path.
    mutating func path(_ field: String, isReference: Bool = false) -> PathExpression? {
        guard language == .jsonPath, let text = string(field) else { return nil }
        return compile(path: text, at: place(field), isReference: isReference)
    }

    /// `InputPath` or `OutputPath`.
    mutating func pathField(_ field: String) -> PathField {
        guard language == .jsonPath, let value = take(field) else { return .whole }
        if value.isNull { return .nothing }
        guard let text = string(field) else { return .whole }
        guard let path = compile(path: text, at: place(field)) else { return .whole }
        return path.isWholeInput ? .whole : .path(path)
    }

    /// `ResultPath`: a reference path or null.
    mutating func resultPath(_ field: String = "ResultPath") -> ResultPath {
        guard language == .jsonPath, let value = take(field) else { return .replaceInput }
        if value.isNull { return .discardResult }
        guard let text = string(field) else { return .replaceInput }
        do {
            let path = try ReferencePath(parsing: text)
            return path.isRoot ? .replaceInput : .reference(path)
        } catch {
            reportNoReferencePath(text, detail: "\(error)", at: place(field))
            return .replaceInput
        }
    }

    /// A path, or a call of an intrinsic function, in a field such as `ErrorPath`.
    mutating func expression(_ field: String) -> PayloadTemplate? {
        guard language == .jsonPath, let text = string(field) else { return nil }
        return compile(expression: text, field: field, at: place(field), location: place(field))
    }

    /// A payload template, with expressions in the language of the state.
    mutating func template(_ field: String) -> PayloadTemplate? {
        if language == .jsonata { return queryTemplate(field) }
        guard let value = take(field) else { return nil }
        return compile(template: value, at: place(field))
    }

    /// `Assign`: a template whose members are variables.
    mutating func assign() -> PayloadTemplate? {
        guard let object = reader("Assign")?.object else { return nil }
        for key in object.keys { checkVariable(key) }
        if language == .jsonata { return queryTemplate("Assign") }
        return compile(template: .object(object), at: place("Assign"))
    }

    private func checkVariable(_ key: String) {
        let name = language == .jsonPath && key.hasSuffix(".$") ? String(key.dropLast(2)) : key
        let pointer = place("Assign").appending(pointer: key)
        if name == VariableName.reserved {
            log.report(.reservedVariableName, "Cannot assign to reserved variable '$states'.", at: pointer)
        } else if name.unicodeScalars.count > VariableName.maximumLength {
            log.report(
                .invalidVariableName,
                "Invalid variable name '\(name)': the variable name is longer than \(VariableName.maximumLength) "
                    + "characters.", at: pointer)
        } else if !VariableName.isValid(name) {
            log.report(
                .invalidVariableName,
                "Invalid variable name '\(name)': the variable name contains invalid characters.", at: pointer)
        }
    }

    func reportNoReferencePath(_ text: String, detail: String, at pointer: String) {
        let reason = text.hasPrefix("$") ? "" : ": Reference path didn't start with '$'"
        log.report(.schema, "Value is not a Reference Path\(reason)", detail: detail, at: pointer)
    }

    func compile(path text: String, at pointer: String, isReference: Bool = false) -> PathExpression? {
        do {
            return try PathExpression(parsing: text)
        } catch {
            if isReference, !text.hasPrefix("$") {
                reportNoReferencePath(text, detail: "\(error)", at: pointer)
                return nil
            }
            log.report(.schema, "Value must be a valid JSONPath.", detail: "\(error)", at: pointer)
            return nil
        }
    }
}
