/// An entry of `Retry`: which failures it takes, how often and how fast.
struct Retrier: Hashable, Sendable {
    enum JitterStrategy: String, CaseIterable, Sendable {
        case none = "NONE"
        /// A random delay between nothing and the computed one.
        case full = "FULL"
    }

    static let maximumAttempts = 99_999_999

    var errorEquals: ErrorMatcher
    /// Seconds before the first retry.
    var intervalSeconds = 1
    /// How many retries this entry allows in one visit of the state; 0 for none.
    var maxAttempts = 3
    /// What each further delay is multiplied by, at least 1.
    var backoffRate = 2.0
    /// Seconds that no delay exceeds; nil for no cap.
    var maxDelaySeconds: Int?
    var jitterStrategy = JitterStrategy.none

    /// Seconds to wait before a retry, before jitter.
    ///
    /// - Parameter retry: Which retry of this entry, from 0.
    func delay(beforeRetry retry: Int) -> Double {
        var delay = Double(intervalSeconds)
        // Past the largest value the service accepts more multiplying changes nothing, and would overflow.
        for _ in 0..<retry {
            guard delay < 1e9, backoffRate > 1 else { break }
            delay *= backoffRate
        }
        return min(delay, Double(maxDelaySeconds ?? 1_000_000_000))
    }
}

/// Decides what follows a failed attempt of a state. Holds the counts of one visit, does no waiting.
struct RetryLedger: Hashable, Sendable {
    /// How many retries each entry of `Retry` has used up in this visit.
    private var used: [Int] = []
    /// How many retries there were in this visit.
    private(set) var retryCount = 0
    /// The entry that decided about the last failure, also when its attempts were used up.
    private(set) var decidingEntry: Int?

    /// The delay before the next attempt, or nil when no entry takes the failure any more.
    ///
    /// The first entry that matches decides, even when its attempts are used up.
    mutating func delay(
        after failure: Failure, retriers: [Retrier], random: inout SeededRandom
    ) -> Duration? {
        decidingEntry = retriers.firstIndex { $0.errorEquals.matches(failure) }
        guard let index = decidingEntry else { return nil }
        if used.isEmpty { used = Array(repeating: 0, count: retriers.count) }
        let retrier = retriers[index]
        guard used[index] < retrier.maxAttempts else { return nil }
        var seconds = retrier.delay(beforeRetry: used[index])
        if retrier.jitterStrategy == .full { seconds *= random.nextFraction() }
        used[index] += 1
        retryCount += 1
        return .milliseconds(Int64((seconds * 1000).rounded()))
    }
}

extension RetryLedger {
    /// A ledger of a visit in which the entry that takes a failure has been used before.
    ///
    /// - Parameter count: How often it was used.
    init(retriesBefore count: Int, _ failure: Failure, retriers: [Retrier]) {
        self.init()
        used = retriers.map { _ in 0 }
        if let entry = retriers.firstIndex(where: { $0.errorEquals.matches(failure) }) { used[entry] = count }
        retryCount = count
    }
}
