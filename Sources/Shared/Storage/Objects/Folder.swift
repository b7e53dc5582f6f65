import Failures
import Glibc

/// What the local stores ask of folders.
enum Folder {
    /// One entry of a folder.
    struct Entry {
        var name: String
        var isFolder: Bool
    }

    /// The entries of a folder, `.` and `..` left out; none where there is no such folder.
    static func entries(_ path: String) throws(PipelineError) -> [Entry] {
        guard let folder = opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw FileFailure.error(errno, "list", path)
        }
        defer { closedir(folder) }
        var entries: [Entry] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            entries.append(Entry(name: name, isFolder: isFolder("\(path)/\(name)", hint: Int32(entry.pointee.d_type))))
        }
        return entries
    }

    /// Makes a folder and those above it, private to the user.
    static func make(_ path: String) throws(PipelineError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        let number = errno
        guard number == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw FileFailure.error(number, "make the folder", path)
        }
        try make(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw FileFailure.error(errno, "make the folder", path)
        }
    }

    /// Whether there is a folder at a path.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Removes a folder with all that is in it, as far as that can be done.
    static func remove(_ path: String) {
        for entry in (try? entries(path)) ?? [] {
            if entry.isFolder { remove("\(path)/\(entry.name)") } else { unlink("\(path)/\(entry.name)") }
        }
        rmdir(path)
    }

    /// The folder that a path is in.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func isFolder(_ path: String, hint: Int32) -> Bool {
        if hint != Int32(DT_UNKNOWN) { return hint == Int32(DT_DIR) }
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
