import JSON
import StatesLanguage

extension StatesService {
    /// The child executions of a Map Run.
    func listChildExecutions(of mapRunARN: String, _ request: Request) throws -> JSONObject {
        _ = try mapRun(mapRunARN)
        return try list(ExecutionTable.Filter(owner: .mapRun(mapRunARN), request), of: mapRunARN, request)
    }

    /// The machine of a child execution: the processor of the Map state in the machine of its parent.
    func describeMachine(
        of record: ExecutionRecord, _ child: ExecutionRecord.Child, _ request: Request
    ) throws -> JSONObject {
        guard let origin = try mapRunTable.origin(of: child.mapRunARN) else {
            throw ServiceError.resourceNotFound(child.mapRunARN)
        }
        var machine = StateMachine(document: .object(origin.machine.document), arn: record.machine.arn)
        let processor = try JSON(parsing: machine.definition).itemProcessor(of: origin.state)
        machine.definition = processor?.text() ?? ""
        // The label stands between the machine's name and the run's id.
        let label = record.machine.arn.split(separator: "/").last.map(String.init) ?? ""
        machine.name += "/" + label
        var response = machine.description(metadataOnly: request.wantsMetadataOnly)
        response["updateDate"] = machine.updated.epochSeconds
        response["mapRunArn"] = .string(child.mapRunARN)
        response["label"] = .string(label)
        return response
    }

    /// - Throws: `ValidationException` for a child execution that runs: it is stopped with its parent.
    func checkCanBeStopped(_ record: ExecutionRecord) throws(ServiceError) {
        guard record.child != nil, record.status == .running else { return }
        throw .validation("A child execution is stopped here with the execution of its Map Run")
    }
}

extension JSON {
    /// What a distributed Map state, somewhere in this definition, does with each item; nil where there is no such state.
    fileprivate func itemProcessor(of state: String) -> JSON? {
        for (name, fields) in self["States"]?.object ?? JSONObject() {
            let processor = fields["ItemProcessor"] ?? fields["Iterator"]
            if name == state, var machine = processor?.object {
                machine["ProcessorConfig"] = nil
                return .object(machine)
            }
            for inner in (fields["Branches"]?.array ?? []) + (processor.map { [$0] } ?? []) {
                if let found = inner.itemProcessor(of: state) { return found }
            }
        }
        return Optional.none
    }
}
