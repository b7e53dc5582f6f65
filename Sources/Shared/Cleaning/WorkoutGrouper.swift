import Workouts

/// Puts the sets of one workout, which come on rows that follow each other, together.
struct WorkoutGrouper {
    /// More sets than anybody does in a workout; keeps a broken file from filling the memory.
    static let setLimit = 5_000

    /// How many ended workouts are remembered; far more than anybody has, and few megabytes.
    private static let memory = 500_000

    /// The keys, hashed, of workouts that have ended.
    private var ended: Set<Int> = []
    /// The workout that further rows may belong to.
    private(set) var current: Workout?

    /// Whether the next set of a workout would be one too many.
    func isFull(for workout: Workout) -> Bool {
        current?.key == workout.key && (current?.sets.count ?? 0) >= Self.setLimit
    }

    /// Whether a workout has ended before and now goes on: rows that belong together do not stand together.
    func isReturning(_ workout: Workout) -> Bool {
        current?.key != workout.key && ended.contains(workout.key.hashValue)
    }

    /// Adds the part that a row holds.
    ///
    /// - Returns: The workout that ended before this row; nil while one goes on.
    mutating func add(_ part: Workout) -> Workout? {
        guard var workout = current, workout.key == part.key else {
            if let current, ended.count < Self.memory { ended.insert(current.key.hashValue) }
            defer { current = part }
            return current
        }
        workout.rows += part.rows
        for flag in part.flags where !workout.flags.contains(flag) { workout.flags.append(flag) }
        for var set in part.sets {
            if let last = workout.sets.last {
                // The same exercise may come twice: a block ends when the name changes or the count starts anew.
                let isSameBlock = last.exerciseRaw == set.exerciseRaw && set.setIndex > last.setIndex
                set.exerciseIndex = isSameBlock ? last.exerciseIndex : last.exerciseIndex + 1
            }
            workout.sets.append(set)
        }
        current = workout
        return nil
    }

    /// Notes that a row of the workout before it was rejected, so that its sets are known to be incomplete.
    mutating func markIncomplete() {
        guard current?.sets.isEmpty == false, current?.flags.contains(Workout.incompleteSetsFlag) == false else {
            return
        }
        current?.flags.append(Workout.incompleteSetsFlag)
    }

    /// Ends the last workout.
    mutating func finish() -> Workout? {
        defer { current = nil }
        return current
    }
}
