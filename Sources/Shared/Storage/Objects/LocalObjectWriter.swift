import Failures
import Glibc

/// Writes a file next to its final place and moves it there when it is complete.
///
/// The unfinished file is locked while its writer lives, so that a later writer can tell what a killed one left.
final class LocalObjectWriter: ObjectWriter {
    private static let blockSize = 128 << 10

    private let path: String
    private let unfinishedPath: String
    private let durability: ObjectDurability
    private var descriptor: Int32
    private var block: [UInt8] = []

    init(path: String, root: String, durability: ObjectDurability) throws(PipelineError) {
        self.path = path
        self.durability = durability
        let folder = Folder.parent(of: path)
        try Folder.make(folder)
        Self.removeLeftovers(in: folder)
        (unfinishedPath, descriptor) = try Self.openUnfinished(in: folder)
        block.reserveCapacity(Self.blockSize)
    }

    deinit {
        guard descriptor >= 0 else { return }
        unlink(unfinishedPath)
        close(descriptor)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(PipelineError) {
        if block.count + bytes.count > Self.blockSize { try flush() }
        if bytes.count < Self.blockSize {
            block.append(contentsOf: bytes)
        } else {
            try writeThrough(bytes)
        }
    }

    func commit() throws(PipelineError) {
        try flush()
        if durability == .powerLoss, fsync(descriptor) != 0 { throw FileFailure.error(errno, "write", path) }
        guard rename(unfinishedPath, path) == 0 else { throw FileFailure.error(errno, "write", path) }
        close(descriptor)
        descriptor = -1
        if durability == .powerLoss { Self.syncFolder(Folder.parent(of: path)) }
    }

    private func flush() throws(PipelineError) {
        try block.withUnsafeBufferPointer { (bytes) throws(PipelineError) in
            try writeThrough(UnsafeRawBufferPointer(bytes))
        }
        block.removeAll(keepingCapacity: true)
    }

    private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws(PipelineError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno != EINTR { throw FileFailure.error(errno, "write", path) }
            if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
        }
    }

    private static func openUnfinished(in folder: String) throws(PipelineError) -> (String, Int32) {
        while true {
            let random = UInt64.random(in: 0 ... .max)
            let path = "\(folder)/.\(String(random, radix: 36))\(ObjectKey.unfinishedSuffix)"
            let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                if errno == EEXIST { continue }
                throw FileFailure.error(errno, "write to", folder)
            }
            // Another writer may have taken the file for a leftover before it was locked.
            var status = stat()
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink == 1 {
                return (path, descriptor)
            }
            close(descriptor)
        }
    }

    /// Removes what killed writers left in a folder. Failing to is no harm: the names are never read.
    static func removeLeftovers(in folder: String) {
        guard let entries = try? Folder.entries(folder) else { return }
        for entry in entries where !entry.isFolder && entry.name.hasSuffix(ObjectKey.unfinishedSuffix) {
            let path = "\(folder)/\(entry.name)"
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
            close(descriptor)
        }
    }

    /// Puts the new name on the disk as well. A file system that cannot do it leaves the name to its own schedule.
    private static func syncFolder(_ folder: String) {
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
