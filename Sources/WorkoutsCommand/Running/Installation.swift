import Foundation

/// The files that belong to this program: the stage executables and the state machine.
struct Installation {
    /// The folder of the executables.
    let executables: String
    /// The state machine.
    let definition: String

    /// Finds them beside the running program, or above it in a checkout.
    ///
    /// `WORKOUTS_STAGES` and `WORKOUTS_STATE_MACHINE` override what is found.
    ///
    /// - Throws: ``CommandFailure`` naming what is missing and where it was looked for.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let folder = program.deletingLastPathComponent()
        executables = environment["WORKOUTS_STAGES"] ?? folder.path
        for stage in Self.stages {
            let path = "\(executables)/\(stage)"
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw CommandFailure(
                    "There is no executable \(path). Build the stages, or name their folder in WORKOUTS_STAGES.")
            }
        }
        if let definition = environment["WORKOUTS_STATE_MACHINE"] {
            self.definition = definition
            return
        }
        var candidates = [folder.appending(path: "../share/workout-pipeline/\(Self.fileName)")]
        var above = folder
        for _ in 0..<5 {
            candidates.append(above.appending(path: Self.fileName))
            above = above.deletingLastPathComponent()
        }
        guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw CommandFailure(
                "\(Self.fileName) is neither beside \(program.path) nor above it. Name it in WORKOUTS_STATE_MACHINE.")
        }
        definition = found.path
    }

    /// The executables, which also are the names that the state machine's substitutions end in `Function` by.
    static let stages = ["StageFetch", "StageClean", "StageDiff", "StageNotify"]
    private static let fileName = "statemachine.asl.json"
}
