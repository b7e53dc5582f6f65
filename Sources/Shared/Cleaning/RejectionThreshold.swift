import JSON

/// How large a share of the rows may be rejected before the upload as a whole is refused.
public struct RejectionThreshold: Hashable, Sendable {
    /// Percent of the rows, 0 to 100.
    public var maxRejectedPercent: Double

    /// A threshold; 20 % unless the operator says otherwise.
    public init(maxRejectedPercent: Double = 20) {
        self.maxRejectedPercent = maxRejectedPercent
    }

    /// Whether too many rows were rejected. A single bad row never stops a file, however short.
    public func isExceeded(by counts: CleaningCounts) -> Bool {
        counts.rejected > 1 && Double(counts.rejected) * 100 > maxRejectedPercent * Double(counts.rows)
    }

    func json(for counts: CleaningCounts) -> JSON {
        [
            "max_rejected_percent": .double(maxRejectedPercent),
            "exceeded": .bool(isExceeded(by: counts)),
        ]
    }
}
