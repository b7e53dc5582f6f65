import Foundation
import Glibc

/// The built `states` with a terminal of its own, as a person has one.
final class PseudoTerminal {
    private struct Failure: Error, CustomStringConvertible { var description: String }

    /// `TIOCSPTLCK` and `TIOCGPTN` of Linux, which the Glibc module leaves out.
    private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    private let process = Process()
    private let master: FileHandle

    /// - Parameter environment: Variables that the tool gets besides those of the tests.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        // What tests beside this one start must not hold the terminal open.
        let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (isLocked, number): (Int32, Int32) = (0, 0)
        guard descriptor >= 0, ioctl(descriptor, Self.setLock, &isLocked) == 0,
            ioctl(descriptor, Self.getNumber, &number) == 0
        else { throw Failure(description: "There is no pseudo-terminal: \(errno)") }
        master = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let screen = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        let handle = FileHandle(fileDescriptor: screen, closeOnDealloc: true)
        // Ctrl-C reaches only those whose terminal it is, so the tool gets a session of its own.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        // The tests may run where nobody wants colour; a person's terminal has it.
        process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "NO_COLOR" }
            .merging(environment) { _, own in own }
        process.arguments = ["--ctty", "--wait", BuiltTool.location?.path ?? "states"] + arguments
        (process.standardInput, process.standardOutput, process.standardError) = (handle, handle, handle)
        try process.run()
    }

    func type(_ text: String) throws { try master.write(contentsOf: Data(text.utf8)) }

    /// What appears until a text does; the suite's time limit ends a wait for ever.
    func read(until text: String) throws -> String {
        var seen = ""
        while !seen.hasSuffix(text) {
            let data = master.availableData
            guard !data.isEmpty else { throw Failure(description: "The tool ended after \(seen)") }
            seen += String(decoding: data, as: UTF8.self)
        }
        return seen
    }

    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}
