import Testing

@testable import StatesLanguage

@Suite struct RetryLedgerTests {
    private var random = SeededRandom(seed: 7)

    private func retrier(_ names: String..., attempts: Int = 3) -> Retrier {
        var retrier = Retrier(errorEquals: ErrorMatcher(names: names))
        retrier.maxAttempts = attempts
        return retrier
    }

    @Test mutating func delaysGrowByTheRateUpToTheCap() {
        var retrier = retrier("States.ALL", attempts: 4)
        retrier.intervalSeconds = 3
        retrier.maxDelaySeconds = 10
        var ledger = RetryLedger()
        let delays = (0..<5).map { _ in
            ledger.delay(after: Failure(error: "E"), retriers: [retrier], random: &random)
        }
        #expect(delays == [.seconds(3), .seconds(6), .seconds(10), .seconds(10), nil])
        #expect(ledger.retryCount == 4)
    }

    @Test mutating func everyRetrierKeepsItsOwnCount() {
        let retriers = [retrier("A", attempts: 1), retrier("B", attempts: 2)]
        var ledger = RetryLedger()
        let retried = ["A", "B", "B", "A", "B"].map {
            ledger.delay(after: Failure(error: $0), retriers: retriers, random: &random) != nil
        }
        #expect(retried == [true, true, true, false, false])
    }

    @Test mutating func theFirstMatchDecidesEvenWhenUsedUp() {
        let retriers = [retrier("A", attempts: 0), retrier("States.ALL")]
        var ledger = RetryLedger()
        #expect(ledger.delay(after: Failure(error: "A"), retriers: retriers, random: &random) == nil)
    }

    @Test mutating func fullJitterStaysBelowTheDelay() throws {
        var retrier = retrier("States.ALL", attempts: 100)
        retrier.jitterStrategy = .full
        retrier.intervalSeconds = 10
        retrier.backoffRate = 1
        var ledger = RetryLedger()
        for _ in 0..<100 {
            let delay = try #require(
                ledger.delay(after: Failure(error: "E"), retriers: [retrier], random: &random))
            #expect(delay >= .zero && delay <= .seconds(10))
        }
    }

    @Test mutating func hugeCountsDoNotOverflow() {
        var retrier = retrier("States.ALL")
        retrier.backoffRate = 1e9
        #expect(retrier.delay(beforeRetry: 99_999_999) == 1e9)
    }

    static let timeout = Failure(error: "States.Timeout")
    static let heartbeat = Failure(error: "States.Timeout", kind: .heartbeat)

    @Test(arguments: [
        ("States.ALL", Failure(error: "Any"), true),
        ("States.ALL", Failure(error: nil), true),
        ("States.ALL", Failure.runtime("broken"), false),
        ("States.Runtime", Failure.runtime("broken"), false),
        ("States.TaskFailed", Failure(error: "Any"), true),
        ("States.TaskFailed", timeout, false),
        ("States.Timeout", timeout, true),
        ("States.Timeout", heartbeat, true),
        ("States.HeartbeatTimeout", heartbeat, true),
        ("States.HeartbeatTimeout", timeout, false),
        ("States.DataLimitExceeded", Failure.dataLimitExceeded(by: "S"), true),
        ("store.throttled", Failure(error: "Store.Throttled"), false),
        ("", Failure(error: "Any"), false),
    ])
    func nameMatchesTheFailuresItStandsFor(_ name: String, _ failure: Failure, _ matches: Bool) {
        #expect(ErrorMatcher(names: [name]).matches(failure) == matches)
    }
}
