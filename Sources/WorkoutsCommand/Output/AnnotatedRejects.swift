import Delimited
import JSON
import Storage
import Terminal

/// The rejected rows of an upload with the reasons in front, for a spreadsheet.
struct AnnotatedRejects {
    let objects: any ObjectStore

    /// Writes them to the standard output.
    ///
    /// - Parameters:
    ///   - rejects: The object with the rows.
    ///   - details: The object with the reasons.
    func write(rejects: String, details: String) throws {
        let reasons = try reasons(details)
        let reader = try objects.open(rejects)
        var prefix = [UInt8](repeating: 0, count: Sniffer.window)
        let head = try prefix.withUnsafeMutableBytes { try reader.read(into: $0) }
        prefix.removeLast(prefix.count - head)
        let dialect = try Sniffer.sniff(prefix)
        let whole = try objects.open(rejects)
        let records = RecordReader(dialect: dialect) { try whole.read(into: $0) }
        guard try records.advance() else { return }
        records.expectedFields = records.fieldCount
        var writer = DelimitedWriter()
        writer.write(["_line", "_code", "_message"] + records.texts)
        var index = 0
        while try records.advance() {
            let reason = index < reasons.count ? reasons[index] : ("", "", "")
            let cells = records.fault == nil ? records.texts : [records.withRaw { String(decoding: $0, as: UTF8.self) }]
            writer.write([reason.0, reason.1, reason.2] + cells)
            index += 1
        }
        Terminal.write(writer.bytes)
    }

    /// The first reason of each rejected row, in file order.
    private func reasons(_ key: String) throws -> [(String, String, String)] {
        let lines = try ObjectLines(objects.open(key))
        var reasons: [(String, String, String)] = []
        var lastLine: Int?
        while let line = try lines.next() {
            let problem = try JSON(parsing: Array(line))
            guard problem["severity"]?.string == "rejected", problem["line"]?.int != lastLine else { continue }
            lastLine = problem["line"]?.int
            reasons.append(
                (lastLine.map(String.init) ?? "", problem["code"]?.string ?? "", problem["message"]?.string ?? ""))
        }
        return reasons
    }
}
