import JSON

/// One evaluation: its variables, its clock, and what it has used up.
final class Evaluator {
    let environment: JSONataEnvironment
    let globals: Scope
    let pictures: PictureCache
    private let version: JSONataVersion
    var names: Names
    var depth = 0
    var steps = 0
    /// The call that `Value.tailCall` stands for.
    var pendingCall: (function: Value, arguments: [Value], node: Node)?
    /// Every function made, to be emptied at the end.
    private var closures: [Closure] = []
    /// How many transforms have made a copy.
    var transforms = 0
    private var stack: StackGuard
    private let bindings: [String: JSON]

    /// How many steps pass between two questions whether to stop.
    private static let cancellationInterval = 4096
    /// Functions stay until the evaluation ends, so their number is bounded.
    private static let maximumClosures = 1_000_000

    init(
        names: Names, bindings: [String: JSON], environment: JSONataEnvironment, pictures: PictureCache,
        version: JSONataVersion
    ) {
        self.environment = environment
        self.pictures = pictures
        self.version = version
        self.names = names
        self.bindings = bindings
        globals = Scope(in: nil)
        stack = StackGuard()
        for (index, name) in names.all.enumerated() { bindGlobal(VariableID(index), name) }
    }

    /// Compiles a further expression against the same names, for `$eval`.
    func compile(_ source: String) throws(JSONataError) -> Node {
        var parser = Parser(source, version: version)
        var compiler = Compiler(names: names)
        let node = try compiler.compile(root: try parser.parse())
        let known = names.all.count
        names = compiler.names
        for index in known..<max(known, names.all.count) { bindGlobal(VariableID(index), names.all[index]) }
        return node
    }

    private func bindGlobal(_ id: VariableID, _ name: String) {
        if let value = bindings[name] {
            globals.bind(id, Value(value))
        } else if let function = function(named: name) {
            globals.bind(id, .function(.native(function)))
        }
    }

    private func function(named name: String) -> NativeFunction? {
        if let function = environment.functions.last(where: { $0.native.name == name }) { return function.native }
        return environment.removedFunctions.contains(name) ? nil : Library.functions[name]
    }

    /// The value of a whole expression.
    func run(_ root: Node, input: Value) throws(JSONataError) -> JSON? {
        var input = input
        // An array is one context, not many.
        if input.isArray { input = .sequence([input], .wrapsInput) }
        globals.bind(names.id(of: "$"), input)
        let value = try evaluate(root, input, globals)
        if let number = value.firstUnwritableNumber { throw .outOfRange(number) }
        return value.json()
    }

    /// Lets go of all functions, one after the other.
    func end() {
        for closure in closures { closure.body = .none }
    }

    func make(_ body: Closure.Body) throws(JSONataError) -> Value {
        guard closures.count < Self.maximumClosures else {
            throw .limit("The expression makes more than \(Self.maximumClosures) functions")
        }
        let closure = Closure(body)
        closures.append(closure)
        return .function(.closure(closure))
    }

    /// Counts work, and stops what has used up its share.
    func spend(_ amount: Int) throws(JSONataError) {
        let before = steps
        let (sum, overflow) = steps.addingReportingOverflow(max(amount, 0))
        steps = overflow ? Int.max : sum
        guard steps <= environment.limits.steps else {
            throw .limit("Expression evaluation timeout: Check for infinite loop")
        }
        if before / Self.cancellationInterval != steps / Self.cancellationInterval, environment.isCancelled() {
            throw .limit("The evaluation was cancelled")
        }
    }

    /// Counts the making of a text.
    func spend(text bytes: Int) throws(JSONataError) {
        try spend(bytes / 16)
    }

    /// Refuses an array or object that nests too deeply to be walked.
    func checked(_ value: Value) throws(JSONataError) -> Value {
        let height =
            switch value {
            case .array(let array): array.height
            case .object(let object): object.height
            default: 0
            }
        guard height <= environment.limits.nesting else {
            throw .limit("Arrays and objects nest more than \(environment.limits.nesting) levels deep")
        }
        return value
    }

    /// Evaluates with one more level of depth, on a larger stack if this one runs short.
    func evaluate(_ node: Node, _ input: Value, _ scope: Scope) throws(JSONataError) -> Value {
        try spend(1)
        switch node.kind {
        case .literal(let value) where node.isPlain: return value
        case .variable(let name) where node.isPlain: return (scope.lookup(name) ?? .undefined).collapsed
        default: break
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= environment.limits.depth else {
            throw .limit(
                "Stack overflow error: Check for non-terminating recursive function.  "
                    + "Consider rewriting as tail-recursive.", position: node.position)
        }
        if stack.isShort { return try evaluateOnLargerStack(node, input, scope) }
        return try evaluateHere(node, input, scope)
    }

    private func evaluateOnLargerStack(
        _ node: Node, _ input: Value, _ scope: Scope
    ) throws(JSONataError) -> Value {
        let outer = stack
        defer { stack = outer }
        var result = Result<Value, JSONataError>.success(.undefined)
        let hasRun = StackGuard.onLargerStack { [self] in
            stack = StackGuard(isLarge: true)
            do throws(JSONataError) {
                result = .success(try evaluateHere(node, input, scope))
            } catch {
                result = .failure(error)
            }
        }
        guard hasRun else { throw .limit("There is no memory for a stack", position: node.position) }
        return try result.get()
    }

    private func evaluateHere(_ node: Node, _ input: Value, _ scope: Scope) throws(JSONataError) -> Value {
        var value = try evaluateKind(node, input, scope)
        if node.isPlain { return value.collapsed }
        let isPath = if case .path = node.kind { true } else { false }
        for predicate in node.predicates { value = try filter(value, by: predicate, scope) }
        if !isPath, let grouping = node.grouping { value = try group(value, grouping, scope) }
        if node.keepsArray, case .array(let array) = value, array.flags.contains(.sequence) {
            value = .array(ArrayValue(array.elements, array.flags.union(.keepsSingleton)))
        }
        return value.collapsed
    }
}
