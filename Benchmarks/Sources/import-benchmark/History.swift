import Foundation

/// A workout history as MapMyRun exports it, made up; the same for the same seed.
///
/// About one row in a hundred is damaged, dates are spelled in several ways, and notes hold quotes and line ends, since
/// that is what takes time in real files.
struct History {
    var rows: Int
    var seed: UInt64
    /// A row, near the middle and never damaged, that is later than all others: so the whole history is a newer one.
    var changedRow: Int?

    private static let header = """
        Date Submitted,Workout Date,Activity Type,Calories Burned (kcal),Distance (mi),Workout Time (seconds),\
        Avg Pace (min/mi),Max Pace (min/mi),Avg Speed (mi/h),Max Speed (mi/h),Avg Heart Rate,Steps,Notes,Source,Link

        """
    private static let activities = ["Run", "Walk", "Hike", "Bike Ride", "Indoor Run / Jog", "Gym Workout", "Swim"]
    private static let months = "Jan Feb March April May June July Aug Sept Oct Nov Dec".split(separator: " ")
    private static let notes = [
        "", "", "", "evening loop", "\"wind, \"\"much\"\" of it\"", "\"one line\nand another\"",
    ]

    /// Writes the history to a file.
    func write(to path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        var random = SplitMix64(state: seed)
        var block = Self.header
        for row in 0..<rows {
            appendRow(row, to: &block, using: &random)
            if block.utf8.count > 1 << 20 || row == rows - 1 {
                try file.write(contentsOf: Data(block.utf8))
                block.removeAll(keepingCapacity: true)
            }
        }
    }

    private func appendRow(_ row: Int, to text: inout String, using random: inout SplitMix64) {
        let usual = date(using: &random)
        let date = row == changedRow ? "2025-06-01" : usual
        let seconds = 300 + random.below(8_700)
        let distance = 0.3 + Double(random.below(1_970_000)) / 100_000
        let activity = Self.activities[random.below(Self.activities.count)]
        let calories = 30 + random.below(1_400)
        let heartRate = random.below(2) == 0 ? "" : String(90 + random.below(100))
        let steps = random.below(20_000)
        let note = Self.notes[random.below(Self.notes.count)]
        let damage = row == rows / 2 ? 1_000 : random.below(1_000)
        let pace = Double(seconds) / 60 / distance
        let speed = 60 / pace
        text += "\(date),\(damage < 4 ? "2020-02-30" : date),\(activity),\(calories),"
        text += "\(decimal(distance, 5)),\((4..<8).contains(damage) ? 0 : seconds),"
        text += "\(decimal(pace, 4)),\(decimal(pace * 0.9, 4)),\(decimal(speed, 4)),\(decimal(speed * 1.1, 4)),"
        text += "\(heartRate),\(steps),\(note),Map My Fitness MapMyRun iPhone,"
        text += "http://www.mapmyfitness.com/workout/\((8..<10).contains(damage) ? "" : String(1_000_000_000 + row))\n"
    }

    private func date(using random: inout SplitMix64) -> String {
        let (year, month, day) = (2010 + random.below(15), 1 + random.below(12), 1 + random.below(28))
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let name = Self.months[month - 1]
        return switch random.below(4) {
        case 0: "\"\(name)\(name.count == 3 && name != "May" ? "." : "") \(day), \(year)\""
        case 1: "\(two(day))-\(name.prefix(3))-\(two(year % 100))"
        case 2: "\(two(day))-\(two(month))-\(two(year % 100))"
        default: "\(year)-\(two(month))-\(two(day))"
        }
    }

    /// A positive number with a fixed count of decimals; quicker than a format string.
    private func decimal(_ value: Double, _ places: Int) -> String {
        let scale = places == 4 ? 10_000 : 100_000
        let scaled = Int((value * Double(scale)).rounded())
        return "\(scaled / scale).\(String(scaled % scale + scale).dropFirst())"
    }
}

/// A small seeded generator (Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
struct SplitMix64 {
    var state: UInt64

    /// A number from 0 up to, not including, a limit.
    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
}
