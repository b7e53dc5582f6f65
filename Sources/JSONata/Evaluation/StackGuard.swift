import Glibc

/// Notices when the stack of a thread runs short, and runs what is left on a larger one.
///
/// How large a thread's stack is depends on who made the thread, and deep recursion is allowed in expressions.
struct StackGuard {
    /// Bytes of the caller's stack that an evaluation may use.
    private static let share = 192 << 10
    /// The size of the larger stack; memory is taken only as it is used.
    private static let largeSize = 256 << 20

    private let start: UInt
    private let size: Int

    init(isLarge: Bool = false) {
        start = Self.position
        size = isLarge ? Self.largeSize - (1 << 20) : Self.share
    }

    /// Whether the share is used up.
    var isShort: Bool {
        let position = Self.position
        return position < start && start - position > UInt(size)
    }

    /// Where the stack ends just now.
    @inline(__always)
    private static var position: UInt {
        var marker: UInt8 = 0
        return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }

    /// Runs work on a thread with a large stack and waits for it.
    ///
    /// - Returns: False where the thread could not be made.
    static func onLargerStack(_ work: () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        guard pthread_attr_setstacksize(&attributes, largeSize) == 0 else { return false }
        return withoutActuallyEscaping(work) { work in
            let box = Unmanaged.passRetained(Work(run: work))
            var thread = pthread_t()
            let status = pthread_create(
                &thread, &attributes,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue().run()
                    return nil
                }, box.toOpaque())
            if status == 0 { pthread_join(thread, nil) }
            box.release()
            return status == 0
        }
    }

    private final class Work {
        let run: () -> Void

        init(run: @escaping () -> Void) {
            self.run = run
        }
    }
}
