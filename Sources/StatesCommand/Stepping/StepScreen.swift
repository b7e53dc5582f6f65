import JSON
import StatesDebugging
import StatesLanguage
import Terminal

/// What the stepper shows: plain lines, with colour where the screen has it.
struct StepScreen {
    /// Characters of a value that are shown on one line.
    private static let width = 160

    private var view: HistoryView
    private let start: Timestamp
    private var shown = 0

    init(_ session: DebugSession) {
        start = session.execution.history.first?.timestamp ?? session.execution.now
        view = HistoryView(start: start)
    }

    /// Shows the events since the last time, then where the session stands.
    mutating func show(_ session: DebugSession, _ reason: StopReason? = nil) {
        let history = session.execution.history
        if shown > history.count {
            // Somebody went back; how events are indented follows from those before.
            view = HistoryView(start: start)
            for event in history { _ = view.line(for: event) }
        } else {
            for event in history.dropFirst(shown) {
                Terminal.line(Terminal.dim(Terminal.printable(view.line(for: event))))
            }
        }
        shown = history.count
        if reason != nil {
            for hit in session.hits { Terminal.line(Terminal.printable("breakpoint \(Self.text(of: hit))")) }
        }
        if reason == .paused { Terminal.line("interrupted") }
        Terminal.line(Self.place(session))
        for line in Self.details(session) { Terminal.line("  " + Terminal.printable(line)) }
        if reason == .waitsForAnswer { Terminal.line("  answer it: succeed JSON, or fail ERROR CAUSE") }
    }

    /// What hit a breakpoint, where, and what it was waiting for if that is put otherwise.
    static func text(of hit: BreakpointHit) -> String {
        var text = "\(hit.state):\(hit.breakpoint.moment.rawValue)"
        if let error = hit.error { text += "  \(error)" + (hit.cause.map { ": \($0)" } ?? "") }
        if hit.strand.path != [1] { text += "  line \(hit.strand), \(hit.pointer)" }
        if hit.breakpoint.state != hit.state {
            text += "  (\(hit.breakpoint.state):\(hit.breakpoint.moment.rawValue))"
        }
        return text
    }

    /// One line that says where a session stands, ready to be shown.
    static func place(_ session: DebugSession) -> String {
        let execution = session.execution
        if execution.isOver {
            let error = [execution.error, execution.cause].compactMap { $0 }.joined(separator: ": ")
            return Terminal.bold(execution.status.rawValue) + (error.isEmpty ? "" : Terminal.printable(": \(error)"))
        }
        guard let focus = session.focus else { return "nothing is under way" }
        let standing =
            switch focus.standing {
            case .entering: "is about to be entered"
            case .retrying: "is about to be tried again (retry \(focus.retryCount))"
            case .waiting: "waits until \(execution.nextWake?.iso8601 ?? "?")"
            case .delayed: "will be tried again at \(execution.nextWake?.iso8601 ?? "?")"
            case .runningTask: session.outcome == nil ? "waits for the result of its task" : "has got its result"
            case .forked: "waits for what is below it"
            case .ended: "is over"
            }
        // Made bold last: what makes text safe to show would take the colour for an attempt on the screen.
        let line = focus.id.path == [1] ? "" : ", line \(focus.id)"
        return Terminal.bold(Terminal.printable(focus.state)) + " (\(focus.type)\(line)) \(standing)"
    }

    private static func details(_ session: DebugSession) -> [String] {
        if let output = session.execution.output { return ["output: \(short(output))"] }
        guard !session.execution.isOver, let focus = session.focus else { return [] }
        switch focus.standing {
        case .entering, .retrying: return ["input: \(short(focus.input))"]
        case .runningTask:
            if let outcome = session.outcome { return ["\(text(of: outcome))"] }
            return [
                "task: \(session.request?.resource ?? "")", "  \(session.request.map { short($0.parameters) } ?? "")",
            ]
        case .waiting, .delayed, .forked, .ended: return []
        }
    }

    static func text(of outcome: TaskOutcome) -> String {
        let because = { (cause: String?) in cause.map { ": \($0)" } ?? "" }
        return switch outcome {
        case .succeeded(let result): "result: \(short(result))"
        case .failed(let error, let cause): "fails with \(error)\(because(cause))"
        case .timedOut(let cause): "times out\(because(cause))"
        case .heartbeatTimedOut(let cause): "misses its heartbeat\(because(cause))"
        case .unanswered(let cause): "cannot be carried out: \(cause)"
        case .silent: "will never answer"
        }
    }

    static func short(_ value: JSON) -> String {
        let text = value.text()
        return text.count <= width ? text : text.prefix(width - 1) + "…"
    }

    /// The strands under way as a tree.
    static func tree(_ session: DebugSession) -> [String] {
        let strands = session.execution.strandsUnderWay
        let focus = session.focus?.id
        func lines(below parent: StrandID?, _ indent: String) -> [String] {
            strands.filter { $0.parent == parent }.flatMap { strand -> [String] in
                let mark = strand.id == focus ? "→ " : "  "
                let name = strand.parent == nil ? "" : "[\(strand.position)] \(strand.id)  "
                let line = "\(mark)\(indent)\(name)\(strand.state) (\(strand.type)) \(strand.standing.rawValue)"
                return [line] + lines(below: strand.id, indent + "  ")
            }
        }
        return lines(below: nil, "")
    }
}
