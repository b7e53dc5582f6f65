import Subprocess
import SystemPackage

/// A function's process from its start to its end.
struct SandboxProcess {
    /// How a process ended.
    enum End: Hashable, Sendable {
        case exited(Int32)
        case signaled(Int32)
        /// There was nothing to start; the text says why.
        case notStarted(String)
    }

    let executable: String
    let arguments: [String]
    let environment: [String: String]
    let workingDirectory: String
    /// Takes what the process writes, line by line.
    let onLine: @Sendable (String) -> Void

    /// Runs to the end of the process. Cancelling the surrounding task kills it with everything it started.
    ///
    /// Runs beside its caller, so that a slow reader of lines holds up nothing else.
    @concurrent func run() async -> End {
        var options = PlatformOptions()
        // A group of its own: a kill takes its children too, and Ctrl-C reaches only the runner, which shuts down in order.
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        let variables = environment.map { (Environment.Key(rawValue: $0.key), $0.value) }
            .reduce(into: [Environment.Key: String]()) { variables, pair in
                if let key = pair.0 { variables[key] = pair.1 }
            }
        do {
            let result = try await Subprocess.run(
                .path(FilePath(executable)), arguments: Arguments(arguments), environment: .custom(variables),
                workingDirectory: FilePath(workingDirectory), platformOptions: options, input: .none,
                output: .sequence, error: .combinedWithOutput
            ) { execution in
                await forwardLines(of: execution.standardOutput)
            }
            return switch result.terminationStatus {
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signaled(signal)
            }
        } catch let error as SubprocessError where error.isAboutStarting {
            return .notStarted(String(describing: error))
        } catch {
            // Cancelled: the teardown has killed it.
            return .signaled(9)
        }
    }

    private func forwardLines(of output: SubprocessOutputSequence) async {
        var lines = LineSplitter()
        do {
            for try await buffer in output {
                buffer.withUnsafeBytes { bytes in
                    for line in lines.append(bytes) { onLine(line) }
                }
            }
        } catch {
            // The stream ends with the process; what was read so far still counts.
        }
        if let rest = lines.finish() { onLine(rest) }
    }
}

extension SubprocessError {
    fileprivate var isAboutStarting: Bool {
        [.spawnFailed, .executableNotFound, .failedToChangeWorkingDirectory].contains(code)
    }
}
