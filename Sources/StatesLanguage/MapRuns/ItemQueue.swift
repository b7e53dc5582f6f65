import JSON

/// The items of a Map Run that are known and not begun, in their order.
struct ItemQueue: Sendable {
    /// How many items are asked for at once.
    private static let batch = 1000

    private var items: [SourceItem]
    private var head = 0
    /// The index of the item that comes next.
    private var nextIndex = 0
    /// What more items are read from; nil where all are here.
    private let source: ItemSource?
    private let maximum: Int
    private var read = 0
    private(set) var isReading = false
    private var isExhausted: Bool

    init(_ plan: MapPlan, _ distribution: Distribution) {
        source = distribution.source
        maximum = distribution.maxItems ?? ItemReader.maximumItems
        isExhausted = source == nil
        items = plan.items.enumerated().map { position, value in
            SourceItem(value: value, key: plan.keys?[position], source: ContextObject.MapItem.stateData)
        }
    }

    /// Whether no item is here and none will come.
    var isOver: Bool { isExhausted && head == items.count }
    /// Whether all items that there are have come.
    var isComplete: Bool { isExhausted }

    mutating func popFirst() -> ContextObject.MapItem? {
        guard head < items.count else { return nil }
        let item = items[head]
        head += 1
        nextIndex += 1
        if head == items.count {
            items.removeAll(keepingCapacity: true)
            head = 0
        }
        return ContextObject.MapItem(index: nextIndex - 1, value: item.value, key: item.key, source: item.source)
    }

    /// What to ask for, if the queue is empty and there may be more.
    mutating func request(for mapRun: String, atOnce: Int) -> ItemRequest? {
        guard let source, !isExhausted, !isReading, head == items.count else { return nil }
        isReading = true
        let limit = min(Self.batch, max(atOnce, 1), maximum - read)
        return ItemRequest(mapRun: mapRun, source: source, offset: read, limit: limit)
    }

    /// Takes what was read.
    ///
    /// - Returns: How many items are new.
    mutating func add(_ batch: ItemBatch) -> Int {
        isReading = false
        let taken = batch.items.prefix(maximum - read)
        items += taken
        read += taken.count
        isExhausted = batch.isLast || read >= maximum
        return taken.count
    }

    /// Takes everything that is here, for a run that ends before its items.
    mutating func removeAll() -> [SourceItem] {
        defer {
            items = []
            head = 0
        }
        isExhausted = true
        return Array(items[head...])
    }
}
