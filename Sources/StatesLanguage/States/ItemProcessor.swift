import JSON

/// `ItemProcessor` of a Map, by its older name `Iterator`: the states that each item goes through.
struct ItemProcessor {
    private(set) var graph: StateGraph?
    private(set) var mode = MapState.Mode.inline
    /// What kind of workflow the children of a distributed Map are.
    private(set) var executionType = ExecutionIdentity.WorkflowType.standard

    /// - Parameter reader: The Map state's.
    init(from reader: inout FieldReader, depth: Int) {
        reader.checkExclusive(["ItemProcessor", "Iterator"], isRequired: true)
        guard var processor = reader.reader("ItemProcessor") ?? reader.reader("Iterator") else { return }
        _ = processor.string("Comment")
        if var config = processor.reader("ProcessorConfig") { readConfig(from: &config) }
        // What the states inside may do follows from the kind of the child executions.
        let outerType = reader.log.workflowType
        if mode == .distributed { reader.log.workflowType = executionType }
        graph = GraphDecoder(log: processor.log).decode(&processor, depth: depth + 1)
        reader.log.workflowType = outerType
        processor.finish()
    }

    private mutating func readConfig(from config: inout FieldReader) {
        let word = config.word("Mode", MapState.Mode.self)
        mode = word ?? .inline
        // A mode that is none may have been meant to be the one that has this field.
        if word == nil, config.has("Mode") { _ = config.take("ExecutionType") }
        if mode == .distributed {
            config.require("ExecutionType")
            executionType = config.word("ExecutionType", ExecutionIdentity.WorkflowType.self) ?? .standard
            if config.log.workflowType == .express {
                config.report(
                    .schema,
                    "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
                    at: "Mode")
            }
        }
        config.finish()
    }
}
