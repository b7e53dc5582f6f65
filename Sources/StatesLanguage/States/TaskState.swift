import JSON

/// Has somebody else do work: a function, a service, a worker.
struct TaskState: StateBehaviour {
    enum Seconds: Sendable {
        case constant(Int)
        case path(PathExpression)
        case query(JSONataQuery)
    }

    let name: String
    let transition: Transition
    let flow: DataFlow
    let resource: TaskResource?
    let parameters: PayloadTemplate?
    let credentials: PayloadTemplate?
    let timeout: Seconds?
    let heartbeat: Seconds?
    let retriers: [Retrier]
    let catchers: [Catcher]

    init(named name: String, from reader: inout FieldReader) {
        self.name = name
        flow = reader.dataFlow(hasResult: true, hasSelector: true)
        resource = Self.resource(from: &reader)
        parameters = reader.template(reader.language == .jsonata ? "Arguments" : "Parameters")
        if let resource { reader.checkParameters(of: resource) }
        credentials = Self.credentials(from: &reader, resource: resource)
        timeout = Self.seconds("TimeoutSeconds", from: &reader)
        heartbeat = Self.seconds("HeartbeatSeconds", from: &reader)
        if case .constant(let timeout)? = timeout, case .constant(let heartbeat)? = heartbeat, heartbeat >= timeout {
            reader.report(
                .schema, "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", at: "HeartbeatSeconds")
        }
        retriers = reader.retriers()
        catchers = reader.catchers()
        transition = reader.transition()
    }

    private static func resource(from reader: inout FieldReader) -> TaskResource? {
        reader.require("Resource")
        guard let text = reader.string("Resource") else { return nil }
        // A name that a deployment fills in is checked once it has its value.
        if let open = text.firstRange(of: "${"), text[open.upperBound...].contains("}") { return nil }
        let resource = TaskResource(text)
        if resource == nil { reader.report(.schema, "Value is not a valid resource ARN", at: "Resource") }
        if let resource, !resource.isRecognized {
            reader.report(
                .schema,
                "The resource provided \(resource.arn) is not recognized. The value is not a valid resource ARN, or the "
                    + "resource is not available in this region.", at: "Resource")
        }
        if reader.log.workflowType == .express, let resource { checkExpress(resource, in: reader) }
        return resource
    }

    private static func credentials(
        from reader: inout FieldReader, resource: TaskResource?
    ) -> PayloadTemplate? {
        if case .object(let fields)? = reader.object["Credentials"], fields["RoleArn"] == nil,
            fields["RoleArn.$"] == nil
        {
            reader.report(.schema, "The field 'RoleArn' is required but was missing", at: "Credentials")
        }
        if reader.has("Credentials"), resource?.family == .activity {
            reader.report(.schema, "The field 'Credentials' is not supported for activities", at: "Credentials")
        }
        return reader.template("Credentials")
    }

    private static func checkExpress(_ resource: TaskResource, in reader: FieldReader) {
        switch resource.family {
        case .activity:
            reader.report(.schema, "Express state machine does not support Activity ARN", at: "Resource")
        case .service(_, let action):
            // The two blanks are the service's.
            for suffix in [".waitForTaskToken", ".sync"] where action.contains(suffix) {
                reader.report(
                    .schema, "Express state machine does not support '\(suffix)' service integration ", at: "Resource")
            }
        case .lambda: break
        }
    }

    private static func seconds(_ field: String, from reader: inout FieldReader) -> Seconds? {
        if reader.language == .jsonPath { reader.checkExclusive([field, field + "Path"]) }
        if let query = reader.query(field) { return .query(query) }
        if let seconds = reader.integer(field, in: 1...ExecutionLimits.maximumSeconds) { return .constant(seconds) }
        return reader.path(field + "Path").map { .path($0) }
    }

    var targets: [Int] { transition.targets + catchers.map(\.next) }
    var isTerminal: Bool { transition == .end }

    func enter(_ scope: inout EvaluationScope) throws(Failure) -> StateAction {
        guard let resource else { throw .runtime("The Resource is not an ARN") }
        let input = scope.input
        defer { scope.input = input }
        if resource.waitsForTaskToken { scope.context.taskToken = Self.token(from: &scope.random) }
        var payload = try flow.effectiveInput(scope)
        scope.input = payload
        var plan = TaskPlan(resource: resource, parameters: payload)
        plan.timeoutSeconds = try seconds(timeout, field: "TimeoutSeconds", in: &scope)
        plan.heartbeatSeconds = try seconds(heartbeat, field: "HeartbeatSeconds", in: &scope)
        if let parameters {
            payload = try parameters.evaluate(in: &scope)
            plan.parameters = payload
        }
        scope.inspection?.note(flow.language == .jsonata ? .afterArguments : .afterParameters, payload)
        if let credentials { plan.roleARN = try credentials.evaluate(in: &scope)["RoleArn"]?.string }
        plan.token = scope.context.taskToken
        return .task(plan)
    }

    func complete(with result: JSON, _ scope: inout EvaluationScope) throws(Failure) -> StateExit {
        try flow.exit(result, to: transition, &scope)
    }

    private func seconds(
        _ seconds: Seconds?, field: String, in scope: inout EvaluationScope
    ) throws(Failure) -> Int? {
        switch seconds {
        case nil: return nil
        case .constant(let seconds): return seconds
        case .query(let query):
            let value = try query.evaluate(.number, in: &scope)
            guard let seconds = value.int, (1...ExecutionLimits.maximumSeconds).contains(seconds) else {
                throw .queriedValue(
                    "The \(field) field must be a positive integer, but was \(value.text()).", at: query.location)
            }
            return seconds
        case .path(let path):
            let value = try path.value(in: scope)
            guard let seconds = value.wholeNumber, (1...ExecutionLimits.maximumSeconds).contains(seconds) else {
                throw .runtime(
                    "The \(field)Path field refers to value \"\(value.bareText)\" which is not a valid positive integer: "
                        + path.text)
            }
            return seconds
        }
    }

    private static func token(from random: inout SeededRandom) -> String {
        let symbols = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let bytes = (0..<128).map { _ in symbols[Int(random.next() & 63)] }
        return "AQC" + String(decoding: bytes, as: UTF8.self)
    }
}

extension JSON {
    /// A whole number, also one in a string: fields with a path take both.
    var wholeNumber: Int? {
        int ?? string.flatMap { Int($0) }
    }
}
