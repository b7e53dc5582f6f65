public import JSON

/// A canonical record that cannot be read back.
public struct CanonicalRecordError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The member that is missing or has an unexpected value.
    public var member: String

    /// A sentence with the member.
    public var description: String { "A canonical record has no usable member \"\(member)\"." }
}

extension Workout {
    /// Reads a canonical record.
    ///
    /// - Throws: ``CanonicalRecordError`` naming the first member that is missing or of the wrong kind.
    public init(json: JSON) throws(CanonicalRecordError) {
        self.init(
            key: try json.text("key"),
            keyBasis: try json.value("key_basis", KeyBasis.init(rawValue:)),
            format: try (json["source"] ?? .null).text("format"),
            startLocal: try json.value("start_local") { LocalDateTime(iso: $0) },
            timeBasis: try json.value("time_basis", TimeBasis.init(rawValue:)),
            activity: try json.value("activity", Activity.init(rawValue:)),
            activityRaw: try json.text("activity_raw"))
        app = json["source"]?["app"]?.string
        rows = json["source"]?["rows"]?.array?.compactMap(\.int) ?? []
        startUTC = json["start_utc"]?.string.flatMap { Instant(rfc3339: $0) }
        utcOffsetMinutes = json["utc_offset_min"]?.int
        title = json["title"]?.string
        notes = json["notes"]?.string
        for measure in Measure.allCases { measures[measure] = json[measure.rawValue]?.double }
        load = json["load"]?.object?.compactMap { member in member.value.double.map { (member.key, $0) } } ?? []
        for set in json["sets"]?.array ?? [] { sets.append(try WorkoutSet(json: set)) }
        extra = json["extra"]?.object?.map { ($0.key, $0.value.string ?? $0.value.text()) } ?? []
        flags = json["flags"]?.array?.compactMap(\.string) ?? []
    }
}

extension WorkoutSet {
    fileprivate init(json: JSON) throws(CanonicalRecordError) {
        self.init(
            exerciseRaw: try json.text("exercise_raw"),
            exerciseIndex: json["exercise_index"]?.int ?? 0,
            setIndex: json["set_index"]?.int ?? 0,
            kind: try json.value("kind", Kind.init(rawValue:)))
        reps = json["reps"]?.double
        weightKg = json["weight_kg"]?.double
        weightRaw = json["weight_raw"]?.string
        weightUnitRaw = json["weight_unit_raw"]?.string
        distanceM = json["distance_m"]?.double
        durationS = json["duration_s"]?.double
        rpe = json["rpe"]?.double
        rir = json["rir"]?.double
        superset = json["superset"]?.string
        note = json["note"]?.string
        isPlanned = json["planned"]?.bool ?? false
    }
}

extension JSON {
    fileprivate func text(_ member: String) throws(CanonicalRecordError) -> String {
        guard let text = self[member]?.string else { throw CanonicalRecordError(member: member) }
        return text
    }

    fileprivate func value<Value>(
        _ member: String, _ make: (String) -> Value?
    ) throws(CanonicalRecordError) -> Value {
        guard let value = make(try text(member)) else { throw CanonicalRecordError(member: member) }
        return value
    }
}
