import Failures
import JSON
import Workouts

/// One version of a workout, as an import held it.
struct Version {
    /// The age of the import that held it.
    var asOf: String
    /// Breaks ties between imports of the same age, whichever came first.
    var importKey: String
    /// The record as text, without rows.
    var text: [UInt8]
    /// Where the text is stored; nil before it is.
    var record: Int64?

    /// Whether this version counts before another.
    func isNewer(than other: Version) -> Bool {
        if asOf != other.asOf { return asOf > other.asOf }
        if importKey != other.importKey { return importKey > other.importKey }
        return other.text.lexicographicallyPrecedes(text)
    }
}

/// What a workout is, given all its versions: each value of the newest version that has it.
enum Merge {
    /// The workout that some versions make.
    ///
    /// - Parameter versions: At least one, in any order.
    static func merge(_ versions: [Version]) throws(PipelineError) -> Workout? {
        var merged: Workout?
        for version in versions.sorted(by: { $0.isNewer(than: $1) }) {
            let workout = try decode(version.text)
            merged = merged?.completed(by: workout) ?? workout
        }
        return merged
    }

    /// Reads a stored record.
    static func decode(_ text: [UInt8]) throws(PipelineError) -> Workout {
        do {
            return try Workout(json: JSON(parsing: text))
        } catch {
            throw PipelineError(.internalFailure, "A record cannot be read back: \(error)", cause: error)
        }
    }

    /// A hash of what a record says, whatever key it has and whatever cleaning noted about it.
    static func contentHash(_ workout: Workout) -> Int64 {
        var bare = workout
        bare.key = ""
        bare.keyBasis = .natural
        bare.flags = []
        return TextHash.hash(bare.canonicalText(includingRows: false))
    }
}
