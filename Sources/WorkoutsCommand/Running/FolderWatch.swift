import Foundation

/// Tells of files that have landed in a folder and are complete.
struct FolderWatch {
    private let folder: String
    /// What each file looked like when it was last seen.
    private var seen: [String: Stamp] = [:]
    private var told: [String: Stamp] = [:]

    private struct Stamp: Equatable {
        var size: Int
        var modified: Date
    }

    /// Names that browsers and tools give to files that are still being written.
    private static let unfinished = ["part", "crdownload", "download", "tmp", "partial"]

    init(folder: String) {
        self.folder = folder
    }

    /// The files that have not changed since the call before, and were not told of as they are.
    mutating func settledFiles() throws -> [String] {
        var settled: [String] = []
        var present: [String: Stamp] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            guard !name.hasPrefix("."), !Self.unfinished.contains((name as NSString).pathExtension.lowercased()) else {
                continue
            }
            let path = "\(folder)/\(name)"
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
                attributes[.type] as? FileAttributeType == .typeRegular,
                let size = attributes[.size] as? Int, let modified = attributes[.modificationDate] as? Date
            else { continue }
            let stamp = Stamp(size: size, modified: modified)
            present[path] = stamp
            if seen[path] == stamp, told[path] != stamp {
                told[path] = stamp
                settled.append(path)
            }
        }
        seen = present
        return settled
    }
}
