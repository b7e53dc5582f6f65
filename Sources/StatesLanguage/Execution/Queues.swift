/// The slots of strands that can go on, first come first served.
struct ReadyQueue: Sendable {
    private var slots: [Int] = []
    private var head = 0

    var isEmpty: Bool { head == slots.count }
    var first: Int? { isEmpty ? nil : slots[head] }

    mutating func append(_ slot: Int) {
        if isEmpty, head > 0 {
            slots.removeAll(keepingCapacity: true)
            head = 0
        }
        slots.append(slot)
    }

    mutating func popFirst() -> Int? {
        guard head < slots.count else { return nil }
        head += 1
        defer { dropPassed() }
        return slots[head - 1]
    }

    /// A queue that never runs empty must not keep all that ever was in it.
    private mutating func dropPassed() {
        guard head >= 4096, head * 2 >= slots.count else { return }
        slots.removeFirst(head)
        head = 0
    }

    mutating func remove(_ slot: Int) { removeAll(in: [slot]) }

    mutating func removeAll(in gone: Set<Int>) {
        slots = slots[head...].filter { !gone.contains($0) }
        head = 0
    }
}

/// The times that strands wait for, in a binary heap; equal times in the order they were set.
struct Timers: Sendable {
    struct Timer: Sendable, Comparable {
        var time: Timestamp
        var order: Int
        var slot: Int
        /// The strand's serial: a timer of a strand that is gone means nothing.
        var serial: Int

        static func < (left: Timer, right: Timer) -> Bool {
            left.time == right.time ? left.order < right.order : left.time < right.time
        }
    }

    private var heap: [Timer] = []
    private var nextOrder = 0

    var next: Timestamp? { heap.first?.time }

    mutating func set(_ time: Timestamp, slot: Int, serial: Int) {
        heap.append(Timer(time: time, order: nextOrder, slot: slot, serial: serial))
        nextOrder += 1
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the earliest timer that is due.
    mutating func popDue(at now: Timestamp) -> Timer? {
        guard let first = heap.first, first.time <= now else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[smallest] {
                smallest = child
            }
            if smallest == parent { return first }
            heap.swapAt(parent, smallest)
            parent = smallest
        }
    }
}
