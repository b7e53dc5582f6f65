public import JSON

extension ImportResult {
    /// The result as it is kept with the import, so that a rerun answers with the same.
    public var json: JSON {
        [
            "number": .int(number), "id": .string(id), "counts": counts.json,
            "first_duplicate_lines": .array(firstDuplicateLines.map { .int($0) }),
            "first_conflicting_lines": .array(firstConflictingLines.map { .int($0) }),
            "personal_records": .array(personalRecords.map(\.json)),
            "changes": .array(changes.map(\.json)),
        ]
    }

    /// Reads what ``json`` writes; a member that is missing counts as empty.
    init(json: JSON) {
        number = json["number"]?.int ?? 0
        id = json["id"]?.string ?? ""
        counts = Counts(json: json["counts"] ?? .null)
        firstDuplicateLines = json["first_duplicate_lines"]?.array?.compactMap(\.int) ?? []
        firstConflictingLines = json["first_conflicting_lines"]?.array?.compactMap(\.int) ?? []
        personalRecords = json["personal_records"]?.array?.compactMap(PersonalRecord.init(json:)) ?? []
        changes = (json["changes"]?.array ?? []).compactMap { change in
            guard let key = change["key"]?.string,
                let effect = change["effect"]?.string.flatMap(Effect.init(rawValue:))
            else { return nil }
            return WorkoutChange(
                key: key, effect: effect, fields: change["fields"]?.array?.compactMap(\.string) ?? [])
        }
    }
}

extension ImportResult.Counts {
    /// The counts by the names that reports use.
    public var json: JSON {
        [
            "new": .int(new), "changed": .int(changed), "unchanged": .int(unchanged), "superseded": .int(superseded),
            "duplicate_in_file": .int(duplicateRows), "duplicate_records": .int(duplicateRecords),
            "conflicting_rows": .int(conflictingRows), "newly_flagged": .int(newlyFlagged),
        ]
    }

    init(json: JSON) {
        self.init(
            new: json["new"]?.int ?? 0, changed: json["changed"]?.int ?? 0, unchanged: json["unchanged"]?.int ?? 0,
            superseded: json["superseded"]?.int ?? 0, duplicateRows: json["duplicate_in_file"]?.int ?? 0,
            duplicateRecords: json["duplicate_records"]?.int ?? 0,
            conflictingRows: json["conflicting_rows"]?.int ?? 0, newlyFlagged: json["newly_flagged"]?.int ?? 0)
    }

    /// Counts an effect, or takes it back.
    mutating func count(_ effect: Effect, by step: Int = 1) {
        switch effect {
        case .new: new += step
        case .changed: changed += step
        case .unchanged: unchanged += step
        case .superseded:
            unchanged += step
            superseded += step
        }
    }
}
