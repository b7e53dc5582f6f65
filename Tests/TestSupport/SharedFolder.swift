import Foundation

/// The samples beside the project. A user who clones the project does not have them: tests of them are skipped then.
public enum SharedFolder {
    /// The path of a file in it.
    public static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "shared/formats/\(name)").path
    }

    /// Whether they are there.
    public static let isPresent = FileManager.default.fileExists(atPath: path("samples/EXPECTED.json"))
    /// Why tests are skipped.
    public static let missing: String = "../shared/formats is not beside the project"
}

/// The samples that belong to the project.
public enum OwnSamples {
    /// The folder of the package.
    public static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The path of a sample.
    public static func path(_ name: String) -> String { "\(package)/Samples/\(name)" }
}
