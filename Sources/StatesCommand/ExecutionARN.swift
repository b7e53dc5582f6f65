/// The ARN of an execution, taken apart.
struct ExecutionARN {
    let region: String
    let account: String
    let stateMachine: String
    let name: String

    /// nil for a text that is the ARN of no execution.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 8, parts[0] == "arn", parts[2] == "states", ["execution", "express"].contains(parts[5])
        else { return nil }
        (region, account, stateMachine, name) = (parts[3], parts[4], parts[6], parts[7])
    }
}
