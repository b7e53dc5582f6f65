import Foundation

/// The two streams: results on standard output, talk on standard error.
enum Terminal {
    static func output(_ text: String) {
        write(text, to: .standardOutput)
    }

    static func talk(_ text: String) {
        write(text, to: .standardError)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data((text + "\n").utf8))
        } catch {
            // The reader closed the pipe, which is its right.
        }
    }
}
