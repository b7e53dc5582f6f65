import Foundation

/// The executables that were built beside the tests.
public enum BuiltProducts {
    /// The path of an executable that a test target depends on.
    ///
    /// The test bundle is `…/debug/NAME.xctest` and the executables are its neighbours, whichever process runs the bundle.
    public static func path(of name: String) throws -> String {
        for argument in CommandLine.arguments + [Bundle.main.bundlePath + "/x"] {
            var folder = URL(fileURLWithPath: argument)
            while folder.path != "/" {
                folder.deleteLastPathComponent()
                let candidate = folder.appendingPathComponent(name).path
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
                    return candidate
                }
            }
        }
        throw NotBuilt(name: name, arguments: CommandLine.arguments)
    }

    /// An executable that is not where executables are built.
    public struct NotBuilt: Error {
        var name: String
        var arguments: [String]
    }
}
