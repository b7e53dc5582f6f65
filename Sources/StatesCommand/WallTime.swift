import Foundation
import StatesLanguage

/// The time that the machine's clock shows.
enum WallTime {
    static var now: Timestamp {
        let now = Date().timeIntervalSince1970
        return Timestamp(seconds: Int64(now), nanoseconds: Int32((now - now.rounded(.down)) * 1e9))
    }
}
