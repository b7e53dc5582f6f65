/// The variables of a block, a call or a tuple, and the scope around it.
final class Scope {
    /// Where looking through the names stops being the fastest.
    private static let indexThreshold = 16

    private var names: [VariableID] = []
    private var values: [Value] = []
    /// Positions by name; kept only for scopes past the threshold.
    private var index: [VariableID: Int] = [:]
    private let parent: Scope?

    init(in parent: Scope?) {
        self.parent = parent
    }

    /// A scope with the variables of a tuple.
    convenience init(_ tuple: Tuple, in parent: Scope) {
        self.init(in: parent)
        for binding in tuple.bindings { bind(binding.name, binding.value) }
    }

    func bind(_ name: VariableID, _ value: Value) {
        if let position = position(of: name) {
            values[position] = value
            return
        }
        names.append(name)
        values.append(value)
        guard names.count > Self.indexThreshold else { return }
        if index.isEmpty {
            for (position, name) in names.enumerated() { index[name] = position }
        } else {
            index[name] = names.count - 1
        }
    }

    private func position(of name: VariableID) -> Int? {
        if !index.isEmpty { return index[name] }
        for position in names.indices where names[position] == name { return position }
        return nil
    }

    /// The innermost value of a variable; nil where no scope has it.
    func lookup(_ name: VariableID) -> Value? {
        var scope = self
        while true {
            if let position = scope.position(of: name) { return scope.values[position] }
            guard let parent = scope.parent else { return nil }
            scope = parent
        }
    }
}
