import Foundation
import Glibc
import Storage

/// A copy of the store to try an import on, removed afterwards.
///
/// The copy is locked while its process lives. One without a lock belonged to a process that was killed, and goes when the
/// next dry run begins: nobody's workouts stay behind among the temporary files.
final class DryRun {
    private static let prefix = "workouts-dry-run-"

    /// The stores of the copy.
    let storage: StorageEnvironment
    private let folder: URL
    private let lock: Int32

    /// Copies the workouts of a store; its objects are not needed.
    init(of original: StorageEnvironment) throws {
        Self.removeLeftovers()
        folder = FileManager.default.temporaryDirectory.appending(path: Self.prefix + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        storage = try StorageEnvironment(["WORKOUTS_HOME": folder.path])
        lock = Self.lock(folder) ?? -1
        if FileManager.default.fileExists(atPath: original.databasePath) {
            do {
                try original.workouts(.readOnly).snapshot(to: storage.databasePath)
            } catch {
                remove()
                throw error
            }
        }
    }

    deinit {
        if lock >= 0 { close(lock) }
    }

    /// Removes the copy.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    private static func removeLeftovers() {
        let temporary = FileManager.default.temporaryDirectory
        let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let folder = temporary.appending(path: name)
            guard let lock = lock(folder) else { continue }
            try? FileManager.default.removeItem(at: folder)
            close(lock)
        }
    }

    /// Locks a folder of ours; nil where a living process has it.
    private static func lock(_ folder: URL) -> Int32? {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_uid == getuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
            return descriptor
        }
        close(descriptor)
        return nil
    }
}
