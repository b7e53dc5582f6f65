import Failures
import JSON

/// Why a run failed, in words that a person understands.
struct Failure: Equatable {
    /// The stable name.
    var name: String
    /// A sentence, without the name of the file, with a full stop.
    var reason: String
    /// What the failed stage told besides, such as where its report is.
    var details: JSON

    /// Reads what a Catch hands on: `Error`, and the `Cause`, which is the error document where Lambda reported one.
    init(_ failure: JSON) {
        name = failure["Error"]?.string ?? "States.TaskFailed"
        let cause = failure["Cause"]?.string ?? ""
        let document = (try? JSON(parsing: cause)) ?? .null
        details = document["details"] ?? .null
        let message = document["errorMessage"]?.string ?? (document.isNull ? cause : "")
        reason = Self.sentence(Self.reason(name, message))
    }

    private static func reason(_ name: String, _ message: String) -> String {
        switch name {
        case "States.Timeout", "Sandbox.Timedout", "Stage.DeadlineExceeded":
            "the work took longer than it may. Try again, or split the file"
        case "Runtime.ExitError", "Lambda.Unknown", "Function.Unknown":
            "a part of the program stopped unexpectedly. Try again; if it happens again, please report it"
        case "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException", "Lambda.TooManyRequestsException":
            "the cloud service did not answer. Try again later"
        case "States.DataLimitExceeded": "a part of the program gave more data than may be passed on; please report it"
        case "States.Permissions": "a part of the program lacks a permission; please tell whoever runs it"
        case _ where name.hasPrefix("Runtime.") || name.hasPrefix("Extension."):
            "a part of the program could not be started; please tell whoever runs it"
        case ErrorName.internalFailure.rawValue:
            "there is a mistake in the program; please report it" + (message.isEmpty ? "" : " (\(shortened(message)))")
        default:
            message.isEmpty ? "it failed with \(name)" : shortened(message)
        }
    }

    /// At most 600 characters, without line breaks: a notice, not a log.
    private static func shortened(_ text: String) -> String {
        let line = String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
        return line.count <= 600 ? line : line.prefix(599) + "…"
    }

    private static func sentence(_ text: String) -> String {
        guard let last = text.last else { return text }
        return ".!?…)".contains(last) && last != ")" ? text : text + "."
    }
}
