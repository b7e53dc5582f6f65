import Foundation
import Synchronization
import Terminal

/// One line on the terminal that says what goes on, from the second second on.
final class Progress: Sendable {
    private struct Status {
        var text: String
        var started = ContinuousClock.now
        var isShown = false
        var isOver = false
    }

    private let status: Mutex<Status>
    private let isInteractive: Bool

    /// A line about a file; silent where no person watches.
    init(_ fileName: String, isInteractive: Bool = Terminal.isErrorInteractive) {
        status = Mutex(Status(text: Terminal.printable(fileName)))
        self.isInteractive = isInteractive
        self.fileName = Terminal.printable(fileName)
        guard isInteractive else { return }
        Task.detached { [self] in
            while !isFinished {
                try? await Task.sleep(for: .milliseconds(200))
                show()
            }
        }
    }

    private let fileName: String

    /// Says which state the run is in.
    func enter(_ state: String) {
        status.withLock { $0.text = "\(fileName): \(state)" }
    }

    /// Removes the line.
    func finish() {
        status.withLock { status in
            status.isOver = true
            if status.isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
        }
    }

    private var isFinished: Bool { status.withLock(\.isOver) }

    private func show() {
        status.withLock { status in
            let seconds = (ContinuousClock.now - status.started).components.seconds
            guard seconds >= 1, !status.isOver else { return }
            status.isShown = true
            FileHandle.standardError.write(Data("\r\u{1B}[K\(status.text) … \(seconds) s".utf8))
        }
    }
}
