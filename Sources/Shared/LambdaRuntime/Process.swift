import Glibc

/// This process: its environment, its standard streams, its end.
enum Process {
    /// How a run ended, in the words of `sysexits.h`.
    enum ExitStatus: Int32 {
        case success = 0
        case failure = 1
        case wrongUsage = 64
    }

    /// A system call that failed.
    struct SystemError: Error, CustomStringConvertible {
        var subject: String
        var code: Int32

        var description: String { "\(subject): \(String(cString: strerror(code)))" }
    }

    static var identifier: Int32 { getpid() }

    static var standardInputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Lets writes into a closed pipe fail instead of killing the process.
    static func ignoreClosedPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    static func exit(_ status: ExitStatus) -> Never {
        Glibc.exit(status.rawValue)
    }

    static func environment() -> [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return result
    }

    static func readStandardInput() throws(SystemError) -> [UInt8] {
        try readAll(STDIN_FILENO, "standard input")
    }

    static func readFile(_ path: String) throws(SystemError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemError(subject: path, code: errno) }
        defer { close(file) }
        return try readAll(file, path)
    }

    /// Writes to standard output. A reader that went away has what it wanted: that is success.
    static func write(_ text: String) -> ExitStatus {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return errno == EPIPE ? .success : .failure }
            written += count
        }
        return .success
    }

    private static func readAll(_ file: Int32, _ name: String) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(subject: name, code: errno) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
