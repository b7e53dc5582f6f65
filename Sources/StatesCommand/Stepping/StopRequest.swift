import Dispatch
import Foundation
import Synchronization
import Terminal

/// Ctrl-C in the stepper: on the way it stops the session, at the prompt it begins a new line.
final class StopRequest: Sendable {
    private struct State {
        var isUnderWay = false
        var isWanted = false
        var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    // Sources are safe to use from any thread; their type just does not say so.
    nonisolated(unsafe) private let source: any DispatchSourceSignal

    /// - Parameter prompt: Is shown again after an interruption at the prompt.
    init(prompt: String) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { [weak self] in
            guard let self else { return }
            let isUnderWay = state.withLock { state in
                state.isWanted = state.isUnderWay
                state.cancel?()
                return state.isUnderWay
            }
            if !isUnderWay { Terminal.write(Array("\n\(prompt)".utf8)) }
        }
        source.resume()
    }

    deinit { source.cancel() }

    /// Whether the user wants what is under way to stop.
    var isWanted: Bool { state.withLock { $0.isWanted } }

    /// Waits for a task of its own, which an interruption cancels.
    ///
    /// - Returns: nil when the user wanted it to stop.
    func value<Value: Sendable>(of work: @escaping @Sendable () async -> Value) async -> Value? {
        let task = Task { await work() }
        let isLate = state.withLock { state in
            state.cancel = { task.cancel() }
            return state.isWanted
        }
        if isLate { task.cancel() }
        let value = await task.value
        return state.withLock { state in
            state.cancel = nil
            return state.isWanted ? nil : value
        }
    }

    /// Does something that an interruption stops.
    func during<Result>(_ work: () async -> Result) async -> Result {
        state.withLock { $0 = State(isUnderWay: true) }
        defer { state.withLock { $0 = State() } }
        return await work()
    }
}
