import Synchronization

/// Where an execution's time comes from.
public protocol ExecutionClock: Sendable {
    /// The time now.
    var now: Timestamp { get }
    /// Whether ``sleep(until:)`` returns at once, so that tasks under way must be let end before it is called.
    var skipsWaits: Bool { get }
    /// Returns when a time is reached.
    ///
    /// - Throws: `CancellationError` when the surrounding task is cancelled before.
    func sleep(until time: Timestamp) async throws
}

/// A clock that stands still until somebody waits, and then is where they wanted it: a year of waits takes no time.
public final class VirtualClock: ExecutionClock {
    private let time: Mutex<Timestamp>

    /// A clock that shows a time.
    public init(now: Timestamp) {
        time = Mutex(now)
    }

    public var now: Timestamp { time.withLock { $0 } }
    public var skipsWaits: Bool { true }

    public func sleep(until time: Timestamp) async throws {
        self.time.withLock { $0 = max($0, time) }
    }
}

/// A clock that runs with real time from the time it was set to.
public struct RealClock: ExecutionClock {
    private let start: Timestamp
    private let origin = ContinuousClock.now

    /// A clock that shows a time now.
    public init(now: Timestamp) {
        start = now
    }

    public var now: Timestamp { start + (ContinuousClock.now - origin) }
    public var skipsWaits: Bool { false }

    public func sleep(until time: Timestamp) async throws {
        try await Task.sleep(for: max(time - now, .zero), clock: ContinuousClock())
    }
}
