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
        let next = target("Next")
        let list = "[Next, End]"
        if has("Next"), end == true {
            reportUnexpected(.schema, "There should only be one of the following fields: \(list)", at: "End")
        } else if !has("Next"), !has("End") || end == false {
            report(.schema, "This object should have only one of the following fields: \(list)")
        }
        return next.map { .next($0) } ?? .end
    }

    /// The state that a field names.
    mutating func target(_ field: String) -> Int? {
        guard let name = string(field) else { return nil }
        if let index = names.indices[name] { return index }
        reportMissing(target: name, among: names.indices.keys, at: field)
        return nil
    }

    /// Reports the name of a state that is not there; the service says 'Next' whatever the field is called.
    func reportMissing(target: String, among names: some Sequence<String>, at field: String) {
        log.reportMissing(
            target: target, suggestion: log.suggestion(for: target, among: names), at: place(field))
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
        // 0 is against the specification, but the service takes it.
        retrier.intervalSeconds = integer("IntervalSeconds", in: 0...ExecutionLimits.maximumSeconds) ?? 1
        retrier.maxAttempts = integer("MaxAttempts", in: 0...Retrier.maximumAttempts) ?? 3
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
        available = .errorOutput
        let matcher = errorEquals(isLast: isLast)
        _ = string("Comment")
        let resultPath = resultPath()
        let assign = assign()
        let output = language == .jsonata ? queryTemplate("Output") : nil
        require("Next")
        let next = target("Next")
        finish()
        guard let matcher, let next else { return nil }
        return Catcher(
            errorEquals: matcher, next: next, resultPath: resultPath, assign: assign, output: output,
            language: language)
    }

    private mutating func errorEquals(isLast: Bool) -> ErrorMatcher? {
        require("ErrorEquals")
        guard let elements = filledArray("ErrorEquals"), !elements.isEmpty else { return nil }
        let place = place("ErrorEquals")
        var names: [String] = []
        for (position, element) in elements.enumerated() {
            let pointer = place.appending(pointer: "\(position)")
            guard let name = element.string else {
                log.report(.schema, "Expected value of type String", detail: "it is \(element.kind)", at: pointer)
                continue
            }
            names.append(name)
            checkReserved(name, at: pointer)
        }
        if let position = elements.firstIndex(of: "States.ALL"), elements.count > 1 || !isLast {
            log.report(
                .schema, "States.ALL must appear alone and at end of list",
                at: place.appending(pointer: "\(position)"))
        }
        return ErrorMatcher(names: names)
    }

    private func checkReserved(_ name: String, at pointer: String) {
        guard name.hasPrefix("States."), !ReservedErrorName.all.contains(name) else { return }
        log.report(
            .unknownErrorName, "Step Functions reports no error '\(name)'",
            suggestion: log.suggestion(for: name, among: ReservedErrorName.all), at: pointer)
    }
}
