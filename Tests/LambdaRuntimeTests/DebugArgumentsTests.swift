import Testing

@testable import LambdaRuntime

@Suite struct DebugArgumentsTests {
    @Test(
        arguments: [
            ([], .handle(event: nil), 900), (["--event", "a.json"], .handle(event: .file("a.json")), 900),
            (["--event=a.json"], .handle(event: .file("a.json")), 900),
            (["--event", "-"], .handle(event: .standardInput), 900),
            (["--timeout", "2.5", "--event", "-"], .handle(event: .standardInput), 2.5), (["-h"], .showHelp, 900),
            (["--event", "x", "--help"], .showHelp, 900), (["--version"], .showVersion, 900),
        ] as [([String], DebugArguments.Action, Double)])
    func argumentsAreUnderstood(_ words: [String], action: DebugArguments.Action, seconds: Double) throws {
        let arguments = try DebugArguments(words)
        #expect(arguments.action == action)
        #expect(arguments.timeout == .seconds(seconds))
    }

    @Test(arguments: [
        (["--events"], "Unknown argument '--events'."), (["a.json"], "Unknown argument 'a.json'."),
        (["--event"], "--event needs a value."), (["--version=2"], "--version takes no value."),
        (["--timeout", "soon"], "--timeout takes a positive number of seconds, not 'soon'."),
        (["--timeout=-1"], "--timeout takes a positive number of seconds, not '-1'."),
    ])
    func wrongUsageIsNamed(_ words: [String], message: String) {
        let error = #expect(throws: DebugArguments.UsageError.self) { try DebugArguments(words) }
        #expect(error?.description == message)
    }
}
