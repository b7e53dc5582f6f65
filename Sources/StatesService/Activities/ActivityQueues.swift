import JSON
import StatesLanguage

/// Tasks that wait for workers, and workers that wait for tasks, each in the order they came.
struct ActivityQueues {
    /// A task for a worker.
    struct Offer: Sendable {
        var token: String
        var input: String
        /// Tells the execution that a worker took it.
        var report: @Sendable (TaskProgress) -> Void
    }

    typealias Worker = CheckedContinuation<Offer?, Never>

    private var offers: [String: [Offer]] = [:]
    private var workers: [String: [(ticket: Int, continuation: Worker)]] = [:]
    private var lastTicket = 0

    mutating func makeTicket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    /// Hands a task to who waited longest for one of the activity.
    ///
    /// - Parameter isFirst: Whether it goes before all others, since it was nearly handed out before.
    mutating func add(_ offer: Offer, of activity: String, isFirst: Bool = false) {
        if let worker = workers[activity]?.first {
            workers[activity]?.removeFirst()
            forgetIfIdle(activity)
            worker.continuation.resume(returning: offer)
        } else {
            offers[activity, default: []].insert(offer, at: isFirst ? 0 : offers[activity]?.count ?? 0)
        }
    }

    /// Takes a task back that nobody took.
    mutating func withdraw(_ token: String, of activity: String) {
        offers[activity]?.removeAll { $0.token == token }
        forgetIfIdle(activity)
    }

    private mutating func forgetIfIdle(_ activity: String) {
        if offers[activity]?.isEmpty == true { offers[activity] = nil }
        if workers[activity]?.isEmpty == true { workers[activity] = nil }
    }

    /// How many tasks of an activity nobody took yet.
    func offerCount(of activity: String) -> Int { offers[activity]?.count ?? 0 }

    /// Gives a worker a task, or lets it wait for one.
    mutating func ask(_ activity: String, ticket: Int, _ worker: Worker) {
        if let offer = offers[activity]?.first {
            offers[activity]?.removeFirst()
            forgetIfIdle(activity)
            worker.resume(returning: offer)
        } else {
            workers[activity, default: []].append((ticket, worker))
        }
    }

    /// Sends a worker away who waited long enough.
    mutating func dismiss(_ ticket: Int, of activity: String) {
        guard let position = workers[activity]?.firstIndex(where: { $0.ticket == ticket }) else { return }
        workers[activity]?.remove(at: position).continuation.resume(returning: nil)
        forgetIfIdle(activity)
    }

    /// Sends all workers of an activity away.
    mutating func close(_ activity: String) {
        for worker in workers.removeValue(forKey: activity) ?? [] { worker.continuation.resume(returning: nil) }
    }

    /// Sends everybody away.
    mutating func closeAll() {
        for worker in workers.values.flatMap({ $0 }) { worker.continuation.resume(returning: nil) }
        workers = [:]
    }
}

extension StatesService {
    /// How long a worker waits for a task before it is told that there is none.
    static let pollTime = Duration.seconds(60)

    /// Offers a task to the workers of an activity. A task that a worker had before a restart stays with that worker.
    ///
    /// - Throws: `ActivityDoesNotExist`.
    func offer(
        _ task: TaskTable.Row, _ request: TaskRequest, of activity: String,
        _ report: @escaping @Sendable (TaskProgress) -> Void
    ) throws {
        guard try resources.find(Activity.self, activity) != nil else {
            throw ServiceError.activityDoesNotExist(activity)
        }
        if task.isUnderWay || task.outcome != nil { return }
        activityQueues.add(
            ActivityQueues.Offer(token: task.token, input: request.parameters.text(), report: report), of: activity)
    }

    /// The next task of an activity that is still wanted; nil when there is none in time, or the worker has gone.
    ///
    /// - Parameter isWorkerThere: Tells whether the worker still waits.
    func nextOffer(
        of activity: String, _ isWorkerThere: @Sendable () -> Bool
    ) async -> ActivityQueues.Offer? {
        let deadline = ContinuousClock.now + Self.pollTime
        while !isSuspended, let offer = await waitForOffer(of: activity, until: deadline) {
            // An execution may have ended while its task was waiting here.
            guard let task = try? taskTable.find(offer.token), !task.isClosed else { continue }
            // A worker that died this moment may not have been noticed: the task is for the next one.
            if Task.isCancelled || !isWorkerThere() {
                activityQueues.add(offer, of: activity, isFirst: true)
                return nil
            }
            return offer
        }
        return nil
    }

    /// Takes a task back that is over, or given up, before a worker took it.
    func withdrawOffer(_ token: String, of activity: String) {
        activityQueues.withdraw(token, of: activity)
    }

    /// How many tasks of an activity nobody took yet.
    package func offerCount(of activity: String) -> Int { activityQueues.offerCount(of: activity) }

    private func waitForOffer(of activity: String, until deadline: ContinuousClock.Instant) async -> ActivityQueues
        .Offer?
    {
        let ticket = activityQueues.makeTicket()
        let timer = Task {
            try await Task.sleep(until: deadline, clock: .continuous)
            activityQueues.dismiss(ticket, of: activity)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { worker in
                activityQueues.ask(activity, ticket: ticket, worker)
                if Task.isCancelled { activityQueues.dismiss(ticket, of: activity) }
            }
        } onCancel: {
            Task { await self.dismiss(ticket, of: activity) }
        }
    }

    private func dismiss(_ ticket: Int, of activity: String) {
        activityQueues.dismiss(ticket, of: activity)
    }
}
