import StatesLanguage

/// The moments of a session, to go back to.
///
/// A moment can be large, so not all are kept: those in between are made again from the moves that led to them. Of a long
/// session a few dozen moments are in memory, and going back anywhere repeats a small part of it.
struct Timeline: Sendable {
    /// Moments kept before every second one is given up.
    private static let maximumKept = 32

    private(set) var current: Moment
    /// What led here from the first moment.
    private(set) var moves: [Move] = []
    /// By move, how long the trace was before it.
    private(set) var traceLengths: [Int] = []
    private var kept: [(position: Int, moment: Moment)]
    /// Moments are kept at multiples of this position.
    private var stride = 1

    init(_ first: Moment) {
        current = first
        kept = [(0, first)]
    }

    /// How many moves led here.
    var position: Int { moves.count }

    mutating func make(_ move: Move) {
        traceLengths.append(current.execution.trace?.count ?? 0)
        moves.append(move)
        current.make(move)
        guard position.isMultiple(of: stride) else { return }
        kept.append((position, current))
        guard kept.count > Self.maximumKept else { return }
        stride *= 2
        kept.removeAll { !$0.position.isMultiple(of: stride) }
    }

    /// Goes back to an earlier position; what came after it is forgotten.
    mutating func go(to position: Int) {
        kept.removeAll { $0.position > position }
        guard position < self.position, let nearest = kept.last else { return }
        current = nearest.moment
        for move in moves[nearest.position..<position] { current.make(move) }
        moves.removeSubrange(position...)
        traceLengths.removeSubrange(position...)
    }

    /// The position from which an event of the trace came about.
    func position(beforeTrace index: Int) -> Int {
        // The lengths ascend: the last move that began with the event not there yet.
        var (low, high) = (0, traceLengths.count)
        while low < high {
            let middle = (low + high) / 2
            if traceLengths[middle] <= index { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }
}
