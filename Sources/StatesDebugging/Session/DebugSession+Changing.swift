public import JSON
import JSONPath
public import StatesLanguage

extension DebugSession {
    /// Gives the state that is about to be entered, or to be tried again, another input.
    ///
    /// - Parameters:
    ///   - value: The input, or the value to put into it.
    ///   - path: Where in the input, a reference path such as `$.order.total`; nil for all of it.
    /// - Throws: ``SessionError`` when the state has begun, or the path names no place.
    public mutating func setInput(_ value: JSON, at path: String? = nil) throws(SessionError) {
        guard let focus, !execution.isOver else { throw SessionError(.over, "The execution is over. Go back first.") }
        guard [.entering, .retrying].contains(focus.standing) else {
            throw SessionError(
                .hasBegun, "\(focus.state) has begun, its input counts no more. Go back, and change it before.")
        }
        let input = try Self.put(value, at: path, in: focus.input)
        var trial = execution
        guard trial.replaceInput(of: focus.id, with: input) else {
            throw SessionError(.tooLarge, "That is more than a state may be given.")
        }
        timeline.make(.replaceInput(focus.id, input))
    }

    /// Changes the result of the task under way; where no task is, what the state before has passed on.
    public mutating func setResult(_ value: JSON, at path: String? = nil) throws(SessionError) {
        guard let task = pendingTask else { return try setInput(value, at: path) }
        let result = try Self.put(value, at: path, in: result ?? [:])
        try answer(task.id, MockResponse(.succeeded(result)))
    }

    /// Gives the line of states of the focus other variables, from the next expression on.
    ///
    /// - Parameters:
    ///   - value: An object with all variables, or the value to put among them.
    ///   - path: Where among the variables, such as `$.total`; nil for all of them.
    /// - Throws: ``SessionError`` when the execution is over, or they cannot be variables.
    public mutating func setVariables(_ value: JSON, at path: String? = nil) throws(SessionError) {
        guard let focus, !execution.isOver else { throw SessionError(.over, "The execution is over. Go back first.") }
        let variables = try Self.put(
            value, at: path, in: .object(JSONObject(focus.variables.map { ($0.key, $0.value) })))
        guard let object = variables.object else {
            throw SessionError(.badPath, "Variables are an object, not \(variables.kind).")
        }
        var trial = execution
        guard trial.replaceVariables(of: focus.id, with: object) else {
            throw SessionError(.tooLarge, "These are no names of variables, or more bytes than the service allows.")
        }
        timeline.make(.replaceVariables(focus.id, object))
    }

    /// Lets the task of the focus end as the user says, entering its state where that has not happened.
    ///
    /// The task ends with the next step.
    public mutating func answer(_ outcome: TaskOutcome) throws(SessionError) {
        guard let focus, !execution.isOver else { throw SessionError(.over, "The execution is over. Go back first.") }
        if [.entering, .retrying].contains(focus.standing), focus.type == "Task" {
            // A state whose own expressions fail has no task; then nothing changes.
            var trial = execution
            trial.step()
            guard trial.strand(focus.id)?.task != nil else {
                throw SessionError(.noTask, "\(focus.state) does not come to its task; step to see why.")
            }
            timeline.make(.step)
        }
        guard let task = self.focus?.task ?? execution.strand(focus.id)?.task else {
            throw SessionError(.noTask, "\(focus.state) is a \(focus.type) state: only tasks can be answered.")
        }
        try answer(task, MockResponse(outcome))
    }

    /// A failure as the user names it: `States.Timeout` and `States.HeartbeatTimeout` are time-outs.
    public static func failure(_ error: String, cause: String?) -> TaskOutcome {
        switch error {
        case "States.Timeout": .timedOut(cause: cause)
        case "States.HeartbeatTimeout": .heartbeatTimedOut(cause: cause)
        default: .failed(error: error, cause: cause)
        }
    }

    /// Goes back to where the state that was entered last on this strand is about to be entered.
    ///
    /// What other strands did since is taken back as well.
    public mutating func again() throws(SessionError) {
        let trace = execution.trace ?? []
        let strand = execution.isOver ? nil : focus?.id
        let own = trace.lastIndex { $0.kind == .entered && $0.strand == strand }
        guard let index = own ?? trace.lastIndex(where: { $0.kind == .entered }) else {
            throw SessionError(.atStart, "No state was entered yet.")
        }
        try back(position - timeline.position(beforeTrace: index))
    }

    private static func put(_ value: JSON, at path: String?, in document: JSON) throws(SessionError) -> JSON {
        guard let path else { return value }
        do {
            return try ReferencePath(parsing: path).setting(value, in: document)
        } catch {
            throw SessionError(.badPath, "There is no place \(path): \(error)")
        }
    }
}
