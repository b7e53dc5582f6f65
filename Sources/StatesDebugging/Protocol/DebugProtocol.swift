public import JSON
import StatesLanguage

/// A session driven by lines of JSON: one request a line in, one event or response a line out.
public struct DebugProtocol: Sendable {
    /// The version that `initialize` tells; it grows when a client would have to change.
    public static let version = 1

    private var session: DebugSession
    private let driver: DebugDriver
    private var isInitialized = false
    /// How many events of the history the client was told.
    private var toldEvents = 0
    /// Whether the client wants no more.
    public private(set) var isOver = false

    /// A protocol over a session.
    public init(_ session: DebugSession, driver: DebugDriver) {
        self.session = session
        self.driver = driver
    }

    /// The lines that answer a line: events first, then one response.
    public mutating func respond(to line: String) async -> [JSON] {
        var id = JSON.null
        do {
            let request = try ProtocolRequest(line)
            id = request.id
            let result = try await result(of: request)
            return news() + [["id": id, "result": result]]
        } catch let error as SessionError {
            return [ProtocolError(error.code.rawValue, error.message, id: id).json]
        } catch let error as ProtocolError {
            return [error.json]
        } catch {
            return [ProtocolError("internal", "\(error)", id: id).json]
        }
    }

    private mutating func result(of request: ProtocolRequest) async throws -> JSON {
        guard isInitialized || [.initialize, .quit].contains(request.method) else {
            throw ProtocolError("notInitialized", "The first request is 'initialize'", id: request.id)
        }
        switch request.method {
        case .initialize:
            isInitialized = true
            return [
                "version": .int(Self.version), "states": .array(session.stateNames.map { .string($0) }),
                "at": session.summary,
            ]
        case .setBreakpoints: return try setBreakpoints(request)
        case .state: return session.summary
        case .evaluate:
            let expression = try request.required("expression", request.string("expression"))
            return ["value": try session.evaluate(expression)]
        case .quit:
            isOver = true
            return [:]
        case .step: return try await go(.step)
        case .next: return try await go(.over)
        case .continue: return try await go(.run)
        case .succeed:
            try session.answer(.succeeded(request.required("value", request.params["value"])))
            return try await go(.step)
        case .fail:
            let error = try request.required("error", request.string("error"))
            try session.answer(DebugSession.failure(error, cause: request.string("cause")))
            return try await go(.step)
        case .back, .again, .restart, .setInput, .setResult:
            try change(request)
            toldEvents = min(toldEvents, session.execution.history.count)
            return session.summary
        }
    }

    private mutating func change(_ request: ProtocolRequest) throws {
        switch request.method {
        case .back:
            let count = request.params["count"] ?? 1
            guard let count = count.int, count > 0 else { throw request.bad("'count' is a whole number from 1") }
            try session.back(count)
        case .again: try session.again()
        case .restart: session.restart()
        case .setInput:
            try session.setInput(request.required("value", request.params["value"]), at: request.string("path"))
        default:
            try session.setResult(request.required("value", request.params["value"]), at: request.string("path"))
        }
    }

    private mutating func go(_ pace: Pace) async throws -> JSON {
        let reason = try await driver.go(pace, &session)
        guard var summary = session.summary.object else { return [:] }
        summary["reason"] = .string(reason.name)
        if let first = session.hits.first {
            summary["breakpoint"] = first.breakpoint.json
            summary["hits"] = .array(session.hits.map(\.json))
        }
        return .object(summary)
    }

    private mutating func setBreakpoints(_ request: ProtocolRequest) throws -> JSON {
        guard let entries = request.params["breakpoints"]?.array else {
            throw request.bad("'setBreakpoints' needs an array 'breakpoints'")
        }
        session.breakpoints = try entries.map { entry in
            guard let state = entry["state"]?.string else { throw request.bad("A breakpoint has a 'state'") }
            let word = entry["moment"] ?? .string(Breakpoint.Moment.before.rawValue)
            guard let moment = word.string.flatMap({ Breakpoint.Moment(rawValue: $0) }) else {
                throw request.bad("'moment' is one of before, after, error, retry, not \(word.text())")
            }
            let breakpoint = Breakpoint(state, moment)
            guard session.hasState(for: breakpoint) else {
                throw request.bad(
                    "There is no state '\(state)'; there are: \(session.stateNames.joined(separator: ", "))")
            }
            return breakpoint
        }
        return ["breakpoints": .array(session.breakpoints.map(\.json))]
    }

    /// What the history has got since the client was told last.
    private mutating func news() -> [JSON] {
        guard isInitialized else { return [] }
        defer { toldEvents = session.execution.history.count }
        return session.execution.history.dropFirst(toldEvents).map { ["event": "history", "body": $0.json] }
    }
}
