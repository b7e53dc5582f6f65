/// Lets a few things happen at once, however many tests run: a crowd of programs on a small machine is slow for each.
public actor Turns {
    /// The turns that all tests share.
    public static let shared = Turns(3)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        free = count
    }

    /// Does something when it is its turn.
    public nonisolated func take<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
        await begin()
        do {
            let result = try await body()
            await end()
            return result
        } catch {
            await end()
            throw error
        }
    }

    private func begin() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func end() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
