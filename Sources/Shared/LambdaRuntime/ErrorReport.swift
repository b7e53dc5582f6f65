import Failures
import JSON
import Logging

/// A failure as Lambda and Step Functions carry it: `errorType` is the name that Retry and Catch match, the whole
/// document becomes the `Cause`.
struct ErrorReport: Hashable, Sendable {
    var errorType: String
    var errorMessage: String
    var code: String?
    var details: JSONObject = [:]

    init(errorType: String, errorMessage: String, code: String? = nil, details: JSONObject = [:]) {
        self.errorType = errorType
        self.errorMessage = errorMessage
        self.code = code
        self.details = details
    }

    init(_ error: PipelineError) {
        self.init(
            errorType: error.name.rawValue, errorMessage: error.message, code: error.code, details: error.details)
    }

    /// What a handler threw. An error without a name of its own is a mistake of ours.
    init(handlerError error: any Error) {
        if let error = error as? PipelineError {
            self.init(error)
        } else {
            self.init(PipelineError(.internalFailure, "\(type(of: error)): \(error)", cause: error))
        }
    }

    /// An event that is no JSON text.
    init(invalidEvent error: JSONSyntaxError) {
        self.init(
            PipelineError(
                .eventInvalid,
                "The event is not JSON: line \(error.line), column \(error.column): \(error.message).",
                code: "event_not_json",
                details: ["line": .int(error.line), "column": .int(error.column)]))
    }

    /// A result that Lambda would refuse, in the words of Lambda.
    init(resultOfSize size: Int, limit: Int) {
        self.init(
            errorType: "Function.ResponseSizeTooLarge",
            errorMessage:
                "Response payload size (\(size) bytes) exceeded maximum allowed payload size (\(limit) bytes)."
        )
    }

    /// The bytes that a synchronous result may have: 6 MB and the slack that Lambda grants.
    static let resultLimit = 6_291_556

    /// What a log may say of the failure. The text of a mistake of ours may quote what users wrote and stays out.
    var logMetadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["errorType": .string(errorType)]
        if let code { metadata["code"] = .string(code) }
        if errorType != ErrorName.internalFailure.rawValue { metadata["errorMessage"] = .string(errorMessage) }
        return metadata
    }

    var json: JSON {
        var members: JSONObject = [
            "errorMessage": .string(errorMessage), "errorType": .string(errorType), "stackTrace": [],
        ]
        if let code { members["code"] = .string(code) }
        if !details.isEmpty { members["details"] = .object(details) }
        return .object(members)
    }
}
