import JSON
import StatesLanguage

/// Names of executions that a task starts: the same task has the same name for it, also after a restart.
enum StableName {
    /// A name in the form of a UUID, made of the execution, its start and the task's number.
    static func name(of request: TaskRequest) -> String {
        let execution = request.context["Execution"] ?? .null
        let parts = [
            execution["Id"]?.string ?? "", execution["StartTime"]?.string ?? "", request.stateName,
            String(request.ordinal),
        ]
        let text = parts.joined(separator: "|")
        let digits = ContentTag.text(of: text.utf8) + ContentTag.text(of: (text + "|").utf8)
        var name = ""
        for (position, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(position) { name += "-" }
            name.append(digit)
        }
        return name
    }

    /// The ARN of the execution that `StartExecution` starts with these parameters; nil where they do not tell.
    static func executionARN(of parameters: JSONObject) -> String? {
        guard let machine = parameters["StateMachineArn"]?.string, let name = parameters["Name"]?.string else {
            return nil
        }
        let parts = machine.split(separator: ":")
        guard parts.count >= 7, parts[5] == "stateMachine" else { return nil }
        return (parts[..<5] + ["execution", parts[6]]).joined(separator: ":") + ":" + name
    }
}
