import Glibc

/// Ends this process soon after the local runner that started it was killed.
///
/// An idle process notices by itself, because its question for the next event fails. One that works for minutes, or
/// hangs, would stay behind: nobody is left to kill it at its timeout. On AWS there is no runner and no watch.
enum RunnerWatch {
    /// The environment variable in which a runner leaves its process identifier.
    static let variable = "LOCAL_RUNNER_PROCESS"

    /// Starts to watch, where a runner asks for it.
    static func start(_ environment: [String: String]) {
        guard let runner = environment[variable].flatMap({ Int($0) }), runner > 0 else { return }
        var thread = pthread_t()
        // A runner that is gone already is noticed at once.
        let status = pthread_create(
            &thread, nil,
            { runner in
                while Int(getppid()) == Int(bitPattern: runner) { usleep(500_000) }
                _exit(1)
            }, UnsafeMutableRawPointer(bitPattern: runner))
        if status == 0 { pthread_detach(thread) }
    }
}
