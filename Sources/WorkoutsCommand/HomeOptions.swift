import ArgumentParser
import Failures
import Foundation
import Storage

/// Where everything is kept, and whose it is.
struct HomeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder that holds everything.", valueName: "folder"))
    var home: String?

    /// The folder, absolute.
    func folder(environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        let chosen: String
        if let home {
            chosen = home
        } else if let home = environment["WORKOUTS_HOME"], !home.isEmpty {
            chosen = home
        } else if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            chosen = "\(data)/workouts"
        } else {
            chosen = "\(environment["HOME"] ?? NSHomeDirectory())/.local/share/workouts"
        }
        return URL(filePath: chosen, directoryHint: .isDirectory).standardizedFileURL.path
            .withoutTrailingSlash
    }

    /// The stores in the folder.
    func storage() throws -> StorageEnvironment {
        let folder = folder()
        if let file = Self.file(inTheWayOf: folder) {
            throw CommandFailure(
                file == folder
                    ? "\(folder) is not a folder. Choose another home with --home or WORKOUTS_HOME."
                    : "There can be no folder \(folder), since \(file) is not a folder. Choose another home with --home "
                        + "or WORKOUTS_HOME.")
        }
        return try StorageEnvironment(["WORKOUTS_HOME": folder])
    }

    /// The workouts, to be looked at; nil where nothing was imported yet.
    func workouts() throws -> (any WorkoutStore)? {
        let storage = try storage()
        return storage.isEmpty ? nil : try storage.workouts(.readOnly)
    }

    /// What stands where a folder, or one that it is in, has to be.
    private static func file(inTheWayOf folder: String) -> String? {
        var url = URL(filePath: folder)
        while true {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
                return isFolder.boolValue ? nil : url.path.withoutTrailingSlash
            }
            guard url.pathComponents.count > 1 else { return nil }
            url.deleteLastPathComponent()
        }
    }
}

extension String {
    fileprivate var withoutTrailingSlash: String {
        count > 1 && hasSuffix("/") ? String(dropLast()) : self
    }
}

/// A failure that a command tells about and that makes it exit with 1.
struct CommandFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
