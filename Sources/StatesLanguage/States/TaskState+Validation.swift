import JSON

extension FieldReader {
    /// Reports what the service would notice of a task's parameters when the machine is created.
    func checkParameters(of resource: TaskResource) {
        guard case .service = resource.family, resource.isRecognized else { return }
        let field = language == .jsonata ? "Arguments" : "Parameters"
        guard let parameters = object[field] else {
            log.report(
                .schema, "\(field) field is required for resource ARN: \(resource.arn)", at: place("Resource"),
                concernsServiceOnly: true)
            return
        }
        // What an expression gives is known only once it is evaluated.
        guard let members = parameters.object else { return }
        for name in resource.optimizedIntegration?.required ?? []
        where members[name] == nil && (language == .jsonata || members[name + ".$"] == nil) {
            log.report(
                .schema, "The field '\(name)' is required but was missing", at: place(field), concernsServiceOnly: true)
        }
        if let known = resource.optimizedIntegration?.parameters { checkNames(of: members, among: known, in: field) }
        if resource.waitsForTaskToken, !parameters.mayHoldTaskToken {
            let token = language == .jsonata ? "{% $states.context.Task.Token %}" : "$$.Task.Token"
            report(
                .missingTaskToken, "The task waits for its token, but nobody is given it",
                suggestion: "Put \(token) into the \(field), where the one who ends the task finds it.", at: field)
        }
    }

    /// Warns of parameters that the service will not take: it says so only once the task begins.
    private func checkNames(of members: JSONObject, among known: Set<String>, in field: String) {
        for key in members.keys {
            let name = language == .jsonPath && key.hasSuffix(".$") ? String(key.dropLast(2)) : key
            guard !known.contains(name) else { continue }
            log.report(
                .unknownParameter, "The field \"\(name)\" is not supported by Step Functions",
                suggestion: log.suggestion(for: name, among: known.sorted()),
                at: place(field).appending(pointer: key), concernsKey: true)
        }
    }
}

extension JSON {
    /// Whether a text in the value reads the context object, where the task token is.
    fileprivate var mayHoldTaskToken: Bool {
        switch self {
        case .string(let text): text.contains("$$") || text.contains("$states") || text.contains("%}")
        case .array(let elements): elements.contains { $0.mayHoldTaskToken }
        case .object(let object): object.contains { $0.value.mayHoldTaskToken }
        default: false
        }
    }
}
