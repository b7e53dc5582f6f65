public import Failures
import Glibc

/// Shows other processes that a run is alive: a lock on its folder `incoming/<user>/<run>/`, which the system lifts when
/// the process ends, however it ends.
///
/// A run that ended removes its folder. A folder without a lock is what a run left that was killed.
public final class RunLock {
    private let descriptor: Int32

    /// Makes the run's folder and locks it.
    ///
    /// - Throws: `Objects.Unusable` where that cannot be done.
    public init(_ storage: StorageEnvironment, user: String, runID: String) throws(PipelineError) {
        let path = try LocalObjectStore(root: storage.home).path("incoming/\(user)/\(runID)")
        while true {
            try Folder.make(path)
            if let descriptor = try Self.lock(path) {
                self.descriptor = descriptor
                return
            }
        }
    }

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The lock of a run that is dead; nil for one that is alive or has no folder.
    static func ofDeadRun(_ path: String) -> RunLock? {
        guard let descriptor = try? lock(path) else { return nil }
        return RunLock(descriptor: descriptor)
    }

    deinit { close(descriptor) }

    /// Locks a folder.
    ///
    /// - Returns: nil where another process has it, or has just removed it.
    private static func lock(_ path: String) throws(PipelineError) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileFailure.error(errno, "open", path)
        }
        var status = stat()
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0 {
            return descriptor
        }
        close(descriptor)
        return nil
    }
}
