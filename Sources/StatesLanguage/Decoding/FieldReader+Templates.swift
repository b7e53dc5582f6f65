import JSON

extension FieldReader {
    /// Compiles a path, or a call of an intrinsic function.
    ///
    /// - Parameters:
    ///   - field: The field's name, with `.$` where it has that.
    ///   - pointer: The object that has the field; its own place where it is not a member of a template.
    func compile(expression text: String, field: String, at pointer: String, location: String) -> PayloadTemplate? {
        let reason: String
        if text.utf8.first == UInt8(ascii: "$") {
            do {
                return .path(try PathExpression(parsing: text), field: field)
            } catch {
                reason = "\(error)"
            }
        } else {
            do {
                return .intrinsic(try IntrinsicParser.parse(text))
            } catch {
                reason = "\(error.message) at offset \(error.offset)"
            }
        }
        reportNoExpression(field, detail: reason, at: pointer, location: location)
        return nil
    }

    private func reportNoExpression(_ field: String, detail: String, at pointer: String, location: String) {
        log.report(
            .schema, "The value for the field '\(field)' must be a valid JSONPath or a valid intrinsic function call",
            detail: detail, at: pointer, location: .at(location))
    }

    /// Compiles a payload template.
    func compile(template value: JSON, at pointer: String) -> PayloadTemplate {
        switch value {
        case .object(let object):
            return compile(members: object, at: pointer)
        case .array(let elements):
            let compiled = elements.enumerated().map { position, element in
                compile(template: element, at: pointer.appending(pointer: "\(position)"))
            }
            return compiled.allSatisfy(\.isLiteral) ? .literal(value) : .array(compiled)
        default:
            return .literal(value)
        }
    }

    private func compile(members object: JSONObject, at pointer: String) -> PayloadTemplate {
        let members = object.map { compile(member: $0.key, $0.value, of: pointer) }
        for key in object.keys where object[key + ".$"] != nil {
            log.report(
                .schema, "Duplicate field '\(key)': 'x' and 'x.$' make the same member",
                at: pointer.appending(pointer: key + ".$"))
        }
        // A key with `.$` changes its name, so such an object is no literal even when its value is one.
        let isLiteral = members.allSatisfy(\.value.isLiteral) && !object.keys.contains { $0.hasSuffix(".$") }
        return isLiteral ? .literal(.object(object)) : .object(members)
    }

    private func compile(
        member key: String, _ value: JSON, of pointer: String
    ) -> (key: String, value: PayloadTemplate) {
        let place = pointer.appending(pointer: key)
        guard key.hasSuffix(".$") else {
            if let text = value.string, LikelyExpression.matches(text) {
                let kind = LikelyExpression.isPath(text) ? "a JSONPath" : "an Intrinsic Function"
                log.report(
                    .noDollar,
                    "The value of '\(key)' looks like \(kind). Instead of '\(key)', use '\(key).$' to evaluate it as "
                        + "\(kind) at runtime.", at: place, location: .at(pointer))
            }
            return (key, compile(template: value, at: place))
        }
        let name = String(key.dropLast(2))
        guard let text = value.string else {
            reportNoExpression(key, detail: "it is \(value.kind)", at: place, location: pointer)
            return (name, .literal(.null))
        }
        return (name, compile(expression: text, field: key, at: place, location: pointer) ?? .literal(.null))
    }
}

/// Tells texts that their author probably meant to be evaluated.
enum LikelyExpression {
    /// Whether a text is a path into the input or the context, or a call of an intrinsic function.
    static func matches(_ text: String) -> Bool {
        isPath(text) || isCall(text)
    }

    /// Whether a text is a path into the input or the context. `$` alone and `$name` are ordinary enough as texts.
    static func isPath(_ text: String) -> Bool {
        guard ["$.", "$[", "$$."].contains(where: { text.hasPrefix($0) }) else { return false }
        do {
            _ = try PathExpression(parsing: text)
            return true
        } catch {
            return false
        }
    }

    private static func isCall(_ text: String) -> Bool {
        guard text.hasPrefix("States.") else { return false }
        do {
            _ = try IntrinsicParser.parse(text)
            return true
        } catch {
            return false
        }
    }
}
