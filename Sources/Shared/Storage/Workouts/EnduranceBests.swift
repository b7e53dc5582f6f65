import Failures
import SQLite
import Workouts

/// The farthest, longest and fastest workout of each activity of a user, while workouts are being written.
///
/// Kept in memory, because every record is compared with them; there are as many as the vocabulary has activities.
final class EnduranceBests {
    private static let kinds: [PersonalRecord.Kind] = [.farthest, .longest, .fastest]

    private struct Slot {
        var best: BestsTable.Best?
        /// Its holder lost it: the best has to be looked up again.
        var isStale = false
        var isTouched = false
    }

    private struct Track {
        var activity: Activity
        /// The activity as records write it.
        var name: [UInt8]
        /// In the order of ``kinds``.
        var slots: [Slot]
    }

    private let database: Database
    private let table: BestsTable
    private let user: Int64
    /// One for each activity that can have records.
    private var tracks: [Track] = []

    init(_ database: Database, table: BestsTable, user: Int64) throws(PipelineError) {
        self.database = database
        self.table = table
        self.user = user
        for activity in Activity.allCases where activity.family != .stationary {
            var found: [Slot] = []
            for kind in Self.kinds {
                let best = try table.current(user: user, kind, activity.rawValue)
                found.append(Slot(best: best))
            }
            tracks.append(Track(activity: activity, name: Array(activity.rawValue.utf8), slots: found))
        }
    }

    /// Takes in what a workout is now; nil for one that is gone.
    ///
    /// - Parameter isNew: Whether the workout can hold no best yet.
    func note(_ workout: Int64, _ line: RecordLine?, isNew: Bool) {
        // There are a few dozen, most told apart by their length: quicker than hashing the name of every record.
        let track = line.flatMap { line in tracks.firstIndex { $0.name.elementsEqual(line.activity) } }
        if !isNew { markLost(workout, except: track, line) }
        guard let line, let track else { return }
        for (position, kind) in Self.kinds.enumerated() {
            guard let value = kind.value(of: line, tracks[track].activity),
                value > tracks[track].slots[position].best?.value ?? 0
            else { continue }
            tracks[track].slots[position].best = BestsTable.Best(value: value, workout: workout)
            tracks[track].slots[position].isTouched = true
        }
    }

    /// Writes what has changed.
    ///
    /// - Parameter importNumber: The import that is credited with what it improved.
    func finish(by importNumber: Int64?) throws(PipelineError) {
        for track in tracks {
            let activity = track.activity
            for (position, slot) in track.slots.enumerated() where slot.isStale || slot.isTouched {
                let kind = Self.kinds[position]
                guard slot.isStale else {
                    if let best = slot.best {
                        try table.improve(user: user, kind, activity.rawValue, to: best, by: importNumber)
                    }
                    continue
                }
                let best = try lookUp(kind, activity)
                if let best {
                    try table.improve(user: user, kind, activity.rawValue, to: best, by: importNumber)
                }
                // After an improvement this writes the same value again, otherwise the lower one.
                try table.lower(user: user, kind, activity.rawValue, to: best)
            }
        }
    }

    /// Has every best looked up again, as after an undo.
    func markAllStale() {
        for track in tracks.indices {
            for position in Self.kinds.indices { tracks[track].slots[position].isStale = true }
        }
    }

    /// Marks bests that the workout held and does not reach any more.
    private func markLost(_ workout: Int64, except track: Int?, _ line: RecordLine?) {
        for (index, other) in tracks.enumerated() {
            for (position, slot) in other.slots.enumerated() where slot.best?.workout == workout {
                let value = index == track ? line.flatMap { Self.kinds[position].value(of: $0, other.activity) } : nil
                if value ?? 0 < slot.best?.value ?? 0 { tracks[index].slots[position].isStale = true }
            }
        }
    }

    private func lookUp(_ kind: PersonalRecord.Kind, _ activity: Activity) throws(PipelineError) -> BestsTable.Best? {
        guard let column = kind.column else { return nil }
        let condition =
            kind == .fastest
            ? "distance_m >= \(PersonalRecord.Kind.leastDistance) AND speed_avg_mps <= \(activity.family.speedLimit)"
            : "true"
        let statement = try Statement(
            database,
            """
            SELECT \(column), id FROM workouts WHERE user = ?1 AND activity = ?2 AND record IS NOT NULL
              AND \(column) > 0 AND \(condition) ORDER BY \(column) DESC, id LIMIT 1
            """)
        statement.bind(1, user).bind(2, activity.rawValue)
        guard try statement.step() else { return nil }
        return BestsTable.Best(value: statement.double(0) ?? 0, workout: statement.int64(1))
    }
}

extension PersonalRecord.Kind {
    /// Metres below which a mean speed is no record.
    fileprivate static let leastDistance = 1000.0

    fileprivate var column: String? {
        switch self {
        case .farthest: "distance_m"
        case .longest: "elapsed_s"
        case .fastest: "speed_avg_mps"
        case .oneRepMax: nil
        }
    }

    /// The value with which a record competes; nil where it does not.
    fileprivate func value(of line: RecordLine, _ activity: Activity) -> Double? {
        switch self {
        case .farthest: line.distance
        case .longest: line.elapsed
        case .fastest:
            (line.distance ?? 0) >= Self.leastDistance
                ? line.speed.flatMap { $0 <= activity.family.speedLimit ? $0 : nil } : nil
        case .oneRepMax: nil
        }
    }
}

extension Activity.Family {
    /// Metres a second beyond which a mean speed is a fault of the recording.
    fileprivate var speedLimit: Double {
        switch self {
        case .foot: 13
        case .wheels: 45
        case .water: 15
        case .stationary: 0
        }
    }
}
