import Failures
import Glibc

/// Turns an error number of the system into an error that says what to do.
enum FileFailure {
    /// The error for a call that failed.
    ///
    /// - Parameters:
    ///   - number: `errno` right after the call.
    ///   - action: What was being done, such as `write`.
    ///   - path: The file or folder.
    static func error(_ number: Int32, _ action: String, _ path: String) -> PipelineError {
        let problem = "Cannot \(action) \(path): \(String(cString: strerror(number)))."
        return switch number {
        case ENOENT: PipelineError(.uploadNotFound, "There is no \(path).")
        case ENOSPC, EDQUOT, EFBIG:
            PipelineError(
                .objectsUnusable, "\(problem) Free some space on that disk, then import again.", code: "no_space")
        case EACCES, EPERM, EROFS:
            PipelineError(
                .objectsUnusable, "\(problem) Make the folder writable for this user, or choose another home.",
                code: "no_permission")
        case ENOTDIR, EISDIR, EEXIST, ENAMETOOLONG, ELOOP, ENOTEMPTY:
            PipelineError(.objectsUnusable, "\(problem) Something else is in its place.", code: "in_the_way")
        default: PipelineError(.objectsUnavailable, problem)
        }
    }
}
