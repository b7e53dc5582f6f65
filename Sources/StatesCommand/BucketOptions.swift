import ArgumentParser
import Foundation
import LocalRunner
import StatesLanguage

/// `--s3 DIR`, where distributed Maps read their items and write their results.
struct BucketOptions: ParsableArguments {
    @Option(
        name: .customLong("s3"),
        help: ArgumentHelp(
            "A folder whose folders are the buckets that distributed Maps read from and write to.", valueName: "folder")
    )
    var folder: String?

    func validate() throws {
        var isFolder: ObjCBool = false
        guard let folder else { return }
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("--s3 takes a folder that holds a folder for each bucket; \(folder) is none")
        }
    }

    /// The buckets; without the option none, which every Map Run that wants some is told.
    var store: any BucketStore {
        guard let folder else {
            return NoBuckets(reason: "There are no buckets here. Give a folder of them with --s3 FOLDER.")
        }
        return FolderBuckets(root: folder)
    }
}
