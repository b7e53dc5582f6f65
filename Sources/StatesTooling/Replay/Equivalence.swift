import JSON

/// When a recorded value and that of a replay mean the same although they differ.
///
/// A machine is run several times under other names, at other times and with other random numbers. What comes out alike
/// each time follows from the definition, the input and the results of tasks, and is compared as it is. Of anything else,
/// which is made at run time, the form is compared.
struct Equivalence {
    /// Whether two values that hold no others mean the same.
    ///
    /// - Parameter others: The value as other runs made it.
    static func holds(_ recorded: JSON, _ now: JSON, others: [JSON]) -> Bool {
        if recorded == now { return true }
        guard others.contains(where: { $0 != now }), recorded.kind == now.kind else { return false }
        guard let recorded = recorded.string, let now = now.string else { return true }
        let texts = others.compactMap(\.string)
        return texts.count < others.count || RunTimeText(now, others: texts).matches(recorded)
    }

    /// Whether the form of a value itself is made at run time: its kind, its members' names, its length.
    static func hasOwnForm(_ now: JSON, others: [JSON]) -> Bool {
        others.contains { other in
            switch (now, other) {
            case (.object(let first), .object(let second)):
                first.count != second.count || !first.keys.allSatisfy { second[$0] != nil }
            case (.array(let first), .array(let second)): first.count != second.count
            default: now.kind != other.kind
            }
        }
    }
}
