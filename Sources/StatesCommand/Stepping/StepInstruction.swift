import JSON
import StatesDebugging

/// What a user can ask the stepper for, with its short form.
enum StepInstruction: Equatable {
    enum Target: String, CaseIterable, Equatable { case input, result, variables }

    case go(Pace)
    case back(Int)
    case again
    case restart
    case setBreakpoint(Breakpoint)
    case deleteBreakpoint(Int?)
    case listBreakpoints
    case place
    case show(Subject)
    /// The data of an event of the history, by its number.
    case showEvent(Int)
    case evaluate(String)
    case set(Target, path: String?, JSON)
    case edit(Target)
    case succeed(JSON)
    case fail(String, cause: String?)
    case help
    case quit

    enum Subject: String, CaseIterable, Equatable {
        case input, result, variables, context, history, task
    }
}

/// Why a line is no instruction: a sentence.
struct InstructionError: Error, Equatable {
    var message: String
}
