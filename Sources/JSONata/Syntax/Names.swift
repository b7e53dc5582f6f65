/// Numbers for the names of variables, so that scopes compare words instead of texts.
struct Names: Sendable {
    private(set) var all: [String] = []
    private var ids: [String: VariableID] = [:]
    private var labels = 0

    /// The number of a name, a new one if need be.
    mutating func id(of name: String) -> VariableID {
        if let id = ids[name] { return id }
        let id = VariableID(all.count)
        all.append(name)
        ids[name] = id
        return id
    }

    /// A name that no expression can write, for what `%` refers to.
    mutating func label() -> VariableID {
        labels += 1
        return id(of: "!\(labels)")
    }
}

/// The number of a variable's name.
typealias VariableID = Int32
