import Failures
import Glibc

/// Reads a file.
final class LocalObjectReader: ObjectReader {
    private let descriptor: Int32
    private let path: String

    init(path: String) throws(PipelineError) {
        self.path = path
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            // A file where the key has a folder: there is no such object either.
            throw FileFailure.error(errno == ENOTDIR ? ENOENT : errno, "read", path)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(PipelineError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw FileFailure.error(errno, "read", path) }
        }
    }
}
