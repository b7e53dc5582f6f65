import JSON

/// Reads the data set of one Map Run from its store, as far as items are asked for. Holds one piece of one object.
actor ItemFeed {
    private let source: ItemSource
    private let store: any BucketStore
    private var objects: ObjectQueue
    private var current: OpenObject?
    /// Items that were read and not given; of the first so many were given.
    private var found: [SourceItem] = []
    private var given = 0
    /// How many items were given.
    private var offset = 0

    /// An object that is being read.
    private struct OpenObject {
        var text: PlainText
        var decoder: any ItemDecoder
        var uri: String
        var isAtEnd = false
    }

    init(_ source: ItemSource, from store: any BucketStore) {
        self.source = source
        self.store = store
        objects = ObjectQueue(source)
    }

    /// The next items.
    ///
    /// - Parameters:
    ///   - limit: How many; fewer come only at the end.
    ///   - place: How many items were read before. A feed that is new passes over them.
    func next(_ limit: Int, from place: Int) async throws(ObjectError) -> ItemBatch {
        while offset < place {
            if try await next(place - offset).isLast { return ItemBatch(items: [], isLast: true) }
        }
        return try await next(limit)
    }

    private func next(_ limit: Int) async throws(ObjectError) -> ItemBatch {
        var isLast = false
        while left < limit, !isLast {
            try takeItems(limit)
            if left < limit { isLast = !(try await readOn()) }
        }
        let batch = ItemBatch(items: Array(found[given...].prefix(limit)), isLast: isLast)
        given += batch.items.count
        offset += batch.items.count
        // A page of a listing is given item by item, so what was given is removed once it is most.
        if given * 2 >= found.count {
            found.removeFirst(given)
            given = 0
        }
        return batch
    }

    /// How many items were read and not given.
    private var left: Int { found.count - given }

    /// Takes what the bytes read so far give.
    private func takeItems(_ limit: Int) throws(ObjectError) {
        guard let uri = current?.uri else { return }
        while left < limit, let item = try current?.decoder.next() {
            found.append(SourceItem(value: item.value, key: item.key, source: uri))
        }
    }

    /// Reads the next piece of the current object, or goes to the next one.
    ///
    /// - Returns: Whether there was anything to read.
    private func readOn() async throws(ObjectError) -> Bool {
        if var text = current?.text, current?.isAtEnd == false {
            let bytes = try await text.next()
            current?.text = text
            current?.isAtEnd = bytes.isEmpty
            current?.decoder.add(bytes)
            return true
        }
        current = nil
        // Requests of a run follow each other, so nobody else looks for objects meanwhile.
        var queue = objects
        let next = try await queue.next(from: store)
        objects = queue
        guard let next else { return false }
        switch next {
        case .object(let object, let format):
            let stream = try await store.open(object)
            current = OpenObject(
                text: PlainText(stream), decoder: format.makeDecoder(), uri: "S3://\(object.bucket)/\(object.key)")
        case .entries(let bucket, let entries):
            found += entries.map { SourceItem(value: $0.json, key: .none, source: "S3://\(bucket)") }
        }
        return true
    }
}

extension ListedObject {
    /// The entry as an item.
    fileprivate var json: JSON {
        [
            "Etag": .string(entityTag), "Key": .string(key), "LastModified": .int(lastModified.seconds),
            "Size": .int(size), "StorageClass": .string(storageClass),
        ]
    }
}
