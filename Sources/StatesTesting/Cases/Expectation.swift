import JSON
import StatesLanguage

/// What has to come of an execution. What a case does not mention may be anything.
public struct Expectation: Sendable {
    /// How the execution has to end.
    var status: Execution.Status
    var output: JSON?
    /// What the output has at least: objects may have more members.
    var outputContains: JSON?
    var error: String?
    var cause: String?
    var causeContains: String?
    /// The states entered, in order, also those inside branches and iterations.
    var path: [String]?
    /// States entered in this order, whatever comes between.
    var pathContains: [String]?
    /// The machine's variables at the end; it may have more.
    var variables: JSONObject?
    /// How many events of a type the history has.
    var events: [HistoryEventType: Int] = [:]
    /// By state, what each of its tasks was asked with, in order; objects may have more members.
    var calls: [String: [JSON]] = [:]
    /// The JSON pointer of `calls` in its file.
    var callsPlace = ""
    /// What lies in buckets at the end; there may be more.
    var objects: ObjectContents

    init(_ source: JSON, at pointer: String) throws(TestFormatError) {
        var fields = try CaseFields(source, what: "'expect'", at: pointer)
        output = fields.take("output")
        outputContains = fields.take("outputContains")
        error = try fields.string("error")
        cause = try fields.string("cause")
        causeContains = try fields.string("causeContains")
        path = try fields.strings("path")
        pathContains = try fields.strings("pathContains")
        variables = try fields.object("variables")
        let fails = error != nil || cause != nil || causeContains != nil
        let word = try fields.string("status") ?? (fails ? Execution.Status.failed : .succeeded).rawValue
        guard let status = Execution.Status(rawValue: word), status != .running else {
            throw TestFormatError(
                "'status' is one of SUCCEEDED, FAILED, TIMED_OUT, ABORTED, not '\(word)'", at: fields.place("status"))
        }
        self.status = status
        for member in try fields.object("events") ?? JSONObject() {
            guard let type = HistoryEventType(rawValue: member.key), let count = member.value.int else {
                throw TestFormatError(
                    "'events' has counts by type of event, such as \"TaskScheduled\": 2", at: fields.place("events"))
            }
            events[type] = count
        }
        callsPlace = fields.place("calls")
        for member in try fields.object("calls") ?? JSONObject() {
            guard let calls = member.value.array else {
                throw TestFormatError(
                    "'calls' has by state an array with what each of its tasks is asked with",
                    at: fields.place("calls").appending(pointer: member.key))
            }
            self.calls[member.key] = calls
        }
        objects = try ObjectContents(fields.take("objects"), at: fields.place("objects"))
        try fields.finish()
    }
}
