/// The command line of a stage that runs outside Lambda.
struct DebugArguments: Hashable {
    enum Action: Hashable {
        case showHelp
        case showVersion
        /// Handles one event; nil where no `--event` was given.
        case handle(event: EventSource?)
    }

    enum EventSource: Hashable {
        case standardInput
        case file(String)
    }

    var action: Action
    var timeout: Duration = .milliseconds(LambdaProgram.defaultTimeoutMilliseconds)

    struct UsageError: Error, CustomStringConvertible {
        var description: String
    }

    /// Reads the arguments after the program's name.
    init(_ arguments: some Sequence<String>) throws(UsageError) {
        var words = ArgumentWords(arguments)
        var event: EventSource?
        action = .handle(event: nil)
        while let word = words.next() {
            switch word {
            case "-h", "--help":
                action = .showHelp
                return
            case "--version":
                try words.expectNoValue(of: word)
                action = .showVersion
                return
            case "--event":
                let path = try words.value(of: word)
                event = path == "-" ? .standardInput : .file(path)
            case "--timeout":
                let text = try words.value(of: word)
                guard let seconds = Double(text), seconds > 0, seconds <= 1e6 else {
                    throw UsageError(description: "--timeout takes a positive number of seconds, not '\(text)'.")
                }
                timeout = .seconds(seconds)
            default:
                throw UsageError(description: "Unknown argument '\(word)'.")
            }
        }
        action = .handle(event: event)
    }
}

/// Words of a command line, where `--name=value` reads as two.
private struct ArgumentWords {
    private var rest: [String]
    /// A value that was attached to the option just read.
    private var attached: String?

    init(_ words: some Sequence<String>) {
        rest = Array(words).reversed()
    }

    mutating func next() -> String? {
        guard let word = rest.popLast() else { return nil }
        guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return word }
        attached = String(word[word.index(after: equals)...])
        return String(word[..<equals])
    }

    mutating func value(of option: String) throws(DebugArguments.UsageError) -> String {
        defer { attached = nil }
        guard let value = attached ?? rest.popLast() else {
            throw DebugArguments.UsageError(description: "\(option) needs a value.")
        }
        return value
    }

    func expectNoValue(of option: String) throws(DebugArguments.UsageError) {
        guard attached == nil else { throw DebugArguments.UsageError(description: "\(option) takes no value.") }
    }
}
