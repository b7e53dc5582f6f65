import JSON
import Storage

/// What StageDiff gives.
struct DiffOutput {
    var input: DiffInput
    var result: ImportResult

    var importNumber: Int { result.number }

    /// The counts of the whole upload: what Clean counted, with what the comparison found.
    var counts: JSONObject {
        [
            "rows": .int(input.counts.rows), "blank": .int(input.counts.blank),
            "excluded": .int(input.counts.excluded), "rejected": .int(input.counts.rejected),
            "flagged": .int(input.counts.flagged + result.counts.newlyFlagged),
            // A repeated record is none of its own: the rows of records and the repeated rows add up.
            "records": .int(input.counts.records - result.counts.duplicateRecords), "new": .int(result.counts.new),
            "changed": .int(result.counts.changed), "unchanged": .int(result.counts.unchanged),
            "superseded": .int(result.counts.superseded), "duplicate_in_file": .int(result.counts.duplicateRows),
        ]
    }

    var json: JSON {
        [
            "import": ["id": .string(result.id), "number": .int(result.number)], "counts": .object(counts),
            "period": input.period, "personal_records": .array(result.personalRecords.map(\.json)),
            "changes": .array(result.changes.map(\.json)), "report": .string(input.reportKey),
            "status": .string(input.status),
        ]
    }
}
