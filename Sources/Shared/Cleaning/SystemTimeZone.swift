public import Formats
import Glibc
public import Workouts

/// A zone of the system's time zone database, such as `Europe/Berlin`.
///
/// The C library keeps one zone a process; a stage serves one upload at a time, so that is enough.
public struct SystemTimeZone: ZoneRules {
    private static let directory = "/usr/share/zoneinfo/"

    /// A zone by name; nil for one that the system does not know.
    public init?(named name: String) {
        guard !name.isEmpty, !name.hasPrefix("/"), !name.contains(".."),
            name.utf8.allSatisfy({ byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "/_+-".utf8.contains(byte)
            })
        else { return nil }
        var status = stat()
        let isKnown = stat(Self.directory + name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        guard isKnown || name == "UTC" else { return nil }
        setenv("TZ", name, 1)
        tzset()
    }

    public func offset(at local: LocalDateTime) -> (minutes: Int, isUnique: Bool) {
        let standard = seconds(of: local, isSummerTime: 0)
        let summer = seconds(of: local, isSummerTime: 1)
        let candidates = [standard, summer].compactMap { instant in
            wallSeconds(at: instant) == local.wallSeconds ? instant : nil
        }
        let instant = candidates.min() ?? seconds(of: local, isSummerTime: -1)
        return ((local.wallSeconds - instant) / 60, Set(candidates).count == 1)
    }

    private func seconds(of local: LocalDateTime, isSummerTime: Int32) -> Int {
        let (year, month, day) = local.date.components
        var parts = tm()
        parts.tm_year = Int32(year - 1900)
        parts.tm_mon = Int32(month - 1)
        parts.tm_mday = Int32(day)
        parts.tm_hour = Int32(local.secondOfDay / 3600)
        parts.tm_min = Int32(local.secondOfDay / 60 % 60)
        parts.tm_sec = Int32(local.secondOfDay % 60)
        parts.tm_isdst = isSummerTime
        return mktime(&parts)
    }

    private func wallSeconds(at instant: Int) -> Int {
        var time = time_t(instant)
        var parts = tm()
        localtime_r(&time, &parts)
        return instant + parts.tm_gmtoff
    }
}
