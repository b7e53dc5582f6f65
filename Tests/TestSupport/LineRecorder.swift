import Synchronization

/// Remembers lines that come from any thread.
public final class LineRecorder: Sendable {
    private let lines = Mutex<[String]>([])

    /// A recorder without lines.
    public init() {}

    /// Takes a line.
    public func append(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    /// The lines so far.
    public var all: [String] { lines.withLock { $0 } }
}
