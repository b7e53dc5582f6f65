import JSON
import StatesLanguage

extension Expectation {
    /// Everything in which an execution that is over differs from what was expected.
    ///
    /// - Parameters:
    ///   - visited: The names of the states entered, in order.
    ///   - calls: By state, what its tasks were asked with.
    ///   - objects: Where the execution read and wrote.
    func mismatches(
        of execution: Execution, visited: [String], calls: [String: [JSON]], objects: MemoryBuckets
    ) -> [Mismatch] {
        var found: [Mismatch] = []
        if execution.status != status {
            let reason = [execution.error, execution.cause].compactMap { $0 }.joined(separator: ": ")
            found.append(
                Mismatch(
                    subject: "status", expected: .string(status.rawValue), actual: .string(execution.status.rawValue),
                    note: reason.isEmpty ? nil : reason))
        }
        if let output {
            found += JSONDifference(subject: "output").mismatches(expected: output, actual: execution.output)
        }
        if let outputContains {
            found += JSONDifference(subject: "output", isPartial: true)
                .mismatches(expected: outputContains, actual: execution.output)
        }
        found += mismatches(error: execution.error, cause: execution.cause)
        found += mismatches(path: visited)
        if let variables {
            found += JSONDifference(subject: "variables", isPartial: true)
                .mismatches(
                    expected: .object(variables), actual: .object(JSONObject(execution.variables.map { ($0, $1) })))
        }
        for (type, count) in events.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let actual = execution.history.count { $0.type == type }
            guard actual != count else { continue }
            found.append(Mismatch(subject: "events \(type.rawValue)", expected: .int(count), actual: .int(actual)))
        }
        for (state, expected) in self.calls.sorted(by: { $0.key < $1.key }) {
            found += JSONDifference(subject: "calls of \(state)", isPartial: true)
                .mismatches(expected: .array(expected), actual: .array(calls[state] ?? []))
        }
        return found + mismatches(objects: objects)
    }

    private func mismatches(objects actual: MemoryBuckets) -> [Mismatch] {
        var found: [Mismatch] = []
        for (bucket, expected) in objects.contents.sorted(by: { $0.key < $1.key }) {
            for (key, content) in expected.sorted(by: { $0.key < $1.key }) {
                let bytes = actual.bytes(of: ObjectReference(bucket: bucket, key: key))
                let text = bytes.map { String(decoding: $0, as: UTF8.self) }
                found += JSONDifference(subject: "object \(bucket)/\(key)")
                    .mismatches(
                        expected: content, actual: text.map { content.string == nil ? Self.value($0) : .string($0) })
            }
        }
        return found
    }

    /// The JSON of a text; the text itself where it is none.
    private static func value(_ text: String) -> JSON {
        do { return try JSON(parsing: text) } catch { return .string(text) }
    }

    private func mismatches(error actualError: String?, cause actualCause: String?) -> [Mismatch] {
        var found: [Mismatch] = []
        let actual = actualCause.map { JSON.string($0) }
        if let error, error != actualError {
            found.append(
                Mismatch(subject: "error", expected: .string(error), actual: actualError.map { .string($0) }))
        }
        if let cause, cause != actualCause {
            found.append(Mismatch(subject: "cause", expected: .string(cause), actual: actual))
        }
        if let causeContains, actualCause?.contains(causeContains) != true {
            found.append(
                Mismatch(subject: "cause", expected: .string(causeContains), actual: actual, note: "as a part of it"))
        }
        return found
    }

    private func mismatches(path visited: [String]) -> [Mismatch] {
        var found: [Mismatch] = []
        if let path, path != visited {
            // After the first difference all others are its consequence.
            let position = zip(path, visited).prefix { $0 == $1 }.count
            let before = visited.prefix(position).suffix(3).joined(separator: ", ")
            found.append(
                Mismatch(
                    subject: "path[\(position)]", expected: Self.name(in: path, at: position),
                    actual: Self.name(in: visited, at: position), note: before.isEmpty ? nil : "after \(before)"))
        }
        if let pathContains {
            var rest = pathContains[...]
            for name in visited where name == rest.first { rest.removeFirst() }
            if let missing = rest.first {
                found.append(
                    Mismatch(
                        subject: "path", expected: .string(missing), actual: .array(visited.map { .string($0) }),
                        note: "as a part of it"))
            }
        }
        return found
    }

    private static func name(in path: [String], at position: Int) -> JSON? {
        path.indices.contains(position) ? .string(path[position]) : .none
    }
}
