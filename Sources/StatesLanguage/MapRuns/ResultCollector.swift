import JSON

/// What becomes of the results of a Map Run's children.
struct ResultCollector: Sendable {
    /// Results that are the state's own, by the child's index.
    private(set) var kept: [Int: [JSON]] = [:]
    private var bytesLeft: Int
    private var isOverfull = false
    private let distribution: Distribution
    /// Results that go to a bucket.
    private(set) var files: ResultFiles?

    init(_ distribution: Distribution, for mapRun: MapRun, earlier: MapRunProgress?, limit: Int) {
        self.distribution = distribution
        bytesLeft = limit
        files = distribution.destination.map {
            ResultFiles($0, distribution.outputType, for: mapRun, earlier: earlier?.files ?? [])
        }
    }

    /// Takes the result of a child that is over.
    ///
    /// - Returns: What can be written now.
    mutating func add(_ child: ChildExecution) -> ResultPart? {
        if files != nil {
            let group: ResultFiles.Group = child.execution.status == .succeeded ? .succeeded : .failed
            return files?.add(child.results(distribution.transformation), to: group)
        }
        keep(child.results(distribution.transformation), of: child.index)
        return nil
    }

    /// Keeps results for the state's own.
    mutating func keep(_ results: [JSON], of index: Int) {
        guard files == nil, distribution.keepsResults, !isOverfull else { return }
        // Beyond what the state may give nothing more needs to be kept: it is going to fail.
        for result in results { bytesLeft -= result.bytes().count + 1 }
        kept[index] = results
        if bytesLeft < 0 {
            isOverfull = true
            kept = [:]
        }
    }

    /// Takes an input that no child was started for.
    mutating func addPending(_ record: PendingRecord) -> ResultPart? {
        files?.add([record.json], to: .pending)
    }

    /// What is left to write.
    mutating func finish() -> [ResultPart] { files?.finish() ?? [] }

    /// Nothing is written any more.
    mutating func giveUpWriting() { files = nil }

    /// The result of the state; nil where it is larger than the service allows.
    var output: JSON? {
        if let files { return files.output }
        if isOverfull { return Optional.none }
        let results = kept.sorted { $0.key < $1.key }.flatMap(\.value)
        switch distribution.outputType {
        case .json: return .array(results)
        case .jsonLines: return .string(results.map { $0.text() }.joined(separator: "\n"))
        }
    }
}
