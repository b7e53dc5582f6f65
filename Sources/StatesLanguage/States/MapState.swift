import JSON
import JSONPath

/// Runs a graph of states once for each element of an array.
struct MapState: StateBehaviour {
    enum Mode: String, CaseIterable, Sendable {
        case inline = "INLINE"
        case distributed = "DISTRIBUTED"
    }

    /// Iterations that an inline Map runs at once, whatever `MaxConcurrency` says.
    static let maximumInlineConcurrency = 40

    /// Child executions that a distributed Map runs at once, at most.
    static let maximumConcurrency = 10_000

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
    let distributed: DistributedFields
    let mode: Mode
    /// What kind of workflow the children of a distributed Map are.
    let executionType: ExecutionIdentity.WorkflowType
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
        maxConcurrency = reader.quantity("MaxConcurrency")
        toleratedCount = reader.quantity("ToleratedFailureCount")
        toleratedPercentage = reader.fraction("ToleratedFailurePercentage", in: 0...100)
        distributed = DistributedFields(from: &reader)
        let processor = ItemProcessor(from: &reader, depth: depth)
        (self.processor, mode, executionType) = (processor.graph, processor.mode, processor.executionType)
        distributed.check(mode, in: reader)
        if let items, mode == .inline, items.isObject {
            reader.report(.schema, "The field 'Items' must be an array or a JSONata expression", at: "Items")
        }
        retriers = reader.retriers()
        catchers = reader.catchers()
        transition = reader.transition()
    }

    var targets: [Int] { transition.targets + catchers.map(\.next) }
    var isTerminal: Bool { transition == .end }

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        var scope = scope.with(input: try flow.effectiveInput(scope))
        let concurrency = try maxConcurrency?.wholeNumber(field: "MaxConcurrency", in: &scope) ?? 0
        var plan = MapPlan(input: scope.input)
        if mode == .distributed { plan.distribution = try distribution(concurrency, &scope) }
        if plan.distribution?.source == nil { try takeItems(into: &plan, &scope) }
        scope.inspection?.note(.maxConcurrency, .int(concurrency))
        plan.maxConcurrency = Self.concurrency(concurrency, isDistributed: mode == .distributed)
        do {
            plan.tolerance = try tolerance(in: &scope)
        } catch {
            plan.failureOnceStarted = error
        }
        return .iterations(plan)
    }

    /// How many iterations run at once: as many as wanted, 0 for no limit of one's own, and the service allows.
    static func concurrency(_ wanted: Int, isDistributed: Bool) -> Int {
        let cap = isDistributed ? maximumConcurrency : maximumInlineConcurrency
        return wanted == 0 ? cap : min(wanted, cap)
    }

    private func distribution(
        _ concurrency: Int, _ scope: inout EvaluationScope
    ) throws(Failure) -> Distribution {
        var plan = try distributed.plan(in: &scope)
        plan.executionType = executionType
        plan.statedConcurrency = concurrency
        plan.keepsResults = flow.readsResult
        return plan
    }

    /// The elements of an array or, in a distributed Map, the members of an object.
    private func takeItems(into plan: inout MapPlan, _ scope: inout EvaluationScope) throws(Failure) {
        let items = try items(in: &scope)
        switch items {
        case .array(let elements):
            plan.items = elements
        case .object(let object) where mode == .distributed:
            plan.items = object.values
            plan.keys = object.keys
        case let value where flow.language == .jsonata:
            // No expression is to blame, but the service counts it as an evaluation that failed, at no place.
            throw .query("Map state input must be an array but was: \(value.text())", at: nil)
        case _ where mode == .inline:
            throw .runtime("Reference path \"\(itemsPath?.pathInDocument ?? "$")\" must point to array.")
        default:
            throw .runtime("Attempting to map over non-iterable node.")
        }
        if flow.language == .jsonPath { scope.inspection?.note(.afterItemsPath, items) }
    }

    private func items(in scope: inout EvaluationScope) throws(Failure) -> JSON {
        if case .query(let query)? = items {
            return try query.evaluate(mode == .distributed ? [.array, .object] : [.array], in: &scope)
        }
        if let items { return try items.evaluate(in: &scope) }
        guard let itemsPath else { return scope.input }
        // What the path asks for first and does not find is named, as for every reference path.
        if itemsPath.root == .input, let step = itemsPath.path.missingStep(in: scope.input) {
            throw .referencePathConflict(step, scope.input)
        }
        return try itemsPath.value(in: scope)
    }

    /// The input that an item becomes, by `ItemSelector`.
    ///
    /// - Parameter scope: The state's own; afterwards the item's.
    func input(
        for item: ContextObject.MapItem, of plan: MapPlan, _ scope: inout EvaluationScope
    ) throws(Failure) -> JSON {
        guard let itemSelector else { return item.value }
        scope.context.mapItem = item
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
            tolerance.count = count
            scope.inspection?.note(.toleratedFailureCount, .int(count))
        }
        if let toleratedPercentage {
            let percentage = try toleratedPercentage.percentage(field: "ToleratedFailurePercentage", in: &scope)
            tolerance.percentage = percentage
            scope.inspection?.note(.toleratedFailurePercentage, .double(percentage))
        }
        return tolerance
    }
}

extension FieldReader {
    /// `Items`: a JSON array or, in a distributed Map, object; or a query that gives one.
    mutating func items() -> PayloadTemplate? {
        let template = queryTemplate("Items")
        switch template {
        case nil, .query, .array, .literal(.array), .object, .literal(.object): break
        default: report(.schema, "The field 'Items' must be an array or a JSONata expression", at: "Items")
        }
        return template
    }
}

extension PayloadTemplate {
    fileprivate var isObject: Bool {
        switch self {
        case .object, .literal(.object): true
        default: false
        }
    }
}
