import ArgumentParser
import Foundation
import LocalRunner
import Terminal

/// `--function name=executable`, for the Lambda functions that tasks invoke.
struct FunctionOptions: ParsableArguments {
    @Option(
        name: .customLong("function"),
        help: ArgumentHelp(
            "The executable of a Lambda function, a custom runtime; may be repeated.", valueName: "name=path"))
    var functions: [String] = []

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp("A variable in the environment of the functions; may be repeated.", valueName: "name=value"))
    var variables: [String] = []

    func validate() throws {
        for (option, pairs) in [("--function", functions), ("--env", variables)] {
            for pair in pairs where NamedValue(pair) == nil {
                throw ValidationError("\(option) takes name=value, not '\(pair)'")
            }
        }
    }

    /// The functions, running as Lambda would run them; nil where there are none.
    ///
    /// - Parameter showsLogs: Whether what they write goes to standard error.
    func makeService(showsLogs: Bool) -> LambdaService? {
        guard !functions.isEmpty else { return nil }
        let environment = Dictionary(
            variables.compactMap(NamedValue.init).map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
        let local = functions.compactMap(NamedValue.init).map { function in
            LocalFunction(name: function.name, executable: function.value, environment: environment)
        }
        return LambdaService(
            LambdaService.Configuration(functions: local, environment: ProcessInfo.processInfo.environment) {
                name, line in
                if showsLogs { Terminal.talk("[\(name)] \(line)") }
            })
    }
}
