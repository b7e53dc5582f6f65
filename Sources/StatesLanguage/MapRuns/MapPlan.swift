import JSON

/// What an evaluated Map state is about to do.
struct MapPlan: Sendable {
    /// How many iterations may fail before the state does.
    struct Tolerance: Hashable, Sendable {
        var count: Int?
        /// 0 to 100.
        var percentage: Double?

        /// Whether so many failures are too many.
        ///
        /// - Parameter total: How many items there are; nil while that is not known, when no share can be told.
        func isExceeded(failures: Int, of total: Int?) -> Bool {
            guard failures > 0 else { return false }
            if let count, failures > count { return true }
            if let percentage, let total, Double(failures) * 100 > percentage * Double(total) { return true }
            return count == nil && percentage == nil
        }
    }

    /// What `$` means to the item selector.
    var input: JSON
    /// The items; empty where they are read from a data set.
    var items: [JSON] = []
    /// The names of the items, where they are the members of an object.
    var keys: [String]?
    /// Iterations at once, at most.
    var maxConcurrency = 0
    var tolerance = Tolerance()
    /// What the service only notices after it has recorded that the state started.
    var failureOnceStarted: Failure?
    /// What a distributed Map does besides; nil for an inline one.
    var distribution: Distribution?
}

/// What a distributed Map does that an inline one does not.
struct Distribution: Sendable {
    /// Part of the names of machine and children.
    var label: String?
    /// The kind of workflow that the children are.
    var executionType = ExecutionIdentity.WorkflowType.standard
    /// `MaxConcurrency` as it stands in the definition; 0 for the service's own limit.
    var statedConcurrency = 0
    /// Where the items are read from; nil where the plan has them.
    var source: ItemSource?
    /// Items that are read, at most.
    var maxItems: Int?
    /// How items are put into batches; nil for one item to a child.
    var batch: BatchPlan?
    var transformation = ResultWriter.Transformation.compact
    var outputType = ResultWriter.OutputType.json
    /// Where the results are written to; nil where they are the result of the state.
    var destination: ResultDestination?
    /// Whether anything of the state reads its result.
    var keepsResults = true
    /// What the service only notices after it has recorded that the Map Run started.
    var failureOnceRunning: Failure?
}
