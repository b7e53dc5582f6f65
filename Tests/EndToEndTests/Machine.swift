import Foundation
import JSON
import LocalRunner
import StatesLanguage
import TestSupport

/// The real state machine with the real stages, over a home of its own.
struct Machine {
    static let stages = ["StageFetch", "StageClean", "StageDiff", "StageNotify"]
    /// 2024-10-10T10:00:00Z.
    static let start = Timestamp(seconds: 1_728_554_400)

    let folder = TemporaryFolder()
    /// Made by the first stage that needs it.
    var home: String { "\(folder.path)/home" }
    var database: String { "\(home)/workouts.sqlite" }

    /// `statemachine.asl.json` as it stands.
    static func source() throws -> JSON {
        let path = "\(OwnSamples.package)/statemachine.asl.json"
        return try JSON(parsing: Array(Data(contentsOf: URL(filePath: path))))
    }

    private static func definition() throws -> Definition {
        try Definition(
            source(), substitutions: Dictionary(uniqueKeysWithValues: stages.map { ("\($0)Function", $0) }))
    }

    /// Puts an upload where uploads arrive.
    func upload(_ bytes: [UInt8], as key: String) throws {
        try write(bytes, to: key)
    }

    func write(_ bytes: [UInt8], to key: String) throws {
        let file = URL(filePath: "\(home)/\(key)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// An object that a stage wrote; nil where there is none.
    func object(_ key: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: "\(home)/\(key)"))).map(Array.init)
    }

    /// What the store of workouts holds.
    func dump() -> [String] { StoreDump.rows(of: database) }

    /// Changes how a stage is started.
    typealias Adjustment = (inout LocalFunction) -> Void

    /// Runs the machine to its end, skipping waits.
    ///
    /// - Parameters:
    ///   - event: What the upload's event is.
    ///   - runID: The execution's name.
    ///   - environment: Variables that all stages get besides.
    ///   - failing: By state, how its first attempts end, in place of the real ones.
    ///   - adjusting: Changes how a stage is started.
    ///   - observe: Is told of each event.
    func run(
        _ event: JSON, runID: String = "run-1", environment: [String: String] = [:],
        failing: [String: [TaskOutcome]] = [:], adjusting: [String: Adjustment] = [:],
        observe: ((HistoryEvent) -> Void)? = nil
    ) async throws -> MachineRun {
        let definition = try Self.definition()
        let functions = try Self.stages.map { stage in
            var function = LocalFunction(
                name: stage, executable: try BuiltProducts.path(of: stage),
                environment: ["WORKOUTS_HOME": home].merging(environment) { _, new in new })
            adjusting[stage]?(&function)
            return function
        }
        return try await Turns.shared.take {
            try await carryOut(definition, event, runID, functions, failing, observe)
        }
    }

    private func carryOut(
        _ definition: Definition, _ event: JSON, _ runID: String, _ functions: [LocalFunction],
        _ failing: [String: [TaskOutcome]], _ observe: ((HistoryEvent) -> Void)?
    ) async throws -> MachineRun {
        try await LambdaService.withService(.init(functions: functions, environment: [:])) { service in
            let runner = FailingRunner(failures: failing, real: LocalTaskRunner(lambda: service))
            let interpreter = Interpreter(runner: runner, clock: VirtualClock(now: Self.start))
            let execution = Execution(
                definition, input: event, identity: ExecutionIdentity(executionName: runID), seed: 7)
            return MachineRun(execution: await interpreter.run(execution, observe: observe))
        }
    }
}

/// Lets the first attempts of some states fail, and the real stages do the rest.
private struct FailingRunner: TaskRunner {
    let failures: [String: [TaskOutcome]]
    let real: LocalTaskRunner

    func run(_ request: TaskRequest) async -> TaskOutcome {
        if let outcomes = failures[request.stateName], outcomes.indices.contains(request.ordinal) {
            return outcomes[request.ordinal]
        }
        return await real.run(request)
    }
}

/// How an execution of the machine went.
struct MachineRun {
    let execution: Execution

    var status: String { execution.status.rawValue }
    var error: String? { execution.error }
    var cause: String { execution.cause ?? "" }
    var output: JSON { execution.output ?? .null }

    /// The states in the order they were entered, without `Begin`.
    var path: [String] {
        execution.history.filter { $0.type.rawValue.hasSuffix("StateEntered") }.compactMap(\.stateName).filter {
            $0 != "Begin"
        }
    }

    /// The errors of attempts that failed, in order.
    var failures: [String] {
        execution.history.filter { $0.type == .taskFailed || $0.type == .taskTimedOut }.compactMap(\.error)
    }

    /// The input of a state.
    func input(of state: String) -> JSON {
        let event = execution.history.first { $0.stateName == state && $0.type.rawValue.hasSuffix("StateEntered") }
        let text = event?.json["stateEnteredEventDetails"]?["input"]?.string ?? "null"
        return (try? JSON(parsing: text)) ?? .null
    }
}

/// Uploads made for these tests.
enum Upload {
    static let header = "timestamp,activity_type,duration_minutes,distance_km"

    /// A generic list of runs, one a day.
    static func runs(_ count: Int, from first: Int = 0) -> [UInt8] {
        var text = "\(header)\n"
        for row in first..<(first + count) {
            let (year, day) = (2000 + row / 336, row % 336)
            let month = day / 28 + 1
            text += "\(year)-\(two(month))-\(two(day % 28 + 1))T06:00:00Z,Running,\(30 + row % 40),\(5 + row % 9)\n"
        }
        return Array(text.utf8)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The simplest event that tells of an upload.
    static func event(_ key: String, options: JSON = [:]) -> JSON {
        ["bucket": "workouts", "key": .string(key), "options": options]
    }
}
