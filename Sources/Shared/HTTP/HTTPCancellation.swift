import Synchronization

/// Ends an exchange before its time, from any thread. libcurl asks at least once a second.
public final class HTTPCancellation: Sendable {
    private let flag = Atomic(false)

    /// A cancellation that nobody called for yet.
    public init() {}

    /// Whether ``cancel()`` was called.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Ends the exchange, which then throws ``HTTPError/Code/cancelled``.
    public func cancel() { flag.store(true, ordering: .relaxed) }
}

/// `CURLOPT_XFERINFOFUNCTION`: anything but 0 makes libcurl give up.
func watchProgress(
    _ context: UnsafeMutableRawPointer?, _: Int, _: Int, _: Int, _: Int
) -> Int32 {
    guard let context else { return 0 }
    return Unmanaged<HTTPCancellation>.fromOpaque(context).takeUnretainedValue().isCancelled ? 1 : 0
}
