import Delimited
public import Formats
public import JSON
public import Workouts

/// What cleaning a file came to.
public struct CleaningResult: Sendable {
    /// How many rows there were and what became of them.
    public var counts: CleaningCounts
    /// What was assumed about the file as a whole.
    public var assumptions: [Assumption]
    /// Problems by code, as the report shows them.
    public var problemsByCode: JSON
    /// The first and the last day of the workouts; nil without workouts.
    public var period: ClosedRange<CivilDate>?
    /// The start of the newest workout, which tells how old the export is; nil without workouts.
    public var asOf: LocalDateTime?
    /// Whether too many rows were rejected.
    public var isThresholdExceeded: Bool
    /// The threshold as the report shows it.
    var thresholdJSON: JSON

    /// The word for how it went: `nothing_to_do`, `failed`, `partial` or `complete`.
    public var status: String {
        if isThresholdExceeded { return "failed" }
        if counts.rows == 0 { return "nothing_to_do" }
        return counts.rejected > 0 ? "partial" : "complete"
    }

    /// The period as documents show it; null without workouts.
    public var periodJSON: JSON {
        period.map { ["from": .string($0.lowerBound.description), "to": .string($0.upperBound.description)] } ?? .null
    }

    /// The report of the upload.
    ///
    /// - Parameters:
    ///   - runID: The run that cleaned the file.
    ///   - file: What Fetch found out about the file: name, SHA-256, size.
    ///   - plan: How the file was read.
    ///   - outputs: Where the outputs are.
    public func report(runID: String, file: JSONObject, plan: Plan, outputs: JSON) -> JSON {
        var described = file
        described["encoding"] = .string(plan.dialect.encoding.rawValue)
        described["bom"] = .bool(plan.dialect.hasByteOrderMark)
        described["line_end"] = .string(plan.lineEnd)
        described["delimiter"] = .string(plan.dialect.delimiterText)
        described["format"] = .string(plan.format)
        described["format_confidence"] = "certain"
        described["header_line"] = .int(plan.dialect.headerLine)
        return [
            "schema": "reject-report/1", "run_id": .string(runID), "status": .string(status),
            "file": .object(described),
            "counts": counts.json,
            "period": periodJSON,
            "assumptions": .array(
                assumptions.map { assumption in
                    var entry: JSONObject = ["code": .string(assumption.code)]
                    entry["column"] = assumption.column.map(JSON.string)
                    entry["value"] = .string(assumption.value)
                    return .object(entry)
                }),
            "by_code": problemsByCode, "threshold": thresholdJSON, "outputs": outputs,
        ]
    }
}
