import CLibFuzzer
import Foundation

/// `fuzz TARGET [libFuzzer's options and folders]`: gives a reader inputs until one breaks it.
@main struct Fuzz {
    /// The target of this process; set once, before libFuzzer starts.
    nonisolated(unsafe) private(set) static var target: any FuzzTarget.Type = JSONTarget.self

    static func main() {
        let name = CommandLine.arguments.dropFirst().first ?? ""
        guard let target = FuzzTargets.all.first(where: { $0.name == name }) else {
            let names = FuzzTargets.all.map { $0.name }.joined(separator: ", ")
            FileHandle.standardError.write(Data("usage: fuzz TARGET [OPTION…] [CORPUS…]; targets: \(names)\n".utf8))
            exit(64)
        }
        self.target = target
        // libFuzzer takes every argument without a dash for a folder, so it does not get the target's name.
        exit(drive(arguments: CommandLine.arguments.prefix(1) + CommandLine.arguments.dropFirst(2)))
    }

    /// - Returns: The exit status; a crash ends the process before.
    private static func drive(arguments: ArraySlice<String>) -> CInt {
        let copies = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: arguments.count + 1)
        for (index, argument) in arguments.enumerated() { copies[index] = strdup(argument) }
        copies[arguments.count] = nil
        var count = CInt(arguments.count)
        var pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = copies
        return LLVMFuzzerRunDriver(&count, &pointer, checkInput)
    }
}

private func checkInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Fuzz.target.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}
