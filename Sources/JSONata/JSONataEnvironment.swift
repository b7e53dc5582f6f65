public import JSON

/// What an evaluation may ask of the world, and how far it may go.
public struct JSONataEnvironment: Sendable {
    /// Milliseconds since 1970, the same throughout one evaluation.
    public var now: Int
    /// Random numbers from 0 up to, but not including, 1.
    public var random: @Sendable () -> Double
    /// How far an evaluation may go.
    public var limits: JSONataLimits
    /// Functions beyond JSONata's own, such as those of Step Functions; of equal names these win.
    public var functions: [JSONataFunction]
    /// Names of functions that are not to be there, such as `eval`.
    public var removedFunctions: Set<String>
    /// Asked from time to time whether to stop.
    public var isCancelled: @Sendable () -> Bool

    /// An environment; without a clock it is 1970.
    public init(
        now: Int = 0, random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        limits: JSONataLimits = JSONataLimits(), functions: [JSONataFunction] = [],
        removedFunctions: Set<String> = [], isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.now = now
        self.random = random
        self.limits = limits
        self.functions = functions
        self.removedFunctions = removedFunctions
        self.isCancelled = isCancelled
    }
}

/// How far an evaluation may go before it is stopped.
public struct JSONataLimits: Sendable {
    /// How deeply evaluations may nest; calls at the end of a function do not count.
    public var depth: Int
    /// How many steps it may take: parts evaluated, elements made or compared, and text that is made, searched or handed to a
    /// function in units of 16 bytes.
    public var steps: Int
    /// How deeply arrays and objects may nest.
    public var nesting: Int

    /// Limits; the defaults stop what loops for ever within seconds.
    public init(depth: Int = 3_000, steps: Int = 25_000_000, nesting: Int = 500) {
        self.depth = depth
        self.steps = steps
        self.nesting = nesting
    }
}

/// A function that the host adds to the library.
public struct JSONataFunction: Sendable {
    let native: NativeFunction

    /// Its name without `$`.
    public var name: String { native.name }

    /// A function.
    ///
    /// - Parameters:
    ///   - name: Its name without `$`.
    ///   - signature: The types of its parameters, such as `<s-n?:s>`; calls that do not fit fail with `T0410`.
    ///   - body: Gets one value per parameter; nil is undefined, of arguments as of the result.
    /// - Throws: ``JSONataError`` where the signature cannot be read.
    public init(
        name: String, signature: String, body: @escaping @Sendable ([JSON?]) throws(JSONataError) -> JSON?
    ) throws(JSONataError) {
        try self.init(name: name, signature: signature) { (arguments, _) throws(JSONataError) in try body(arguments) }
    }

    /// A function that asks something of the environment it is called in, such as a random number.
    public init(
        name: String, signature: String,
        body: @escaping @Sendable ([JSON?], JSONataEnvironment) throws(JSONataError) -> JSON?
    ) throws(JSONataError) {
        native = NativeFunction(name, try Signature(parsing: signature)) {
            (evaluator, arguments, _) throws(JSONataError) in
            let arguments = arguments.map { $0.json() }
            try evaluator.spend(arguments.reduce(0) { $0 + ($1?.extent ?? 0) })
            return Value(try body(arguments, evaluator.environment))
        }
    }
}
