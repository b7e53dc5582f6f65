import JSON

/// Where a state leads.
enum Transition: Hashable, Sendable {
    case next(Int)
    case end
}

extension FieldReader {
    /// `Next` or `End`, exactly one of them.
    mutating func transition() -> Transition {
        let end = bool("End")
        if has("Next") {
            let target = target("Next")
            if end == true { report(.schema, "A state has either 'Next' or 'End', not both") }
            return target.map { .next($0) } ?? .end
        }
        if end != true, !has("End") || end == false {
            report(.schema, "These fields are required: [Next, End]: a state needs one of them")
        }
        return .end
    }

    /// The state that a field names.
    mutating func target(_ field: String) -> Int? {
        guard let name = string(field) else { return nil }
        if let index = names.indices[name] { return index }
        // The service says 'Next' whatever the field is called.
        report(.missingTransitionTarget, "Missing 'Next' target: \(name)", at: field)
        return nil
    }

    /// The entries of `Retry`.
    mutating func retriers() -> [Retrier] {
        let readers = readers("Retry")
        return readers.enumerated().compactMap { position, reader in
            var reader = reader
            return reader.retrier(isLast: position == readers.count - 1)
        }
    }

    private mutating func retrier(isLast: Bool) -> Retrier? {
        guard let matcher = errorEquals(isLast: isLast) else { return nil }
        var retrier = Retrier(errorEquals: matcher)
        _ = string("Comment")
        retrier.intervalSeconds = integer("IntervalSeconds", in: 1...99_999_999) ?? 1
        retrier.maxAttempts = integer("MaxAttempts", in: 0...99_999_999) ?? 3
        retrier.backoffRate = number("BackoffRate", in: 1...1e9) ?? 2
        retrier.maxDelaySeconds = integer("MaxDelaySeconds", in: 1...31_622_399)
        retrier.jitterStrategy = word("JitterStrategy", Retrier.JitterStrategy.self) ?? .none
        if let cap = retrier.maxDelaySeconds, cap <= retrier.intervalSeconds, has("IntervalSeconds") {
            report(.schema, "'MaxDelaySeconds' must be greater than 'IntervalSeconds'", at: "MaxDelaySeconds")
        }
        finish()
        return retrier
    }

    /// The entries of `Catch`.
    mutating func catchers() -> [Catcher] {
        let readers = readers("Catch")
        return readers.enumerated().compactMap { position, reader in
            var reader = reader
            return reader.catcher(isLast: position == readers.count - 1)
        }
    }

    private mutating func catcher(isLast: Bool) -> Catcher? {
        let matcher = errorEquals(isLast: isLast)
        _ = string("Comment")
        let resultPath = resultPath()
        let assign = assign()
        let output = language == .jsonata ? queryTemplate("Output") : nil
        if !has("Next") { report(.schema, "These fields are required: [Next]") }
        let next = target("Next")
        finish()
        guard let matcher, let next else { return nil }
        return Catcher(
            errorEquals: matcher, next: next, resultPath: resultPath, assign: assign, output: output,
            language: language)
    }

    private mutating func errorEquals(isLast: Bool) -> ErrorMatcher? {
        guard has("ErrorEquals") else {
            report(.schema, "These fields are required: [ErrorEquals]")
            return nil
        }
        guard let elements = array("ErrorEquals") else { return nil }
        let names = elements.compactMap(\.string)
        guard !elements.isEmpty, names.count == elements.count else {
            report(.schema, "The field 'ErrorEquals' must be a non-empty array of strings", at: "ErrorEquals")
            return nil
        }
        if names.contains("States.ALL"), names.count > 1 || !isLast {
            report(
                .schema, "'States.ALL' must stand alone, and in the last entry", at: "ErrorEquals")
        }
        return ErrorMatcher(names: names)
    }
}
