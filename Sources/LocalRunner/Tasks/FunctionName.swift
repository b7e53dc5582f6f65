import JSON

/// A function's name, out of the ways that AWS lets people write it.
struct FunctionName {
    /// The bare name; versions and aliases all mean the one function that is here.
    var name: String

    /// `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]`, in any partition; nil for anything else.
    init?(arn: String) {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 7 || parts.count == 8, parts[0] == "arn", parts[2] == "lambda", parts[5] == "function",
            !parts[6].isEmpty
        else { return nil }
        name = String(parts[6])
    }

    /// The `FunctionName` of an invocation: `NAME`, `NAME:QUALIFIER`, `ACCOUNT:function:NAME`, or an ARN.
    init?(parameter: JSON?) {
        guard let text = parameter?.string, !text.isEmpty else { return nil }
        if let arn = FunctionName(arn: text) {
            self = arn
            return
        }
        let parts = text.split(separator: ":")
        if parts.count >= 3, parts[1] == "function" {
            name = String(parts[2])
        } else if let first = parts.first {
            name = String(first)
        } else {
            return nil
        }
    }
}
