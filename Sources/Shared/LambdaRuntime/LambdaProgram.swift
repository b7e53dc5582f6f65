public import JSON
import Logging
import Observability

/// Carries out the work of a stage: takes an event, gives a result.
///
/// An error that is a `PipelineError` is reported by its name, any other as `Stage.Internal`.
public typealias LambdaHandler = (_ event: JSON, _ context: LambdaContext) throws -> JSON

/// The whole `main` of a stage: as a Lambda custom runtime where `AWS_LAMBDA_RUNTIME_API` is set, else for one event
/// from a file or standard input.
public struct LambdaProgram {
    /// The longest that Lambda lets any function take: 15 minutes.
    static let defaultTimeoutMilliseconds: Int64 = 900_000

    let name: String
    let abstract: String
    let help: String
    let version: String
    let makeHandler: (_ environment: [String: String]) throws -> LambdaHandler

    /// A program around a handler that needs no preparation.
    ///
    /// - Parameters:
    ///   - name: The executable's name, which is also the stage in log lines.
    ///   - abstract: One line for `--help`: what the stage does.
    ///   - help: What the event looks like and what the result says, for `--help`.
    ///   - version: What `--version` prints.
    ///   - handler: The work.
    public init(
        name: String, abstract: String, help: String = "", version: String = "0.1.0",
        handler: @escaping LambdaHandler
    ) {
        self.init(name: name, abstract: abstract, help: help, version: version) { _ in handler }
    }

    /// A program whose handler is prepared once per process, from the environment.
    ///
    /// What the preparation throws is reported to Lambda as a failed initialization.
    public init(
        name: String, abstract: String, help: String = "", version: String = "0.1.0",
        makeHandler: @escaping (_ environment: [String: String]) throws -> LambdaHandler
    ) {
        self.name = name
        self.abstract = abstract
        self.help = help
        self.version = version
        self.makeHandler = makeHandler
    }

    /// Runs the program to its end; the exit status tells how that was.
    ///
    /// 0: done, or the Lambda sandbox went away. 1: the event failed. 64: wrong usage.
    public func main() -> Never {
        Process.ignoreClosedPipes()
        let environment = Process.environment()
        // Lambda decides by the environment alone: the arguments of a bootstrap are none of ours.
        if let address = environment["AWS_LAMBDA_RUNTIME_API"], !address.isEmpty {
            Process.exit(RuntimeMode(program: self, environment: environment).run(address: address))
        }
        let arguments: DebugArguments
        do {
            arguments = try DebugArguments(CommandLine.arguments.dropFirst())
        } catch {
            StandardError.write("Error: \(error)\n\n\(usage)")
            Process.exit(.wrongUsage)
        }
        Process.exit(DebugMode(program: self, environment: environment).run(arguments))
    }

    func logger(_ environment: [String: String]) -> Logger {
        let settings = LogSettings(environment: environment)
        return Logger(label: name) { _ in StageLogHandler(stage: name, settings: settings) }
    }
}
