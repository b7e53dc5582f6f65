public import JSON

extension Definition {
    /// Characters of the longest definition that the service takes.
    public static let maximumLength = 1_048_576

    /// How many problems of a definition are told; further ones are not looked for.
    public static let maximumIssues = IssueLog.maximumCount

    /// Everything that is wrong with a document; `${name}` without a value is fine here.
    public static func issues(
        in source: JSON, substitutions: [String: String] = [:], type: ExecutionIdentity.WorkflowType = .standard
    ) -> [DefinitionIssue] {
        let log = IssueLog(source, workflowType: type)
        let source = Substitutions(substitutions).apply(to: source, reportingTo: nil)
        _ = Definition(decoding: source, log: log)
        return log.issues
    }

    /// Everything that is wrong with a text, also that it is no JSON, or has a key twice in one object.
    public static func issues(
        inText text: String, substitutions: [String: String] = [:], type: ExecutionIdentity.WorkflowType = .standard
    ) -> [DefinitionIssue] {
        if text.allSatisfy(\.isWhitespace) {
            return issues(in: .null).map { issue in
                var issue = issue
                issue.detail = "the text is empty"
                return issue
            }
        }
        let source: JSON
        do {
            source = try JSON(parsing: text)
        } catch {
            return [DefinitionIssue(error, in: text)]
        }
        return duplicateKeys(in: text, source) + issues(in: source, substitutions: substitutions, type: type)
    }

    /// The keys that stand twice in one object: the document only has the last value of each.
    private static func duplicateKeys(in text: String, _ source: JSON) -> [DefinitionIssue] {
        let log = IssueLog(source)
        for duplicate in JSONSourceMap(text).duplicateKeys {
            let steps = duplicate.pointer.split(separator: "/", omittingEmptySubsequences: false)
            let key = String(steps.last ?? "").unescapedFromPointer
            if steps.dropLast().last == "States" {
                log.report(
                    .duplicateStateName, "Duplicate State name: \(key)", at: duplicate.pointer, concernsKey: true)
            } else {
                log.report(.schema, "Duplicate field '\(key)'", at: duplicate.pointer, concernsKey: true)
            }
        }
        return log.issues
    }
}
