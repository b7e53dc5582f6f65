import JSON

extension TestStateRun {
    /// Tells what a Map state makes of its items before they are iterated over.
    ///
    /// - Returns: How many items there are; nil where they would have to be read and the request does not say what is
    ///   found.
    func inspectItems(of plan: MapPlan) throws(Failure) -> Int? {
        if let failure = plan.failureOnceStarted ?? plan.distribution?.failureOnceRunning { throw failure }
        guard case .map(let state) = test.subject.state, let items = try items(of: plan) else { return nil }
        var scope = makeScope()
        var inputs: [JSON] = []
        for item in items { inputs.append(try state.input(for: item, of: plan, &scope)) }
        if state.itemSelector != nil { inspection.note(.afterItemSelector, .array(inputs)) }
        if let batch = plan.distribution?.batch {
            var collector = BatchCollector(batch)
            var batches = zip(inputs, items).compactMap { collector.add($0, $1)?.value }
            if let last = collector.flush() { batches.append(last.value) }
            inspection.note(.afterItemBatcher, .array(batches))
        }
        return items.count
    }

    private func items(of plan: MapPlan) throws(Failure) -> [ContextObject.MapItem]? {
        guard let distribution = plan.distribution else {
            return plan.items.enumerated().map { ContextObject.MapItem(index: $0, value: $1) }
        }
        var queue = ItemQueue(plan, distribution)
        if let source = distribution.source {
            guard let data = test.request.configuration.mapItemReaderData else { return nil }
            _ = queue.add(ItemBatch(items: try read(data, as: source), isLast: true))
        }
        var items: [ContextObject.MapItem] = []
        while let item = queue.popFirst() { items.append(item) }
        return items
    }

    /// The items that an `ItemReader` finds in its data.
    private func read(_ data: String, as source: ItemSource) throws(Failure) -> [SourceItem] {
        do {
            if case .json(let pointer)? = source.format, !pointer.isEmpty,
                let value = try JSON(parsing: data).value(at: pointer)
            {
                inspection.note(.afterItemsPointer, value)
            }
            var decoder = (source.format ?? .json(pointer: "")).makeDecoder()
            decoder.add(Array(data.utf8))
            decoder.add([])
            var items: [SourceItem] = []
            while let item = try decoder.next() {
                items.append(SourceItem(value: item.value, key: item.key, source: source.origin.uri))
            }
            return items
        } catch {
            throw .itemReader("\(error)")
        }
    }
}

extension ItemSource.Origin {
    /// The place, as `$$.Map.Item.Source` tells it.
    fileprivate var uri: String {
        switch self {
        case .object(let object): "S3://\(object.bucket)/\(object.key)"
        case .listing(let bucket, _): "S3://\(bucket)"
        }
    }
}
