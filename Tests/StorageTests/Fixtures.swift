import Failures
import JSON
import Storage
import Testing
import Workouts

/// An object that is only bytes.
final class BytesReader: ObjectReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(PipelineError) -> Int {
        let piece = rest.prefix(buffer.count)
        buffer.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
    }
}

/// One import of a test.
struct Upload: CustomStringConvertible {
    var name: String
    var asOf: String
    var workouts: [Workout]

    var description: String { name }

    var draft: ImportDraft {
        ImportDraft(
            id: "run-\(name)", user: "me", fileName: "\(name).csv", sha256: "sha-\(name)", importKey: "key-\(name)",
            format: "test", asOf: asOf, importedAt: "2026-01-01T00:00:00Z")
    }

    var lines: ObjectLines {
        var text: [UInt8] = []
        for workout in workouts { text += workout.canonicalText(includingRows: true) + [UInt8(ascii: "\n")] }
        return ObjectLines(BytesReader(text))
    }
}

extension Workout {
    /// A run that began on a day of January 2024.
    static func run(
        _ key: String, day: Int = 1, _ measures: [Measure: Double] = [.distance: 5000], basis: KeyBasis = .native,
        title: String? = nil, rows: [Int] = [2], extra: [(String, String)] = [], flags: [String] = []
    ) -> Workout {
        var workout = Workout(
            key: key, keyBasis: basis, format: "test",
            startLocal: LocalDateTime(date: CivilDate(year: 2024, month: 1, day: day) ?? CivilDate(dayNumber: 0)),
            timeBasis: .floating, activity: .run, activityRaw: "Run")
        for (measure, value) in measures { workout.measures[measure] = value }
        workout.title = title
        workout.rows = rows
        workout.extra = extra.map { (name: $0.0, value: $0.1) }
        workout.flags = flags
        return workout
    }

    /// A strength workout with one set for each exercise.
    static func lift(_ key: String, _ sets: [(exercise: String, kilograms: Double, reps: Double)]) -> Workout {
        var workout = Workout.run(key, [:])
        workout.activity = .strength
        for (position, entry) in sets.enumerated() {
            var set = WorkoutSet(exerciseRaw: entry.exercise, exerciseIndex: position, setIndex: 0)
            set.weightKg = entry.kilograms
            set.reps = entry.reps
            workout.sets.append(set)
        }
        return workout
    }
}

extension WorkoutStore {
    @discardableResult func record(_ upload: Upload) throws -> ImportResult {
        try record(upload.draft, lines: upload.lines)
    }

    /// All that the store says workouts are, and the bests among them.
    func contents() throws -> [String] {
        var contents: [String] = []
        var filter = WorkoutFilter()
        filter.newestFirst = false
        try workouts(filter) { workout in
            let numbers = [workout.distance, workout.elapsed, workout.energy, workout.speed]
            contents.append(
                "\(workout.startLocal) \(workout.activity) \(numbers) \(String(decoding: workout.text, as: UTF8.self))")
            return true
        }
        return contents
    }

    func workout(_ key: String) throws -> Workout? {
        try workouts(named: key, user: nil).first { $0.key == key }.map { try Workout(json: $0.record()) }
    }
}

/// Every order of some elements.
func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}
