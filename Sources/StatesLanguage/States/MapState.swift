import JSON

/// Runs a graph of states once for each element of an array.
struct MapState: StateBehaviour {
    enum Mode: String, CaseIterable, Sendable {
        case inline = "INLINE"
        case distributed = "DISTRIBUTED"
    }

    /// A number in the definition, or where the input has it.
    enum Quantity: Sendable {
        case constant(Double)
        case path(PathExpression)
        case query(JSONataQuery)
    }

    static let maximumLabelLength = 40

    /// Iterations that an inline Map runs at once, whatever `MaxConcurrency` says.
    static let maximumInlineConcurrency = 40

    let name: String
    let transition: Transition
    let flow: DataFlow
    let itemsPath: PathExpression?
    /// `Items` of a Map in JSONata: an array with queries in it, or one query.
    let items: PayloadTemplate?
    let itemSelector: PayloadTemplate?
    let maxConcurrency: Quantity?
    let toleratedCount: Quantity?
    let toleratedPercentage: Quantity?
    let mode: Mode
    let processor: StateGraph?
    let retriers: [Retrier]
    let catchers: [Catcher]

    init(named name: String, from reader: inout FieldReader, depth: Int) {
        self.name = name
        flow = reader.dataFlow(hasResult: true, hasSelector: true)
        itemsPath = reader.path("ItemsPath")
        items = reader.language == .jsonata ? reader.items() : nil
        // Parameters is the older name of ItemSelector.
        itemSelector =
            reader.template("ItemSelector") ?? (reader.language == .jsonPath ? reader.template("Parameters") : nil)
        maxConcurrency = reader.quantity("MaxConcurrency", in: 0...99_999_999)
        toleratedCount = reader.quantity("ToleratedFailureCount", in: 0...99_999_999)
        toleratedPercentage = reader.quantity("ToleratedFailurePercentage", in: 0...100)
        for field in ["ItemReader", "ItemBatcher", "ResultWriter"] { reader.refuse(field) }
        Self.checkLabel(in: &reader)
        (processor, mode) = Self.processor(from: &reader, depth: depth)
        retriers = reader.retriers()
        catchers = reader.catchers()
        transition = reader.transition()
    }

    /// A label becomes a part of the map run's ARN.
    private static func checkLabel(in reader: inout FieldReader) {
        guard let label = reader.string("Label") else { return }
        if label.isEmpty { reader.report(.schema, "Label cannot be empty", at: "Label") }
        if label.unicodeScalars.count > maximumLabelLength {
            reader.report(.schema, "Label cannot exceed \(maximumLabelLength) characters", at: "Label")
        }
        let forbidden = Set("?*<>{}[]:;,\\|^~$#%&`\" \t\r\n/".unicodeScalars)
        if let character = label.unicodeScalars.first(where: {
            forbidden.contains($0) || $0.value < 0x20 || (0x7F...0x9F).contains($0.value)
        }) {
            reader.report(.schema, "Label contains invalid character: '\(character)'", at: "Label")
        }
    }

    private static func processor(from reader: inout FieldReader, depth: Int) -> (StateGraph?, Mode) {
        reader.checkExclusive(["ItemProcessor", "Iterator"], isRequired: true)
        guard var processor = reader.reader("ItemProcessor") ?? reader.reader("Iterator") else { return (nil, .inline) }
        _ = processor.string("Comment")
        var mode = Mode.inline
        if var config = processor.reader("ProcessorConfig") {
            mode = config.word("Mode", Mode.self) ?? .inline
            _ = config.word("ExecutionType", ExecutionIdentity.WorkflowType.self)
            config.finish()
        }
        let graph = GraphDecoder(log: processor.log).decode(&processor, depth: depth + 1)
        processor.finish()
        return (graph, mode)
    }

    var targets: [Int] { transition.targets + catchers.map(\.next) }
    var isTerminal: Bool { transition == .end }

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        var scope = scope.with(input: try flow.effectiveInput(scope))
        let concurrency = try maxConcurrency?.wholeNumber(field: "MaxConcurrency", in: &scope) ?? 0
        guard concurrency >= 0 else { throw .runtime("MaxConcurrency cannot be negative.") }
        let items = try items(in: &scope)
        guard let elements = items.array else {
            throw .runtime("Attempting to map over non-iterable node.")
        }
        var plan = MapPlan(input: scope.input, items: elements, isDistributed: mode == .distributed)
        let cap = plan.isDistributed ? 10_000 : Self.maximumInlineConcurrency
        plan.maxConcurrency = concurrency == 0 ? cap : min(concurrency, cap)
        do {
            plan.tolerance = try tolerance(in: &scope)
        } catch {
            plan.failureOnceStarted = error
        }
        return .iterations(plan)
    }

    private func items(in scope: inout EvaluationScope) throws(Failure) -> JSON {
        if case .query(let query)? = items { return try query.evaluate(.array, in: &scope) }
        if let items { return try items.evaluate(in: &scope) }
        return try itemsPath?.value(in: scope) ?? scope.input
    }

    /// The input of one iteration.
    func itemInput(_ plan: MapPlan, _ scope: inout EvaluationScope) throws(Failure) -> JSON {
        guard let itemSelector else { return scope.context.mapItem?.value ?? .null }
        let input = scope.input
        defer { scope.input = input }
        scope.input = plan.input
        return try itemSelector.evaluate(in: &scope)
    }

    func complete(with result: JSON, _ scope: inout EvaluationScope) throws(Failure) -> StateExit {
        try flow.exit(result, to: transition, &scope)
    }

    private func tolerance(in scope: inout EvaluationScope) throws(Failure) -> MapPlan.Tolerance {
        var tolerance = MapPlan.Tolerance()
        if let toleratedCount {
            let count = try toleratedCount.wholeNumber(field: "ToleratedFailureCount", in: &scope)
            guard count >= 0 else { throw .runtime("ToleratedFailureCount cannot be negative.") }
            tolerance.count = count
        }
        if let toleratedPercentage {
            let percentage = try toleratedPercentage.number(field: "ToleratedFailurePercentage", in: &scope)
            guard (0...100).contains(percentage) else {
                throw .runtime("ToleratedFailurePercentage must be between 0 and 100.")
            }
            tolerance.percentage = percentage
        }
        return tolerance
    }
}

/// What an evaluated Map state is about to do.
struct MapPlan: Sendable {
    /// How many iterations may fail before the state does.
    struct Tolerance: Hashable, Sendable {
        var count: Int?
        /// 0 to 100.
        var percentage: Double?

        /// Whether so many failures of so many iterations are too many.
        func isExceeded(failures: Int, of total: Int) -> Bool {
            guard failures > 0 else { return false }
            if let count, failures > count { return true }
            if let percentage, Double(failures) * 100 > percentage * Double(total) { return true }
            return count == nil && percentage == nil
        }
    }

    /// What `$` means to the item selector.
    var input: JSON
    var items: [JSON]
    var isDistributed: Bool
    var maxConcurrency = 0
    var tolerance = Tolerance()
    /// What the service only notices after it has recorded that the state started.
    var failureOnceStarted: Failure?
}

extension MapState.Quantity {
    func wholeNumber(field: String, in scope: inout EvaluationScope) throws(Failure) -> Int {
        switch self {
        case .constant(let number): return Int(number)
        case .query(let query):
            let value = try query.evaluate(.number, in: &scope)
            guard let number = value.int else {
                throw .queriedValue(
                    "The \(field) field must be an integer, but was \(value.text()).", at: query.location)
            }
            return number
        case .path(let path):
            let value = try path.value(in: scope)
            guard let number = value.wholeNumber else {
                throw .runtime(
                    "The \(field)Path field refers to value \"\(value.bareText)\" which is not a valid integer: "
                        + path.text
                )
            }
            return number
        }
    }

    func number(field: String, in scope: inout EvaluationScope) throws(Failure) -> Double {
        switch self {
        case .constant(let number): return number
        case .query(let query): return try query.evaluate(.number, in: &scope).double ?? 0
        case .path(let path):
            let value = try path.value(in: scope)
            guard let number = value.double ?? value.string.flatMap({ Double($0) }), number.isFinite else {
                throw .runtime(
                    "The \(field)Path field refers to value \"\(value.bareText)\" which is not a valid float: "
                        + path.text)
            }
            return number
        }
    }
}

extension FieldReader {
    /// `Items`: a JSON array, or a query that gives one.
    mutating func items() -> PayloadTemplate? {
        let template = queryTemplate("Items")
        switch template {
        case nil, .query, .array, .literal(.array): break
        default: report(.schema, "The field 'Items' must be an array or a JSONata expression", at: "Items")
        }
        return template
    }

    /// A number in a field, or the path of one in the field's `Path` twin.
    mutating func quantity(_ field: String, in range: ClosedRange<Double>) -> MapState.Quantity? {
        if language == .jsonPath { checkExclusive([field, field + "Path"]) }
        if let query = query(field) { return .query(query) }
        if let number = number(field, in: range) { return .constant(number) }
        return path(field + "Path").map { .path($0) }
    }
}
