public import Foundation

/// The files below a folder, to be compared.
public enum FileTree {
    /// The content of each file, by its path below the folder; folders are entries that end in a slash.
    public static func contents(of folder: String, where isWanted: (String) -> Bool = { _ in true }) -> [String: Data] {
        var found: [String: Data] = [:]
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] where isWanted(path) {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                found["\(path)/"] = Data()
            } else {
                found[path] = (try? Data(contentsOf: URL(filePath: "\(folder)/\(path)"))) ?? Data()
            }
        }
        return found
    }
}
