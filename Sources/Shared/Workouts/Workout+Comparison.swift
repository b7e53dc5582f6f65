extension Workout {
    /// The canonical fields in which this version of a workout differs from an earlier one, by member name.
    ///
    /// Numbers within one step of their precision count as equal, because exports round differently. A field that is
    /// missing here is no difference: a file without a column does not erase what is known. What is not canonical (the
    /// unmapped columns, the wording of the activity, the app) is not compared, or a vendor's change of layout would
    /// report every workout as changed.
    ///
    /// - Parameter earlier: The version that is stored.
    /// - Returns: Member names in canonical order; empty when nothing differs.
    public func differences(from earlier: Workout) -> [String] {
        var fields: [String] = []
        if startLocal != earlier.startLocal { fields.append("start_local") }
        if let startUTC, startUTC != earlier.startUTC { fields.append("start_utc") }
        if activity != earlier.activity { fields.append("activity") }
        if let title, title != earlier.title { fields.append("title") }
        if let notes, notes != earlier.notes { fields.append("notes") }
        for measure in Measure.allCases {
            guard let value = measures[measure] else { continue }
            if !isEqual(value, earlier.measures[measure], within: measure.precision) { fields.append(measure.rawValue) }
        }
        for (name, value) in load {
            let before = earlier.load.first { $0.name == name }?.value
            if !isEqual(value, before, within: 1) { fields.append("load.\(name)") }
        }
        if !sets.isEmpty, !areEqual(sets, earlier.sets) { fields.append("sets") }
        return fields
    }

    /// This version completed by what only an older one knows.
    ///
    /// - Parameter older: A version of the same workout from an older export.
    /// - Returns: Every value of this version, and the older one's where this one has none.
    public func completed(by older: Workout) -> Workout {
        var result = self
        result.app = app ?? older.app
        result.startUTC = startUTC ?? older.startUTC
        result.utcOffsetMinutes = utcOffsetMinutes ?? older.utcOffsetMinutes
        result.title = title ?? older.title
        result.notes = notes ?? older.notes
        for measure in Measure.allCases where measures[measure] == nil {
            result.measures[measure] = older.measures[measure]
        }
        result.load += older.load.filter { entry in !load.contains { $0.name == entry.name } }
        if sets.isEmpty {
            result.sets = older.sets
        } else if [flags, older.flags].contains(where: { $0.contains(Self.incompleteSetsFlag) }) {
            result.sets = union(of: older.sets, and: sets)
        }
        result.extra += older.extra.filter { entry in !extra.contains { $0.name == entry.name } }
        return result
    }
}

/// The sets of two parts of one workout; of a set that both hold, the newer.
private func union(of older: [WorkoutSet], and newer: [WorkoutSet]) -> [WorkoutSet] {
    var result = older
    for set in newer {
        if let same = result.firstIndex(where: { $0.exerciseRaw == set.exerciseRaw && $0.setIndex == set.setIndex }) {
            let exerciseIndex = result[same].exerciseIndex
            result[same] = set
            result[same].exerciseIndex = exerciseIndex
        } else if let before = result.lastIndex(where: {
            $0.exerciseRaw == set.exerciseRaw && $0.setIndex < set.setIndex
        }) {
            var placed = set
            placed.exerciseIndex = result[before].exerciseIndex
            result.insert(placed, at: before + 1)
        } else {
            var placed = set
            let following = result.first { $0.exerciseRaw == set.exerciseRaw }
            placed.exerciseIndex = following?.exerciseIndex ?? (result.last?.exerciseIndex ?? -1) + 1
            let place = result.firstIndex { $0.exerciseRaw == set.exerciseRaw } ?? result.endIndex
            result.insert(placed, at: place)
        }
    }
    return result
}

private func isEqual(_ value: Double, _ other: Double?, within step: Double) -> Bool {
    guard let other else { return false }
    // Half a step more than one step: two neighbours on the grid differ by exactly one, give or take an ulp.
    return abs(value - other) < step * 1.5
}

private func areEqual(_ sets: [WorkoutSet], _ others: [WorkoutSet]) -> Bool {
    sets.count == others.count
        && zip(sets, others).allSatisfy { set, other in
            var comparable = other
            // A weight that was converted to pounds and back is off by less than this.
            if let weight = set.weightKg, let before = other.weightKg, abs(weight - before) < 0.015 {
                comparable.weightKg = weight
                comparable.weightRaw = set.weightRaw
                comparable.weightUnitRaw = set.weightUnitRaw
            }
            return set == comparable
        }
}
