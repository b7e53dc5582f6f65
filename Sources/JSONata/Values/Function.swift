/// Something that can be called.
enum Function {
    case native(NativeFunction)
    case closure(Closure)

    func isIdentical(to other: Function) -> Bool {
        switch (self, other) {
        case (.native(let left), .native(let right)): left === right
        case (.closure(let left), .closure(let right)): left === right
        default: false
        }
    }

    /// How many arguments it takes.
    var arity: Int {
        switch self {
        case .native(let function): function.arity
        case .closure(let closure):
            switch closure.body {
            case .lambda(let lambda, _, _): lambda.parameters.count
            case .partial(_, let arguments): arguments.count { $0 == nil }
            case .composition, .transform: 1
            case .matcher: 2
            case .nextMatch, .none: 0
            }
        }
    }
}

/// A function of the library.
final class NativeFunction: Sendable {
    typealias Body = @Sendable (Evaluator, [Value], Value) throws(JSONataError) -> Value

    let name: String
    let signature: Signature?
    /// How many arguments functions such as `$map` hand it.
    let arity: Int
    /// Gets the evaluator, the arguments as the signature made them, and the context.
    let body: Body

    init(_ name: String, _ signature: Signature?, arity: Int? = nil, _ body: @escaping Body) {
        self.name = name
        self.signature = signature
        self.arity = arity ?? signature?.parameters.count ?? 0
        self.body = body
    }
}

/// A function that the expression made.
final class Closure {
    enum Body {
        case lambda(Lambda, Scope, context: Value)
        /// Arguments that are nil are those still to come.
        case partial(Function, [Value?])
        case composition(Function, Function)
        case transform(Transform, Scope)
        case matcher(RegexPattern)
        /// The rest of the matches in a text from a UTF-16 offset on.
        case nextMatch(RegexPattern, RegexText, Int)
        /// The evaluation is over.
        case none
    }

    /// Emptied when the evaluation ends: a function that calls itself is held by the scope that it holds.
    var body: Body

    init(_ body: Body) {
        self.body = body
    }
}
