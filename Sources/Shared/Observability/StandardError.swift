import Glibc

/// The stream for people: logs and errors.
public enum StandardError {
    /// Writes one line in a single call where the kernel allows, so that lines of several threads do not mix.
    ///
    /// A closed or full stream is no reason for a stage to fail; what cannot be written is dropped.
    @Sendable public static func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
