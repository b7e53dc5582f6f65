import Cleaning
import Delimited
import Failures
import Formats
import JSON
import Workouts

/// A file that went through survey and cleaning in memory.
struct Cleaned {
    var plan: Plan
    var result: CleaningResult
    var workouts: [Workout]
    var rejects: [UInt8]
    var details: [JSON]

    var codes: [String] { details.compactMap { $0["code"]?.string } }

    init(
        _ bytes: [UInt8], options: ReadingOptions = ReadingOptions(), threshold: Double = 20,
        now: Instant = Instant(epochSeconds: 1_800_000_000)
    ) throws {
        plan = try Survey(source: Self.source(bytes)).plan
        var accepted: [UInt8] = []
        var rejects: [UInt8] = []
        var details: [UInt8] = []
        var cleaner = try Cleaner(
            plan: plan, options: options, threshold: RejectionThreshold(maxRejectedPercent: threshold), now: now,
            source: Self.source(bytes),
            outputs: CleaningOutputs(
                accepted: { accepted += $0 }, rejects: { rejects += $0 }, details: { details += $0 }))
        result = try cleaner.run()
        self.rejects = rejects
        workouts = try accepted.split(separator: 0x0A).map { try Workout(json: JSON(parsing: Array($0))) }
        self.details = try details.split(separator: 0x0A).map { try JSON(parsing: Array($0)) }
    }

    init(_ text: String, options: ReadingOptions = ReadingOptions()) throws {
        try self.init(Array(text.utf8), options: options)
    }

    private static func source(_ bytes: [UInt8]) -> RecordReader.Source {
        var position = 0
        return { buffer in
            let count = min(buffer.count, bytes.count - position)
            buffer.copyBytes(from: bytes[position..<position + count])
            position += count
            return count
        }
    }
}
