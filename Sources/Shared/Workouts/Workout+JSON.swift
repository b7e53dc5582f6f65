public import JSON

extension Workout {
    /// The canonical record as JSON, with the rows it came from.
    public var json: JSON {
        let text = canonicalText(includingRows: true)
        // What the writer below makes is JSON; a failure would be a mistake of our own, found by the tests.
        return (try? JSON(parsing: text)) ?? .null
    }

    /// The canonical record without the rows, as a value that can be compared.
    var canonicalJSON: JSON {
        (try? JSON(parsing: canonicalText(includingRows: false))) ?? .null
    }

    /// The canonical record as one line of JSON text.
    ///
    /// - Parameter includingRows: Whether `source.rows` is written. What is stored has no rows: the same workout comes
    ///   from different lines of different files.
    public func canonicalText(includingRows: Bool) -> [UInt8] {
        var writer = JSONWriter()
        write(to: &writer, includingRows: includingRows)
        return writer.bytes
    }

    /// Appends the canonical record as one line of JSON text, without a line end.
    public func write(to writer: inout JSONWriter, includingRows: Bool) {
        writer.write(raw: "{\"key\":")
        writer.write(key)
        writer.write(raw: ",\"key_basis\":\"")
        writer.write(raw: keyBasis.rawValue)
        writer.write(raw: "\",\"source\":{\"format\":")
        writer.write(format)
        writer.write("app", app)
        if includingRows {
            writer.write(raw: ",\"rows\":[")
            for (position, row) in rows.enumerated() {
                if position > 0 { writer.write(raw: ",") }
                writer.write(row)
            }
            writer.write(raw: "]")
        }
        writer.write(raw: "},\"activity_raw\":")
        writer.write(activityRaw)
        let contentStart = writer.bytes.count
        writeContent(to: &writer)
        let hash = ContentHash.value(of: writer.bytes[contentStart...])
        writer.write(raw: ",\"extra\":{")
        for (position, (name, value)) in extra.enumerated() {
            if position > 0 { writer.write(raw: ",") }
            writer.write(name)
            writer.write(raw: ":")
            writer.write(value)
        }
        writer.write(raw: "},\"flags\":[")
        for (position, flag) in flags.enumerated() {
            if position > 0 { writer.write(raw: ",") }
            writer.write(flag)
        }
        writer.write(raw: "],\"content_hash\":\"")
        writer.write(hexadecimal: hash, atLeast: 16)
        writer.write(raw: "\"}")
    }

    /// The members that `content_hash` covers: what a person would call the workout.
    private func writeContent(to writer: inout JSONWriter) {
        writer.write(raw: ",\"start_local\":\"")
        writer.write(startLocal)
        writer.write(raw: "\"")
        if let startUTC { writer.write("start_utc", startUTC.description) }
        if let utcOffsetMinutes { writer.write("utc_offset_min", Double(utcOffsetMinutes)) }
        writer.write(raw: ",\"time_precision\":\"")
        writer.write(raw: startLocal.precision.rawValue)
        writer.write(raw: "\",\"time_basis\":\"")
        writer.write(raw: timeBasis.rawValue)
        writer.write(raw: "\",\"activity\":\"")
        writer.write(raw: activity.rawValue)
        writer.write(raw: "\"")
        writer.write("title", title)
        writer.write("notes", notes)
        for (measure, name) in Self.measureMembers {
            guard let value = measures[measure] else { continue }
            writer.write(raw: name)
            writer.write(value)
        }
        if !load.isEmpty {
            writer.write(raw: ",\"load\":{")
            for (position, (name, value)) in load.enumerated() {
                if position > 0 { writer.write(raw: ",") }
                writer.write(name)
                writer.write(raw: ":")
                writer.write(value)
            }
            writer.write(raw: "}")
        }
        writer.write(raw: ",\"sets\":[")
        for (position, set) in sets.enumerated() {
            if position > 0 { writer.write(raw: ",") }
            set.write(to: &writer)
        }
        writer.write(raw: "]")
    }

    /// The members of measures up to their value, such as `,"steps":`, in the order in which they are written.
    private static let measureMembers = Measure.allCases.map { ($0, Array(",\"\($0.rawValue)\":".utf8)) }
}

extension WorkoutSet {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.write(raw: "{\"exercise_raw\":")
        writer.write(exerciseRaw)
        writer.write("exercise_index", Double(exerciseIndex))
        writer.write("set_index", Double(setIndex))
        writer.write("kind", kind.rawValue)
        writer.write("reps", reps)
        writer.write("weight_kg", weightKg)
        writer.write("weight_raw", weightRaw)
        writer.write("weight_unit_raw", weightUnitRaw)
        writer.write("distance_m", distanceM)
        writer.write("duration_s", durationS)
        writer.write("rpe", rpe)
        writer.write("rir", rir)
        writer.write("superset", superset)
        writer.write("note", note)
        if isPlanned { writer.write(raw: ",\"planned\":true") }
        writer.write(raw: "}")
    }
}

extension JSONWriter {
    /// A further member, unless the value is missing.
    fileprivate mutating func write(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        write(raw: ",\"")
        write(raw: name)
        write(raw: "\":")
        write(value)
    }

    fileprivate mutating func write(_ name: StaticString, _ value: Double?) {
        guard let value else { return }
        write(raw: ",\"")
        write(raw: name)
        write(raw: "\":")
        write(value)
    }

    /// What the description of a time is, without its quotes.
    fileprivate mutating func write(_ time: LocalDateTime) {
        let (year, month, day) = time.date.components
        write(digits: year.magnitude, atLeast: 4)
        write("-", month)
        write("-", day)
        guard time.precision != .day else { return }
        write("T", time.secondOfDay / 3600)
        write(":", time.secondOfDay / 60 % 60)
        if time.precision == .second { write(":", time.secondOfDay % 60) }
    }

    private mutating func write(_ mark: StaticString, _ part: Int) {
        write(raw: mark)
        write(digits: part.magnitude, atLeast: 2)
    }
}
