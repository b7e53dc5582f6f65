/// Which sandboxes of a function wait for work, and who waits for a sandbox. Decides, does no waiting.
struct FunctionPool {
    /// What someone who asked for a sandbox gets.
    enum Grant {
        /// A warm one.
        case warm(Sandbox)
        /// The right to start one.
        case start
        /// Its turn comes later.
        case wait(ticket: Int)
    }

    private let capacity: Int
    private var idle: [Sandbox] = []
    private var liveCount = 0
    private var waiting: [Int] = []
    private var lastTicket = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Asks for a sandbox. The one that was used last is handed out first, so that the others may grow old.
    mutating func request() -> Grant {
        if let sandbox = idle.popLast() { return .warm(sandbox) }
        if liveCount < capacity {
            liveCount += 1
            return .start
        }
        lastTicket += 1
        waiting.append(lastTicket)
        return .wait(ticket: lastTicket)
    }

    /// Takes back a sandbox, nil for one that has ended. Answers who waited longest and what that one gets.
    mutating func giveBack(_ sandbox: Sandbox?) -> (ticket: Int, grant: Grant)? {
        if waiting.isEmpty {
            if let sandbox { idle.append(sandbox) } else { liveCount -= 1 }
            return nil
        }
        return (waiting.removeFirst(), sandbox.map { .warm($0) } ?? .start)
    }

    /// Forgets someone who waits no longer.
    mutating func forget(ticket: Int) {
        waiting.removeAll { $0 == ticket }
    }
}
