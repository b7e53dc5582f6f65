import Failures
import Glibc
import JSON
import Workouts

/// One line of accepted records, read only as far as storing it needs.
///
/// Its slices point into the line; it must not outlive it. A class, because it is handed on several times, and each copy
/// of a structure would count the references of all its slices.
final class RecordLine {
    var key: ArraySlice<UInt8> = []
    var format: ArraySlice<UInt8> = []
    var startLocal: ArraySlice<UInt8> = []
    var startUTC: ArraySlice<UInt8>?
    var activity: ArraySlice<UInt8> = []
    var title: ArraySlice<UInt8>?
    var distance: Double?
    var elapsed: Double?
    var energy: Double?
    var speed: Double?
    var hasSets = false
    /// The physical lines of the record as they are written, such as `5,6,7`.
    var rows: ArraySlice<UInt8> = []
    /// The record without its rows: what is stored.
    var text: [UInt8] = []
    /// Tells the text from other versions.
    var hash: Int64 = 0

    /// Reads a line.
    ///
    /// - Throws: `Stage.Internal` for a line that is no canonical record.
    init(_ line: ArraySlice<UInt8>) throws(PipelineError) {
        var cut = line.endIndex..<line.endIndex
        members: for (name, value) in JSONMembers(of: line) {
            switch name.count {
            case 3: if name.spells("key") { key = try unquoted(value) }
            case 4:
                guard name.spells("sets") else { continue }
                hasSets = value.count > 2
                // What a canonical record holds after its sets is not needed here.
                break members
            case 5: if name.spells("title") { title = try unquoted(value) }
            case 6: if name.spells("source") { cut = try readSource(value) ?? cut }
            case 8: if name.spells("activity") { activity = try unquoted(value) }
            case 9:
                if name.spells("start_utc") {
                    startUTC = try unquoted(value)
                } else if name.spells("elapsed_s") {
                    elapsed = number(value)
                }
            case 10: if name.spells("distance_m") { distance = number(value) }
            case 11:
                if name.spells("start_local") {
                    startLocal = try unquoted(value)
                } else if name.spells("energy_kcal") {
                    energy = number(value)
                }
            case 13: if name.spells("speed_avg_mps") { speed = number(value) }
            default: break
            }
        }
        guard !key.isEmpty, !startLocal.isEmpty, !activity.isEmpty, !format.isEmpty else {
            throw PipelineError(
                .internalFailure,
                "A line of the accepted records is no canonical record: it lacks a key, start, "
                    + "activity or format.")
        }
        text.reserveCapacity(line.count)
        text.append(contentsOf: line[..<cut.lowerBound])
        text.append(contentsOf: line[cut.upperBound...])
        hash = TextHash.hash(text)
    }

    /// Takes format and rows from the source.
    ///
    /// - Returns: The member `rows` with a comma beside it, to be cut out.
    private func readSource(_ source: ArraySlice<UInt8>) throws(PipelineError) -> Range<Int>? {
        var cut: Range<Int>?
        for (name, value) in JSONMembers(of: source) {
            if name.spells("format") { format = try unquoted(value) }
            guard name.spells("rows"), value.count >= 2 else { continue }
            rows = value.dropFirst().dropLast()
            // The member begins with the quote before its name.
            var start = name.startIndex - 1
            var end = value.endIndex
            if source[start - 1] == UInt8(ascii: ",") {
                start -= 1
            } else if end < source.endIndex, source[end] == UInt8(ascii: ",") {
                end += 1
            }
            cut = start..<end
        }
        return cut
    }
}

extension ArraySlice<UInt8> {
    /// Whether these bytes are the UTF-8 of a text.
    fileprivate func spells(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount
            && withUnsafeBytes {
                memcmp($0.baseAddress ?? UnsafeRawPointer(text.utf8Start), text.utf8Start, count) == 0
            }
    }
}

/// The UTF-8 of a JSON string.
private func unquoted(_ value: ArraySlice<UInt8>) throws(PipelineError) -> ArraySlice<UInt8> {
    guard value.count >= 2, value.first == UInt8(ascii: "\"") else { return [] }
    if !value.contains(UInt8(ascii: "\\")) { return value.dropFirst().dropLast() }
    do throws(JSONSyntaxError) {
        return Array((try JSON(parsing: Array(value)).string ?? "").utf8)[...]
    } catch {
        throw PipelineError(.internalFailure, "A line of the accepted records is no JSON: \(error)", cause: error)
    }
}

/// The value of a JSON number; nil for anything else.
private func number(_ value: ArraySlice<UInt8>) -> Double? {
    var whole = 0
    for byte in value {
        guard byte >= 0x30, byte <= 0x39, whole < 1 << 50 else {
            return Double(String(decoding: value, as: UTF8.self))
        }
        whole = whole * 10 + Int(byte - 0x30)
    }
    return value.isEmpty ? nil : Double(whole)
}
