import JSON
import StatesLanguage

/// The client tokens that an execution was redriven by: the same request again gets the same answer.
struct RedriveTokens: Sendable {
    // Both limits are those of RedriveExecution's documentation.
    private static let maximumCount = 10
    private static let validity = Duration.seconds(15 * 60)

    private var uses: [(token: String, date: Timestamp)] = []

    init() {}

    /// When a token redrove the execution; nil where it never did, or too long ago.
    func date(of token: String, at now: Timestamp) -> Timestamp? {
        uses.last { $0.token == token && now - $0.date <= Self.validity }?.date
    }

    mutating func add(_ token: String, at date: Timestamp) {
        uses.append((token, date))
        uses.removeFirst(max(0, uses.count - Self.maximumCount))
    }

    init(document: JSON?) {
        uses = (document?.array ?? []).compactMap { use in
            guard let token = use[0]?.string, let date = use[1]?.int else { return nil }
            return (token, Timestamp(milliseconds: date))
        }
    }

    /// Nil where there are none.
    var document: JSON? {
        uses.isEmpty ? Optional.none : .array(uses.map { [.string($0.token), .int($0.date.milliseconds)] })
    }
}
