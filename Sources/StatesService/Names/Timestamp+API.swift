import JSON
import StatesLanguage

extension Timestamp {
    /// Milliseconds since 1970, as the service keeps times.
    var milliseconds: Int {
        // Further than any calendar goes, and still far from the end of the integers.
        let seconds = min(max(seconds, -100_000_000_000_000), 100_000_000_000_000)
        return Int(seconds) * 1000 + Int(nanoseconds) / 1_000_000
    }

    init(milliseconds: Int) {
        let seconds = milliseconds / 1000
        self.init(seconds: Int64(seconds), nanoseconds: Int32(milliseconds - seconds * 1000) * 1_000_000)
    }

    /// Seconds since 1970, as responses give times.
    var epochSeconds: JSON {
        let milliseconds = milliseconds
        return milliseconds.isMultiple(of: 1000) ? .int(seconds) : .double(Double(milliseconds) / 1000)
    }
}
