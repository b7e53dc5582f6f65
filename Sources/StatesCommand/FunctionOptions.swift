import ArgumentParser
import Foundation
import LocalRunner
import StatesLanguage
import Terminal

/// `--function name=executable`, for the Lambda functions that tasks invoke.
struct FunctionOptions: ParsableArguments {
    @Option(
        name: .customLong("function"),
        help: ArgumentHelp(
            "The executable of a Lambda function, a custom runtime, or the URL that its events are posted to; may be repeated.",
            valueName: "name=path|url"))
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
        for function in named where function.value.contains("://") && !EndpointOptions.isURL(function.value) {
            throw ValidationError("--function takes a path or a URL with http or https, not '\(function.value)'")
        }
    }

    private var named: [NamedValue] { functions.compactMap(NamedValue.init) }

    /// Who carries out tasks by these functions and by services.
    ///
    /// - Parameters:
    ///   - service: What ``makeService(showsLogs:)`` made.
    ///   - clients: The services.
    func makeRunner(over service: LambdaService?, _ clients: ServiceClients) -> any TaskRunner {
        let urls = named.filter { EndpointOptions.isURL($0.value) }.map { ($0.name, $0.value) }
        return LocalTaskRunner(
            functions: FunctionDirectory(
                local: service, names: Set(named.filter { !EndpointOptions.isURL($0.value) }.map(\.name)),
                endpoints: Dictionary(urls, uniquingKeysWith: { _, last in last }), clients: clients),
            clients: clients)
    }

    /// The functions on this machine, running as Lambda would run them; nil where there are none.
    ///
    /// - Parameter showsLogs: Whether what they write goes to standard error.
    func makeService(showsLogs: Bool) -> LambdaService? {
        let executables = named.filter { !EndpointOptions.isURL($0.value) }
        guard !executables.isEmpty else { return nil }
        let environment = Dictionary(
            variables.compactMap(NamedValue.init).map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
        let local = executables.map { function in
            LocalFunction(name: function.name, executable: function.value, environment: environment)
        }
        return LambdaService(
            LambdaService.Configuration(functions: local, environment: ProcessInfo.processInfo.environment) {
                name, line in
                if showsLogs { Terminal.talk("[\(name)] \(line)") }
            })
    }
}
