import Workouts

extension RowMapper {
    func takeSetField(
        _ field: ColumnRule.SetField, _ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn,
        into draft: inout RowDraft
    ) {
        func value(in range: ClosedRange<Double>, factor: Double = 1) -> Double? {
            guard case .value(let raw) = number(cell, column, into: &draft) else { return nil }
            let value = raw * factor
            guard range.contains(value) else {
                draft.reject(
                    "out_of_range", column.column, text(cell) ?? "",
                    expected: "\(describe(range.lowerBound)) to \(describe(range.upperBound))")
                return nil
            }
            return value
        }
        var set = draft.set ?? WorkoutSet(exerciseRaw: "", exerciseIndex: 0, setIndex: 0)
        switch field {
        case .exercise: set.exerciseRaw = text(cell) ?? ""
        case .index:
            if let index = value(in: 0...100_000) { set.setIndex = Int(index) }
        case .kind: set.kind = kind(cell, column, into: &draft)
        case .weight:
            if set.weightKg == nil, let weight = value(in: Limits.weight, factor: column.unit?.factor ?? 1) {
                set.weightKg = WorkoutSet.roundedWeight(weight)
                set.weightRaw = text(cell)
                set.weightUnitRaw = column.unit?.symbol
            }
        case .reps: set.reps = value(in: Limits.reps)
        case .distance:
            set.distanceM = value(in: Limits.setDistance, factor: column.unit?.factor ?? 1)?.rounded()
        case .duration: set.durationS = value(in: Limits.setDuration, factor: column.unit?.factor ?? 1)?.rounded()
        case .rpe: set.rpe = value(in: Limits.rpe).map(WorkoutSet.roundedRPE)
        case .superset: set.superset = text(cell)
        case .note: set.note = text(cell)
        }
        draft.set = set
    }

    private typealias Limits = MeasureLimits

    func kind(
        _ cell: UnsafeBufferPointer<UInt8>, _ column: BoundColumn, into draft: inout RowDraft
    ) -> WorkoutSet.Kind {
        let word = text(cell)?.lowercased() ?? ""
        switch word {
        case "", "normal": return .normal
        case "warmup", "warm up", "warm-up", "w": return .warmup
        case "dropset", "drop", "drop set", "d": return .drop
        case "failure", "f": return .failure
        case "amrap": return .amrap
        default:
            draft.flag(
                "set_kind_unknown", column.column, word, expected: "normal, warmup, dropset or failure",
                hint: "Kept as a normal set.")
            return .normal
        }
    }
}
