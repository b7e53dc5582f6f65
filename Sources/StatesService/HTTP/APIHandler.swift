import JSON

/// Translates between HTTP and the service: AWS JSON 1.0, the operation in `X-Amz-Target`.
struct APIHandler: Sendable {
    /// Bytes of the largest request, as the service takes them.
    static let maximumBodySize = 1_048_576
    private static let targetPrefix = "AWSStepFunctions."
    /// Operations that may take long, and whose work is for nobody but the client that waits.
    private static let waiting: Set<String> = ["GetActivityTask", "StartSyncExecution", "TestState"]
    /// Operations that take the trace of X-Ray.
    private static let traced: Set<String> = ["StartExecution", "StartSyncExecution"]

    let service: StatesService
    /// nil to allow any host.
    let hosts: HostRule?

    /// Why a request is not to be read any further; nil where it is.
    func refusal(of head: RequestHead) -> MessageFault? {
        guard hosts?.allows(head["host"]) == false else { return nil }
        return MessageFault(
            status: 403, code: "AccessDeniedException", message: "This host is not served; --host names others.")
    }

    /// Whether the work for a request ends when its client is gone.
    func endsWithClient(_ head: RequestHead) -> Bool {
        guard let operation = try? Self.operation(of: head) else { return false }
        return Self.waiting.contains(operation)
    }

    /// - Parameter isClientThere: Tells whether the client still waits for the answer.
    func reply(
        to head: RequestHead, _ body: [UInt8], isClientThere: @escaping @Sendable () -> Bool
    ) async -> HTTPReply {
        do throws(ServiceError) {
            let operation = try Self.operation(of: head)
            var members = try Self.members(body)
            // The service prefers the header to the member.
            if Self.traced.contains(operation), let trace = head["x-amzn-trace-id"], var object = members.object {
                object["traceHeader"] = .string(trace)
                members = .object(object)
            }
            return HTTPReply(try await service.respond(to: operation, members, isClientThere: isClientThere))
        } catch {
            return HTTPReply(error)
        }
    }

    private static func operation(of head: RequestHead) throws(ServiceError) -> String {
        let target = head["x-amz-target"] ?? ""
        guard head.method == "POST", target.hasPrefix(targetPrefix) else {
            throw ServiceError(
                "UnknownOperationException", "This is the Step Functions API: POST, with an X-Amz-Target header.")
        }
        return String(target.dropFirst(targetPrefix.count))
    }

    private static func members(_ body: [UInt8]) throws(ServiceError) -> JSON {
        if body.isEmpty { return [:] }
        do {
            return try JSON(parsing: body)
        } catch {
            throw ServiceError("SerializationException", "The request is not JSON: \(error)")
        }
    }
}
