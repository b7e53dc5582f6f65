import JSON
import StatesDebugging
import StatesLanguage

/// Reads what the user types.
struct InstructionParser {
    /// All names, the full ones first; each with its short forms.
    static let names: [(name: String, short: [String])] = [
        ("step", ["s"]), ("next", ["n"]), ("continue", ["c", "run", "r"]), ("back", ["b"]), ("again", ["a"]),
        ("restart", []), ("break", ["br"]), ("delete", ["d"]), ("list", ["l"]), ("where", ["w"]), ("input", ["i"]),
        ("result", ["output", "o"]), ("variables", ["v", "vars"]), ("context", ["x"]), ("history", ["h"]),
        ("task", ["t"]), ("print", ["p"]), ("set", []), ("edit", ["e"]), ("succeed", ["ok"]), ("fail", ["f"]),
        ("help", ["?"]), ("quit", ["q", "exit"]),
    ]

    let states: [Definition.StatePlace]

    private var stateNames: [String] { states.map(\.name) }

    /// - Throws: ``InstructionError`` with what is meant probably.
    func parse(_ line: String) throws(InstructionError) -> StepInstruction {
        let (word, rest) = Self.split(line)
        switch try Self.fullName(word) {
        case "step": return .go(.step)
        case "next": return .go(.over)
        case "continue": return .go(.run)
        case "back":
            if !rest.isEmpty, Int(rest) == nil {
                throw InstructionError(
                    message:
                        "back takes a number of steps, not '\(rest.prefix(40))'; a breakpoint is set with: break STATE")
            }
            return .back(try Self.count(rest) ?? 1)
        case "again": return .again
        case "restart": return .restart
        case "break": return rest.isEmpty ? .listBreakpoints : .setBreakpoint(try breakpoint(rest))
        case "delete": return .deleteBreakpoint(try Self.count(rest))
        case "list": return .listBreakpoints
        case "where": return .place
        case "print": return .evaluate(try Self.some(rest, "print what? Such as: print $.order.total"))
        case "set": return try setting(rest)
        case "edit":
            guard let target = StepInstruction.Target(rawValue: rest.isEmpty ? "input" : rest) else {
                throw InstructionError(message: "edit what? One of: edit input, edit result, edit variables")
            }
            return .edit(target)
        case "history": return try Self.count(rest).map { .showEvent($0) } ?? .show(.history)
        case "succeed": return .succeed(try Self.json(rest.isEmpty ? "{}" : rest))
        case "fail":
            let (error, cause) = try Self.splitQuoted(
                Self.some(rest, "fail with which error? Such as: fail Busy try later"))
            return .fail(error, cause: cause.isEmpty ? nil : cause)
        case "help": return .help
        case "quit": return .quit
        case let name: return StepInstruction.Subject(rawValue: name).map { .show($0) } ?? .help
        }
    }

    private static func fullName(_ word: String) throws(InstructionError) -> String {
        for (name, short) in names where name == word || short.contains(word) { return name }
        let begun = names.map(\.name).filter { $0.hasPrefix(word) }
        if begun.count == 1, let name = begun.first { return name }
        throw InstructionError(
            message: begun.isEmpty
                ? "There is no command '\(word.prefix(40))'; help lists them."
                : "Which one: \(begun.joined(separator: ", "))?"
        )
    }

    /// `STATE` or `STATE:after`; a state's name may be begun only.
    func breakpoint(_ text: String) throws(InstructionError) -> Breakpoint {
        var (state, moment) = (text, Breakpoint.Moment.before)
        if let colon = text.lastIndex(of: ":"),
            let named = Breakpoint.Moment(rawValue: String(text[text.index(after: colon)...]))
        {
            (state, moment) = (String(text[..<colon]), named)
        }
        if state == "*" || states.contains(where: { state == $0.name || state == $0.pointer }) {
            return Breakpoint(state, moment)
        }
        if state.isEmpty {
            throw InstructionError(message: "break at which state? Such as: break \(stateNames.first ?? "*")")
        }
        let begun = Set(stateNames.filter { $0.lowercased().hasPrefix(state.lowercased()) })
        if begun.count == 1, let name = begun.first { return Breakpoint(name, moment) }
        try refuseUnknownMoment(text)
        let names = (begun.isEmpty ? stateNames : begun.sorted()).prefix(12).joined(separator: ", ")
        throw InstructionError(
            message: begun.isEmpty
                ? "There is no state '\(state.prefix(80))'. There are: \(names)" : "Which state: \(names)?")
    }

    /// Says of `STATE:word` which part of it is wrong.
    private func refuseUnknownMoment(_ text: String) throws(InstructionError) {
        guard let colon = text.lastIndex(of: ":"), stateNames.contains(String(text[..<colon])) else { return }
        let moments = Breakpoint.Moment.allCases.map(\.rawValue).joined(separator: ", ")
        throw InstructionError(
            message: "There is no moment '\(text[text.index(after: colon)...].prefix(40))'. There are: \(moments)")
    }

    /// `input JSON`, `result JSON`, `variables JSON`, or with a path between.
    private func setting(_ text: String) throws(InstructionError) -> StepInstruction {
        let (word, rest) = Self.split(text)
        guard let target = StepInstruction.Target(rawValue: word), !rest.isEmpty else {
            throw InstructionError(
                message: "set input JSON, set result JSON, set variables JSON, or with a place: set input $.a.b JSON")
        }
        guard rest.hasPrefix("$") else { return .set(target, path: nil, try Self.json(rest)) }
        let (path, value) = Self.splitPath(rest)
        return .set(target, path: path, try Self.json(value))
    }

    private static func split(_ text: String) -> (String, String) {
        let text = trimmed(text[...])
        guard let blank = text.firstIndex(where: \.isWhitespace) else { return (String(text), "") }
        return (String(text[..<blank]), String(trimmed(text[blank...])))
    }

    /// A reference path and what comes after it; blanks in its brackets belong to it.
    private static func splitPath(_ text: String) -> (String, String) {
        var (isInBrackets, quote): (Bool, Character?) = (false, nil)
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if let open = quote {
                if character == "\\" { isEscaped = true } else if character == open { quote = nil }
            } else if isInBrackets, character == "'" || character == "\"" {
                quote = character
            } else if character == "[" || character == "]" {
                isInBrackets = character == "["
            } else if character.isWhitespace, !isInBrackets {
                return (String(text[..<index]), String(trimmed(text[index...])))
            }
        }
        return (text, "")
    }

    /// The first word, which is a JSON string where it begins with a quotation mark, and the rest.
    private static func splitQuoted(_ text: String) throws(InstructionError) -> (String, String) {
        guard text.first == "\"" else { return split(text) }
        var isEscaped = false
        for index in text.indices.dropFirst() {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                let word = try json(String(text[...index])).string ?? ""
                return (word, String(trimmed(text[text.index(after: index)...])))
            }
        }
        throw InstructionError(message: "The quotation mark is not closed.")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private static func some(_ text: String, _ question: String) throws(InstructionError) -> String {
        if text.isEmpty { throw InstructionError(message: question) }
        return text
    }

    private static func count(_ text: String) throws(InstructionError) -> Int? {
        if text.isEmpty { return nil }
        guard let number = Int(text), number > 0 else {
            throw InstructionError(message: "'\(text.prefix(40))' is no number from 1")
        }
        return number
    }

    private static func json(_ text: String) throws(InstructionError) -> JSON {
        do {
            return try JSON(parsing: text)
        } catch {
            throw InstructionError(message: "This is no JSON: \(error.message), at column \(error.column)")
        }
    }
}
