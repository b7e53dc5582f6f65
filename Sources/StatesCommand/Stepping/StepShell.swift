import Foundation
import JSON
import StatesDebugging
import StatesLanguage
import Terminal

/// The stepper for people: reads instructions, shows what comes of them.
struct StepShell {
    static let help = """
        step, s              the next thing: enter a state, get a task's result, leave the state, skip a wait
        next, n              until this state is left, with all its retries, branches and iterations
        continue, c          until a breakpoint or the end
        back, b [N]          take back the last step, or N
        again, a             back to where the state entered last is about to be entered
        restart              back to the start; breakpoints stay
        break STATE[:before|after|error|retry]   * for any state     list, l     delete, d [N]
        where, w             all lines of states, as a tree
        input, i   result, o   variables, v   context, x   task, t   history, h [N]   an event's data
        print, p EXPRESSION  a path ($.a, $$.State.Name, $variable), States.Format('…'), or {% … %}
        set input JSON       of the state about to be entered; with a place: set input $.a.b JSON
        set result JSON      of the task under way, or what the state before has passed on
        set variables JSON   of the line of states, all of them; with a place: set variables $.a JSON
        edit [input|result|variables]   the same in $EDITOR
        succeed JSON         answer the task; fail ERROR [CAUSE] lets it fail, fail "AN ERROR" with blanks
        quit, q              an empty line repeats the last command
        """

    private var session: DebugSession
    private let driver: DebugDriver
    private let parser: InstructionParser
    private var screen: StepScreen
    private var last: StepInstruction?

    init(_ session: DebugSession, driver: DebugDriver) {
        self.session = session
        self.driver = driver
        parser = InstructionParser(states: session.execution.statePlaces)
        screen = StepScreen(session)
    }

    /// Shows where the session begins.
    mutating func begin() {
        screen.show(session)
    }

    /// Does what a line says.
    ///
    /// - Returns: Whether the user wants to go on.
    mutating func take(_ line: String) async -> Bool {
        do {
            let isRepeat = line.allSatisfy(\.isWhitespace)
            guard let instruction = isRepeat ? last : try parser.parse(line) else { return true }
            last = instruction.isRepeatable ? instruction : nil
            if instruction == .quit { return false }
            try await perform(instruction)
        } catch let error as InstructionError {
            Terminal.line(Terminal.printable(error.message))
        } catch {
            Terminal.line(Terminal.printable("\(error)"))
        }
        return true
    }

    private mutating func perform(_ instruction: StepInstruction) async throws {
        switch instruction {
        case .go(let pace): try await go(pace)
        case .succeed(let result): try await answer(.succeeded(result))
        case .fail(let error, let cause): try await answer(DebugSession.failure(error, cause: cause))
        case .back(let count): try changed { try $0.back(count) }
        case .again: try changed { try $0.again() }
        case .restart: changed { $0.restart() }
        case .set(.input, let path, let value): try changed { try $0.setInput(value, at: path) }
        case .set(.result, let path, let value): try changed { try $0.setResult(value, at: path) }
        case .set(.variables, let path, let value): try changed { try $0.setVariables(value, at: path) }
        case .edit(let target): try await edit(target)
        case .setBreakpoint(let breakpoint):
            session.breakpoints.append(breakpoint)
            listBreakpoints()
        case .deleteBreakpoint(let number): try delete(number)
        case .listBreakpoints: listBreakpoints()
        case .place: for line in StepScreen.tree(session) { Terminal.line(Terminal.printable(line)) }
        case .show(let subject): show(subject)
        case .showEvent(let number): try showEvent(number)
        case .evaluate(let expression):
            Terminal.line(Terminal.escapedJSON(try session.evaluate(expression).text(.pretty)))
        case .help: Terminal.line(Self.help)
        case .quit: break
        }
    }

    private mutating func changed(_ change: (inout DebugSession) throws -> Void) rethrows {
        try change(&session)
        screen.show(session)
    }

    private mutating func answer(_ outcome: TaskOutcome) async throws {
        try session.answer(outcome)
        try await go(.step)
    }

    private mutating func go(_ pace: Pace) async throws {
        let reason = try await driver.go(pace, &session)
        screen.show(session, reason)
    }

    private mutating func edit(_ target: StepInstruction.Target) async throws {
        // Without a task under way the result is what the state before has passed on.
        let hasTask = session.request != nil
        let before =
            switch target {
            case .input: session.focus?.input
            case .result: hasTask ? session.result : session.focus?.input
            case .variables: session.focus.map(Self.variables)
            }
        guard let value = try JSONEditor.edit(before ?? [:]) else {
            Terminal.line("Nothing was changed.")
            return
        }
        try await perform(.set(target, path: nil, value))
    }

    private static func variables(of focus: StrandView) -> JSON {
        .object(JSONObject(focus.variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }

    private func showEvent(_ number: Int) throws {
        let history = session.execution.history
        guard history.indices.contains(number - 1) else {
            throw InstructionError(message: "There is no event \(number); there are \(history.count).")
        }
        Terminal.line(Terminal.escapedJSON(history[number - 1].json.text(.pretty)))
    }

    private mutating func delete(_ number: Int?) throws {
        if let number {
            guard session.breakpoints.indices.contains(number - 1) else {
                throw InstructionError(message: "There is no breakpoint \(number).")
            }
            session.breakpoints.remove(at: number - 1)
        } else {
            session.breakpoints = []
        }
        listBreakpoints()
    }

    private func listBreakpoints() {
        if session.breakpoints.isEmpty { Terminal.line("no breakpoints") }
        for (index, breakpoint) in session.breakpoints.enumerated() {
            Terminal.line(Terminal.printable("\(index + 1)  \(breakpoint.state):\(breakpoint.moment.rawValue)"))
        }
    }

    private func show(_ subject: StepInstruction.Subject) {
        let focus = session.focus
        let value: JSON?
        switch subject {
        case .input: value = focus?.input
        case .result: value = session.result ?? session.execution.output
        case .variables: value = focus.map(Self.variables)
        case .context: value = focus.flatMap { session.execution.context(of: $0.id) }
        case .task: value = session.request?.parameters
        case .history:
            var view = HistoryView(start: session.execution.history.first?.timestamp ?? session.execution.now)
            for event in session.execution.history { Terminal.line(Terminal.printable(view.line(for: event))) }
            return
        }
        Terminal.line((value?.text(.pretty)).map(Terminal.escapedJSON) ?? "There is no \(subject.rawValue) yet.")
    }
}

extension StepInstruction {
    /// Whether an empty line does it again.
    fileprivate var isRepeatable: Bool {
        switch self {
        case .go, .back, .place: true
        default: false
        }
    }
}
