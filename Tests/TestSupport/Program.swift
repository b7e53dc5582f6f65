import Foundation

/// One run of a built executable, as a person or another program would start it.
///
/// Its streams go through files of its own, so that nothing it writes can fill a pipe and stop it.
public final class Program: Sendable {
    /// How a run ended and what it wrote.
    public struct Ending: Sendable {
        /// The exit status; 128 and the signal's number for a process that a signal ended.
        public var status: Int32
        /// What it wrote to the standard output.
        public var output: String
        /// What it wrote to the standard error.
        public var errors: String
        /// From start to end.
        public var duration: Duration

        /// The lines of the standard output.
        public var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
    }

    /// An executable that could not be started, or did not end in time.
    public struct Failure: Error {
        var executable: String
        var problem: String
    }

    /// The process.
    public let identifier: Int32
    private let executable: String
    private let folder = TemporaryFolder()
    private let started = ContinuousClock.now

    /// Starts an executable that is built beside the tests.
    ///
    /// - Parameters:
    ///   - name: Its name; the path of one that is not ours.
    ///   - arguments: After the program's name.
    ///   - environment: All of its environment, besides the path and the home of this process.
    ///   - input: What it reads from the standard input.
    public init(
        _ name: String, _ arguments: [String] = [], environment: [String: String] = [:], input: [UInt8] = []
    ) throws {
        let executable = name.hasPrefix("/") ? name : try BuiltProducts.path(of: name)
        self.executable = executable
        try Data(input).write(to: URL(filePath: "\(folder.path)/input"))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "\(folder.path)/input", O_RDONLY, 0)
        for (descriptor, file) in [(STDOUT_FILENO, "output"), (STDERR_FILENO, "errors")] {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, "\(folder.path)/\(file)", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
        }
        var all = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path]
        all.merge(environment) { _, new in new }
        var process = pid_t()
        let status = Self.withCStrings([executable] + arguments) { words in
            Self.withCStrings(all.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&process, executable, &actions, nil, words, variables)
            }
        }
        guard status == 0 else { throw Failure(executable: executable, problem: String(cString: strerror(status))) }
        identifier = process
    }

    /// Runs an executable to its end, when it is its turn.
    public static func run(
        _ name: String, _ arguments: [String] = [], environment: [String: String] = [:], input: [UInt8] = [],
        within limit: Duration = .seconds(60)
    ) async throws -> Ending {
        try await Turns.shared.take {
            try await Program(name, arguments, environment: environment, input: input).ending(within: limit)
        }
    }

    /// Sends a signal.
    public func send(_ signal: Int32) {
        kill(identifier, signal)
    }

    /// What it has written so far.
    public var output: String { text(of: "output") }
    /// What it has complained so far.
    public var errors: String { text(of: "errors") }

    /// Waits for the end, which has to come in time.
    public func ending(within limit: Duration = .seconds(60)) async throws -> Ending {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try self.waitForEnding(within: limit) }) }
        }
    }

    /// Blocks this thread until the end.
    public func waitForEnding(within limit: Duration = .seconds(60)) throws -> Ending {
        var status: Int32 = 0
        while waitpid(identifier, &status, WNOHANG) == 0 {
            guard ContinuousClock.now - started < limit else {
                kill(identifier, SIGKILL)
                waitpid(identifier, &status, 0)
                throw Failure(
                    executable: executable, problem: "still running after \(limit):\n\(output)\n\(errors)")
            }
            usleep(500)
        }
        let signal = status & 0x7F
        return Ending(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: output, errors: errors,
            duration: ContinuousClock.now - started)
    }

    private func text(of file: String) -> String {
        String(decoding: (try? Data(contentsOf: URL(filePath: "\(folder.path)/\(file)"))) ?? Data(), as: UTF8.self)
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("an array with an element has an address") }
            return body(base)
        }
    }
}
