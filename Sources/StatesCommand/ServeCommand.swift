import ArgumentParser
import Foundation
import JSON
import LocalRunner
import StatesLanguage
import StatesService
import Terminal

/// `states serve`: the Step Functions API on this machine.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the Step Functions API on this machine.",
        discussion: """
            Then: aws stepfunctions --endpoint-url http://127.0.0.1:8083 list-state-machines

            Without --data everything is kept in memory and gone with the process. With it, executions outlive the \
            process: waits, tokens and activities go on where they were, and a task that was being carried out is \
            carried out again. Ctrl-C stops the server.
            """)

    @Option(help: "The port; 0 for any that is free.")
    var port: UInt16 = 8083

    @Option(help: "The address to listen at. Without it only requests to this machine's own names are served.")
    var host: String?

    @Option(help: "The folder to keep everything in; made when there is none.")
    var data: String?

    @Flag(help: "Let waits and retry delays take no time.")
    var fastWaits = false

    @Option(help: "A file with task results: by state name, or a mock file of Step Functions Local.")
    var mocks: String?

    @Option(help: "The region in ARNs.")
    var region = "us-east-1"

    @Option(help: "The account in ARNs: twelve digits.")
    var account = "123456789012"

    @Flag(help: "Show what functions write on standard error.")
    var logs = false

    @OptionGroup var functions: FunctionOptions
    @OptionGroup var endpoints: EndpointOptions
    @OptionGroup var buckets: BucketOptions

    func validate() throws {
        guard account.utf8.count == 12, account.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ValidationError("--account takes twelve digits, not '\(account)'")
        }
    }

    func run() async throws {
        let lambda = functions.makeService(showsLogs: logs)
        do {
            try await serve(lambda)
            await lambda?.shutdown()
        } catch {
            await lambda?.shutdown()
            throw error
        }
    }

    private func serve(_ lambda: LambdaService?) async throws {
        let service = try makeService(lambda)
        // Executions go on only once it is certain that this is the server.
        let server = try await APIServer(
            service, at: APIServer.Address(host: host ?? "127.0.0.1", port: port, allowsAnyHost: host != nil))
        await service.resume()
        await server.start()
        Terminal.talk("Step Functions at \(server.url)\(data.map { ", kept in \($0)" } ?? ", kept in memory")")
        let forever = Task { try await Task.sleep(for: .seconds(Int64.max / 4)) }
        let interruption = Interruption(cancels: forever)
        _ = await forever.result
        withExtendedLifetime(interruption) {}
        await service.suspend()
        await server.stop()
    }

    private func makeService(_ lambda: LambdaService?) throws -> StatesService {
        let (functions, endpoints) = (functions, endpoints)
        let mocks = try mocks.map(InputFile.json)
        do {
            return try StatesService(
                StatesService.Configuration(
                    partition: Partition(region: region, account: account), file: try data.map(Self.file),
                    skipsWaits: fastWaits, buckets: buckets.store, mocks: mocks, clock: RealClock(now: WallTime.now),
                    makeID: { UUID().uuidString.lowercased() }, onProblem: { Terminal.talk($0) },
                    makeRunner: { functions.makeRunner(over: lambda, endpoints.clients(states: $0)) }))
        } catch {
            Terminal.talk("\(error)")
            throw ExitCode(1)
        }
    }

    /// The file in the folder that the user names.
    private static func file(in folder: String) throws -> String {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ValidationError("The folder \(folder) cannot be made: \(error.localizedDescription)")
        }
        return folder + "/states.sqlite"
    }
}
