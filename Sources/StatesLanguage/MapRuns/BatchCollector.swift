import JSON

/// Puts the items of a Map Run into the inputs of its child executions.
struct BatchCollector: Sendable {
    /// The input of a child execution, and what of the data set is in it.
    struct Input: Sendable {
        var value: JSON
        /// The item, or the first one of a batch.
        var item: ContextObject.MapItem
        var itemCount: Int
    }

    /// nil where every item is an input of its own.
    private let plan: BatchPlan?
    private var items: [JSON] = []
    private var first: ContextObject.MapItem?
    private var bytes = 0
    private let emptySize: Int

    init(_ plan: BatchPlan?) {
        self.plan = plan
        emptySize = plan?.emptySize ?? 0
    }

    var isEmpty: Bool { items.isEmpty }

    /// Adds an item.
    ///
    /// - Returns: An input that is complete now. An item that does not fit into the batch begins the next one.
    mutating func add(_ value: JSON, _ item: ContextObject.MapItem) -> Input? {
        guard let plan else { return Input(value: value, item: item, itemCount: 1) }
        let size = value.bytes().count + 1
        var complete: Input?
        if !items.isEmpty, emptySize + bytes + size - 1 > plan.maxBytes { complete = flush() }
        if items.isEmpty { first = item }
        items.append(value)
        bytes += size
        if complete == nil, items.count >= plan.maxItems { complete = flush() }
        return complete
    }

    /// What has been collected so far, as an input.
    mutating func flush() -> Input? {
        guard let plan, let first else { return nil }
        defer {
            items = []
            self.first = nil
            bytes = 0
        }
        return Input(value: plan.input(items), item: first, itemCount: items.count)
    }
}
