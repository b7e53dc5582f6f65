import Glibc

/// A program that takes over the terminal until it ends, as an editor does.
package enum ForegroundProgram {
    /// Runs a command of the shell with arguments, and waits for its end.
    ///
    /// It stays in this program's process group, which has the terminal: one in a group of its own is stopped as soon as it
    /// reads. Ctrl-C works in it although this program may ignore it.
    ///
    /// - Parameters:
    ///   - command: What the shell reads; `$1` and so on are the arguments.
    ///   - arguments: Handed over beside the command, whatever characters they have.
    /// - Returns: Its exit code, or 128 and the signal that ended it, as shells count; nil when it cannot be started.
    package static func run(_ command: String, arguments: [String]) -> Int32? {
        var attributes = posix_spawnattr_t()
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGQUIT] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let words = ["sh", "-c", command, "sh"] + arguments
        let pointers = words.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", nil, &attributes, pointers + [nil], environ) == 0 else { return nil }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
