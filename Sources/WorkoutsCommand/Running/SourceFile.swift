import Foundation
import Glibc

/// A file that a user names, opened for one reading from start to end.
///
/// Named pipes are read as they fill; devices are refused, because `/dev/zero` has no end.
final class SourceFile {
    private let descriptor: Int32
    private let path: String
    private let isPipe: Bool

    /// Opens a file.
    ///
    /// - Throws: ``CommandFailure`` saying why it cannot be read.
    init(path: String) throws {
        self.path = path
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait where no interruption is heard.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(
                errno == ENOENT
                    ? "There is no file \(path)." : "\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        var status = stat()
        fstat(descriptor, &status)
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFIFO else {
            close(descriptor)
            throw CommandFailure(
                kind == S_IFDIR
                    ? "\(path) is a folder. Name the files in it, or use --watch to import whatever lands there."
                    : "\(path) is a device, not a file.")
        }
        self.descriptor = descriptor
        isPipe = kind == S_IFIFO
    }

    deinit {
        close(descriptor)
    }

    /// Reads some bytes; 0 at the end.
    ///
    /// - Throws: `CancellationError` when the surrounding task is cancelled while it waits for a pipe.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            try Task.checkCancellation()
            if isPipe {
                var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                if Glibc.poll(&poll, 1, 200) == 0 { continue }
            }
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR || errno == EAGAIN else {
                throw CommandFailure("\(path) cannot be read to its end: \(String(cString: strerror(errno))).")
            }
        }
    }
}
