import Failures
import JSON
import Workouts

/// One version of a workout, as an import held it.
struct Version {
    /// The age of the import that held it.
    var asOf: String
    /// The import that held it; of two exports of the same age the one that came later counts, because somebody who
    /// exports again after correcting a title, before the next workout, wants the correction.
    var importNumber: Int64
    /// The record as text, without rows.
    var text: [UInt8]
    /// Where the text is stored.
    var record: Int64

    /// Whether this version counts before another.
    func isNewer(than other: Version) -> Bool {
        if asOf != other.asOf { return asOf > other.asOf }
        if importNumber != other.importNumber { return importNumber > other.importNumber }
        return other.text.lexicographicallyPrecedes(text)
    }
}

/// What a workout is, given all its versions: each value of the newest version that has it.
enum Merge {
    /// The workout that some versions make.
    ///
    /// - Parameters:
    ///   - versions: At least one, in any order.
    ///   - decoded: The same versions as `decode` reads them.
    static func merge(_ versions: [Version], _ decoded: [Int64: Workout]) -> Workout? {
        var merged: Workout?
        for version in versions.sorted(by: { $0.isNewer(than: $1) }) {
            guard let workout = decoded[version.record] else { continue }
            merged = merged?.completed(by: workout) ?? workout
        }
        return merged
    }

    /// Reads versions, each text once, by record.
    static func decode(_ versions: [Version]) throws(PipelineError) -> [Int64: Workout] {
        var decoded: [Int64: Workout] = [:]
        for version in versions where decoded[version.record] == nil {
            decoded[version.record] = try decode(version.text)
        }
        return decoded
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
