public import JSON

/// An error of the API, as its clients see it: a code that they match, and a sentence.
public struct ServiceError: Error, Hashable, Sendable {
    /// Such as `StateMachineDoesNotExist`.
    public var code: String
    /// The service's sentence.
    public var message: String
    /// What a few errors tell besides, such as `reason`.
    public var details: [String: String]
    /// The status of the HTTP response.
    public var status: Int

    /// An error.
    public init(_ code: String, _ message: String, details: [String: String] = [:], status: Int = 400) {
        self.code = code
        self.message = message
        self.details = details
        self.status = status
    }

    /// The body of the response.
    public var json: JSON {
        var object: JSONObject = ["__type": .string(namespace + code), "message": .string(message)]
        for (name, value) in details.sorted(by: { $0.key < $1.key }) { object[name] = .string(value) }
        return .object(object)
    }

    /// Where the service's type of this code is at home; clients read what stands after the `#`.
    private var namespace: String {
        switch code {
        case "ValidationException": "com.amazon.coral.validate#"
        case "SerializationException", "UnknownOperationException", "InternalFailure": "com.amazon.coral.service#"
        default: "com.amazonaws.swf.service.v2.model#"
        }
    }
}

extension ServiceError {
    static func invalidName(_ name: String) -> ServiceError {
        ServiceError("InvalidName", "Invalid Name: '\(name)'")
    }

    static func invalidARN(_ reason: String) -> ServiceError {
        ServiceError("InvalidArn", "Invalid Arn: '\(reason)'")
    }

    static func stateMachineDoesNotExist(_ arn: String) -> ServiceError {
        ServiceError("StateMachineDoesNotExist", "State Machine Does Not Exist: '\(arn)'")
    }

    static func executionDoesNotExist(_ arn: String) -> ServiceError {
        ServiceError("ExecutionDoesNotExist", "Execution Does Not Exist: '\(arn)'")
    }

    static func activityDoesNotExist(_ arn: String) -> ServiceError {
        ServiceError("ActivityDoesNotExist", "Activity Does Not Exist: '\(arn)'")
    }

    static func resourceNotFound(_ arn: String) -> ServiceError {
        ServiceError("ResourceNotFound", "Resource not found: '\(arn)'", details: ["resourceName": arn])
    }

    /// A page token, or a task token, that is none of ours.
    static let invalidToken = ServiceError("InvalidToken", "Invalid Token: 'Invalid token'")

    /// An express workflow where only a standard one will do, or the other way round.
    static let typeNotSupported = ServiceError(
        "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine")

    static func conflict(_ message: String) -> ServiceError {
        ServiceError("ConflictException", message)
    }

    static func validation(_ message: String, reason: String? = nil) -> ServiceError {
        ServiceError("ValidationException", message, details: reason.map { ["reason": $0] } ?? [:])
    }
}
