import Dispatch
import Foundation

/// Turns Ctrl-C and a polite kill into the cancellation of a task, so that the run can end in order.
package final class Interruption {
    private let sources: [any DispatchSourceSignal]

    /// Cancels a task when the user interrupts.
    package init(cancels task: Task<some Sendable, some Error>) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }
}
