/// What Map Runs read and write while an execution is driven: one feed for each data set, and the files being written.
struct Transfers {
    private let buckets: any BucketStore
    private var feeds: [String: (feed: ItemFeed, offset: Int)] = [:]
    private var uploads: [String: (upload: ResultUpload, last: Task<Void, Never>)] = [:]
    /// How many answers are still to come.
    private(set) var underWay = 0

    init(_ buckets: any BucketStore) {
        self.buckets = buckets
    }

    /// Reads items, from where the last request of the run ended.
    mutating func read(
        _ request: ItemRequest, answer: @escaping @Sendable (Result<ItemBatch, ObjectError>) -> Void
    ) {
        underWay += 1
        let known = feeds[request.mapRun].flatMap { $0.offset == request.offset ? $0.feed : nil }
        let feed = known ?? ItemFeed(request.source, from: buckets)
        feeds[request.mapRun] = (feed, request.offset + request.limit)
        Task {
            do throws(ObjectError) {
                // An execution that was taken up again begins where it stood.
                answer(.success(try await feed.next(request.limit, from: request.offset)))
            } catch {
                answer(.failure(error))
            }
        }
    }

    mutating func stopReading(_ mapRun: String) {
        feeds[mapRun] = nil
    }

    /// Writes a part behind the parts that came before.
    mutating func write(_ part: ResultPart, answer: @escaping @Sendable (ObjectError?) -> Void) {
        underWay += 1
        let upload = uploads[part.mapRun]?.upload ?? ResultUpload(to: buckets)
        let before = uploads[part.mapRun]?.last
        let task = Task {
            await before?.value
            do throws(ObjectError) {
                try await upload.write(part)
                answer(nil)
            } catch {
                answer(error)
            }
        }
        uploads[part.mapRun] = (upload, task)
    }

    /// An answer came.
    mutating func ended() { underWay -= 1 }
}

/// The objects of one Map Run that are being written.
private actor ResultUpload {
    private let buckets: any BucketStore
    private var open: [ObjectReference: any ObjectUpload] = [:]

    init(to buckets: any BucketStore) {
        self.buckets = buckets
    }

    func write(_ part: ResultPart) async throws(ObjectError) {
        let upload: any ObjectUpload
        if let known = open[part.object] { upload = known } else { upload = try await buckets.write(part.object) }
        open[part.object] = upload
        try await upload.append(part.bytes)
        guard part.isLast else { return }
        try await upload.finish()
        open[part.object] = nil
    }
}
