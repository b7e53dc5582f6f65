public import StatesLanguage

/// Gives a session what it asks for until it stops.
public struct DebugDriver: Sendable {
    private let answer: @Sendable (TaskRequest) async -> MockResponse?
    private let buckets: any BucketStore
    private let wantsToStop: @Sendable () -> Bool

    /// A driver.
    ///
    /// - Parameters:
    ///   - answer: How a task ends, and what it reports before; nil where only the user can say.
    ///   - buckets: Where data sets are.
    ///   - wantsToStop: Whether the user has had enough; asked every few hundred steps.
    public init(
        buckets: any BucketStore = NoBuckets(), wantsToStop: @escaping @Sendable () -> Bool = { false },
        answer: @escaping @Sendable (TaskRequest) async -> MockResponse?
    ) {
        self.answer = answer
        self.buckets = buckets
        self.wantsToStop = wantsToStop
    }

    /// Sets a session out, and lets it go on until it stops.
    ///
    /// - Throws: ``SessionError`` when the execution is over.
    public func go(_ pace: Pace, _ session: inout DebugSession) async throws(SessionError) -> StopReason {
        var halt = try session.go(pace)
        while true {
            switch halt {
            case .stopped(let reason): return reason
            case .goesOn: halt = wantsToStop() ? session.pause() : session.resume()
            case .asksForItems(let request):
                session.provide(await request.items(from: buckets), for: request)
                halt = session.resume()
            case .asksForTask(let task, let request):
                if let response = await answer(request) {
                    try session.answer(task, response)
                    halt = wantsToStop() ? session.pause() : session.resume()
                } else {
                    halt = session.waitForAnswer()
                }
            }
        }
    }
}
