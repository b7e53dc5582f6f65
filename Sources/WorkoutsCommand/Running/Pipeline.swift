import Failures
import Foundation
import JSON
import LocalRunner
import StatesLanguage
import Storage
import Terminal

/// Runs the state machine for one file after another, with warm stages.
struct Pipeline {
    private let definition: Definition
    private let lambda: LambdaService
    private let storage: StorageEnvironment
    private let user: String

    /// A pipeline over the stores in a folder.
    ///
    /// - Parameters:
    ///   - installation: Where stages and state machine are.
    ///   - storage: Where everything is kept.
    ///   - user: Whose workouts they are.
    ///   - notificationEnvironment: Variables that StageNotify gets besides, such as `WORKOUTS_WEBHOOK`.
    ///   - onLogLine: Takes each line that a stage logs.
    init(
        installation: Installation, storage: StorageEnvironment, user: String,
        notificationEnvironment: [String: String],
        onLogLine: @escaping @Sendable (String, String) -> Void
    ) throws {
        let text = try Array(Data(contentsOf: URL(filePath: installation.definition)))
        let substitutions = Dictionary(uniqueKeysWithValues: Installation.stages.map { ("\($0)Function", $0) })
        definition = try Definition(JSON(parsing: text), substitutions: substitutions)
        self.storage = storage
        self.user = user
        let environment = ["WORKOUTS_HOME": storage.home].merging(notificationEnvironment) { first, _ in first }
        let functions = Installation.stages.map { stage in
            LocalFunction(name: stage, executable: "\(installation.executables)/\(stage)", environment: environment)
        }
        lambda = LambdaService(
            LambdaService.Configuration(
                functions: functions, environment: ProcessInfo.processInfo.environment, onLogLine: onLogLine))
    }

    /// Ends the stages.
    func shutdown() async {
        await lambda.shutdown()
        // What was interrupted left more than its copy.
        Housekeeping(storage).removeLeftovers()
    }

    /// Imports one file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - options: What the user says about it, as the event's `options`.
    ///   - observe: Is told the name of each state that is entered.
    /// - Throws: ``PipelineError`` or ``CommandFailure`` where the file cannot even be handed in.
    func importFile(_ path: String, options: JSON, observe: @escaping (String) -> Void) async throws -> ImportOutcome {
        let now = Date()
        var random = SystemRandomNumberGenerator()
        let runID = RunID.make(milliseconds: Int64(now.timeIntervalSince1970 * 1000), using: &random)
        let (key, lock) = try upload(path, runID: runID)
        defer { withExtendedLifetime(lock) {} }
        let event: JSON = ["bucket": "workouts", "key": .string(key), "options": options]
        let seconds = now.timeIntervalSince1970
        let clock = RealClock(
            now: Timestamp(seconds: Int64(seconds), nanoseconds: Int32((seconds - seconds.rounded(.down)) * 1e9)))
        let interpreter = Interpreter(runner: LocalTaskRunner(lambda: lambda), clock: clock)
        let execution = Execution(
            definition, input: event, identity: ExecutionIdentity(stateMachineName: "workouts", executionName: runID),
            seed: random.next())
        let ended = await interpreter.run(execution) { event in
            if let state = event.stateName { observe(state) }
        }
        var outcome = ImportOutcome(execution: ended, runID: runID, fileName: URL(filePath: path).lastPathComponent)
        // A run can fail, or be interrupted, after its import was stored; the store knows.
        if outcome.kind == .failed || outcome.kind == .aborted,
            let stored = try storage.workouts(.readOnly).storedImport(runID)
        {
            outcome.storedNumber = stored.number
        }
        if outcome.kind != .aborted { withdraw(key) }
        return outcome
    }

    /// Puts a copy of the file where uploads arrive, and shows that the run is alive.
    private func upload(_ path: String, runID: String) throws -> (key: String, lock: RunLock) {
        let file = try SourceFile(path: path)
        let key = "incoming/\(user)/\(runID)/\(URL(filePath: path).lastPathComponent)"
        let lock = try RunLock(storage, user: user, runID: runID)
        let writer = try storage.objects.create(key, durability: .processEnd)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { break }
            try buffer.withUnsafeBytes { try writer.write(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
        try writer.commit()
        return (key, lock)
    }

    /// Removes the copy; the archive has the bytes now, or the quarantine.
    private func withdraw(_ key: String) {
        do {
            try storage.objects.delete(key)
            rmdir("\(storage.home)/\(key.split(separator: "/").dropLast().joined(separator: "/"))")
        } catch {
            Terminal.talk("The copy \(storage.objects.uri(key)) could not be removed: \(error)")
        }
    }
}
