public import Failures
import Glibc
import SQLite

/// Objects as files below one folder; a key is the path below it. Files are private to the user.
public struct LocalObjectStore: ObjectStore {
    /// The folder, without a slash at its end.
    public let root: String

    /// A store in a folder, which is made when the first object is.
    public init(root: String) {
        var root = Substring(root)
        while root.count > 1, root.hasSuffix("/") { root.removeLast() }
        self.root = String(root)
    }

    /// The file that holds, or would hold, an object.
    public func path(_ key: String) throws(PipelineError) -> String {
        try ObjectKey.check(key)
        return "\(root)/\(key)"
    }

    public func head(_ key: String) throws(PipelineError) -> ObjectInfo? {
        let path = try path(key)
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileFailure.error(errno, "look at", path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        // A replaced file is another inode, and one changed in place has another time or size.
        let parts = [
            Int(status.st_ino), Int(status.st_size), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec),
        ]
        return ObjectInfo(size: Int(status.st_size), etag: parts.map { String($0, radix: 16) }.joined(separator: "-"))
    }

    public func open(_ key: String) throws(PipelineError) -> any ObjectReader {
        try LocalObjectReader(path: path(key))
    }

    public func create(_ key: String, durability: ObjectDurability) throws(PipelineError) -> any ObjectWriter {
        try LocalObjectWriter(path: path(key), root: root, durability: durability)
    }

    public func copy(from source: String, to destination: String) throws(PipelineError) {
        guard source != destination else { return }
        let reader = try open(source)
        let writer = try create(destination)
        var piece = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try fill(&piece, from: reader)
            if count == 0 { break }
            try writer.write(piece[..<count])
        }
        try writer.commit()
    }

    public func delete(_ key: String) throws(PipelineError) {
        let path = try path(key)
        guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else {
            throw FileFailure.error(errno, "delete", path)
        }
    }

    public func list(prefix: String) throws(PipelineError) -> [String] {
        var keys: [String] = []
        // Only folders that can hold such keys are entered.
        var folders = [prefix.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")]
        if !folders[0].isEmpty { try ObjectKey.check(folders[0]) }
        while let folder = folders.popLast() {
            for entry in try Folder.entries(folder.isEmpty ? root : "\(root)/\(folder)") {
                let key = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
                if entry.isFolder {
                    if "\(key)/".hasPrefix(prefix) || prefix.hasPrefix("\(key)/") { folders.append(key) }
                } else if key.hasPrefix(prefix), !key.hasSuffix(ObjectKey.unfinishedSuffix) {
                    keys.append(key)
                }
            }
        }
        return keys.sorted()
    }

    public func uri(_ key: String) -> String {
        FileURI.of("\(root)/\(key)")
    }
}
