import Glibc

/// Where executables are.
enum ExecutablePath {
    /// The absolute path and its folder; the folder becomes the process's current directory, as `/var/task` on Lambda.
    static func absolute(_ path: String) -> (path: String, folder: String) {
        let full = path.hasPrefix("/") ? path : currentDirectory + "/" + path
        guard let slash = full.lastIndex(of: "/"), slash != full.startIndex else { return (full, "/") }
        return (full, String(full[..<slash]))
    }

    private static var currentDirectory: String {
        guard let buffer = getcwd(nil, 0) else { return "" }
        defer { free(buffer) }
        return String(cString: buffer)
    }
}
