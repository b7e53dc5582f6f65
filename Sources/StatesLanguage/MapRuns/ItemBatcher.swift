import JSON

/// `ItemBatcher` of a distributed Map: gives several items to one child execution.
struct ItemBatcher: Sendable {
    let maxItems: MapState.Quantity?
    let maxBytes: MapState.Quantity?
    /// What every batch gets besides its items.
    let batchInput: PayloadTemplate?

    init(from reader: inout FieldReader) {
        maxItems = reader.quantity("MaxItemsPerBatch", in: 1...MapState.Quantity.maximum)
        maxBytes = reader.quantity("MaxInputBytesPerBatch", in: 1...ExecutionLimits.serviceDataBytes)
        batchInput = reader.template("BatchInput")
        let limits = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"].flatMap { [$0, $0 + "Path"] }
        if !limits.contains(where: { reader.has($0) }) {
            reader.report(
                .schema, "An ItemBatcher has at least one of [MaxItemsPerBatch, MaxInputBytesPerBatch]")
        }
        reader.finish()
    }

    /// The limits of a batch and what it gets, once they are evaluated.
    func plan(in scope: inout EvaluationScope) throws(Failure) -> BatchPlan {
        var plan = BatchPlan()
        if let maxItems {
            plan.maxItems = try maxItems.wholeNumber(field: "MaxItemsPerBatch", from: 1, in: &scope)
        }
        if let maxBytes {
            let bytes = try maxBytes.wholeNumber(field: "MaxInputBytesPerBatch", from: 1, in: &scope)
            plan.maxBytes = min(bytes, ExecutionLimits.serviceDataBytes)
        }
        plan.batchInput = try batchInput?.evaluate(in: &scope)
        return plan
    }
}

/// How the items of a Map Run are put into batches.
struct BatchPlan: Sendable {
    var maxItems = Int.max
    /// Bytes of a batch's whole input.
    var maxBytes = ExecutionLimits.serviceDataBytes
    var batchInput: JSON?

    /// The input of a child execution.
    func input(_ items: [JSON]) -> JSON {
        var input = JSONObject()
        if let batchInput { input["BatchInput"] = batchInput }
        input["Items"] = .array(items)
        return .object(input)
    }

    /// Bytes of an input without items.
    var emptySize: Int { input([]).bytes().count }
}
