import Failures
import Glibc
import SQLite

/// Removes what runs left that were killed: their copy of the upload, the outputs of what was never stored, and files
/// that never became whole.
///
/// A run that ended, well or not, has removed its folder below `incoming/`, so that nothing of it is looked at here. What
/// was stored keeps its reports, and so does a failure that was explained in the quarantine. Other processes may import
/// meanwhile: what is locked is left alone, and what cannot be decided now is left for the next time.
public struct Housekeeping {
    private struct Run {
        var user: String
        var id: String
        var lock: RunLock
    }

    private let storage: StorageEnvironment

    /// The housekeeping of a home.
    public init(_ storage: StorageEnvironment) {
        self.storage = storage
    }

    /// Removes what it finds. A failure is none of the import's that is about to begin.
    public func removeLeftovers() {
        let runs = deadRuns()
        guard !runs.isEmpty else { return }
        // Only who lives writes; what a writer has in hand it has locked.
        removeUnfinished(below: storage.home)
        do throws(PipelineError) {
            // A stage may outlive its runner by a moment. While the store is ours it can store nothing, and when it comes to
            // complete its report afterwards the report is gone, so that it gives up.
            let store = try SQLiteWorkoutStore(path: storage.databasePath, busyTimeout: .milliseconds(100))
            try store.database.transaction { () throws(PipelineError) in
                for run in runs {
                    let isStored = try store.storedImport(id: run.id) != nil
                    remove(run, isStored: isStored)
                }
            }
        } catch {
            // The store is in use or broken: the next import tries again.
        }
    }

    private func deadRuns() -> [Run] {
        var runs: [Run] = []
        let incoming = "\(storage.home)/incoming"
        for user in folders(incoming) {
            // Users may have folders of their own there.
            for id in folders("\(incoming)/\(user)") where Self.isRunID(id) {
                guard let lock = RunLock.ofDeadRun("\(incoming)/\(user)/\(id)") else { continue }
                runs.append(Run(user: user, id: id, lock: lock))
            }
        }
        return runs
    }

    private func remove(_ run: Run, isStored: Bool) {
        let name = "\(run.user)/\(run.id)"
        let quarantine = "\(storage.home)/quarantine/\(name)"
        // The reason is written last.
        let isExplained = access("\(quarantine)/reason.json", F_OK) == 0
        if !isStored, !isExplained {
            Folder.remove("\(storage.home)/reports/\(name)")
            Folder.remove(quarantine)
        }
        // Last, since it is the mark of what is to be done.
        Folder.remove("\(storage.home)/incoming/\(name)")
        withExtendedLifetime(run.lock) {}
    }

    private func removeUnfinished(below folder: String) {
        LocalObjectWriter.removeLeftovers(in: folder)
        for name in folders(folder) { removeUnfinished(below: "\(folder)/\(name)") }
    }

    private func folders(_ path: String) -> [String] {
        ((try? Folder.entries(path)) ?? []).filter(\.isFolder).map(\.name)
    }

    /// Whether a name is a ULID, as the runs of one machine have it.
    private static func isRunID(_ name: String) -> Bool {
        name.utf8.count == 26 && name.utf8.allSatisfy { Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8).contains($0) }
    }
}
