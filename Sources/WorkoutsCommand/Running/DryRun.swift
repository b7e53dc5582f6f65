import Foundation
import Storage

/// A copy of the store to try an import on, removed afterwards.
struct DryRun {
    /// The stores of the copy.
    let storage: StorageEnvironment
    private let folder: URL

    /// Copies the workouts of a store; its objects are not needed.
    init(of original: StorageEnvironment) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "workouts-dry-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        storage = try StorageEnvironment(["WORKOUTS_HOME": folder.path])
        if FileManager.default.fileExists(atPath: original.databasePath) {
            do {
                try original.workouts(.readOnly).snapshot(to: storage.databasePath)
            } catch {
                remove()
                throw error
            }
        }
    }

    /// Removes the copy.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }
}
