/// The variables of a block, a call or a tuple, and the scope around it.
final class Scope {
    private var names: [VariableID] = []
    private var values: [Value] = []
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
        if let index = names.firstIndex(of: name) {
            values[index] = value
        } else {
            names.append(name)
            values.append(value)
        }
    }

    /// The innermost value of a variable; nil where no scope has it.
    func lookup(_ name: VariableID) -> Value? {
        var scope = self
        while true {
            for index in scope.names.indices where scope.names[index] == name { return scope.values[index] }
            guard let parent = scope.parent else { return nil }
            scope = parent
        }
    }
}
