import ArgumentParser
import Foundation
import LocalRunner
import StatesLanguage

/// `--s3`, where distributed Maps read their items and write their results.
struct BucketOptions: ParsableArguments {
    @Option(
        name: .customLong("s3"),
        help: ArgumentHelp(
            "Where distributed Maps read and write: a folder whose folders are buckets, or the URL of a server that "
                + "speaks S3.", valueName: "folder|url"))
    var place: String?

    func validate() throws {
        guard let place, !EndpointOptions.isURL(place) else { return }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("--s3 takes a URL, or a folder that holds a folder for each bucket; \(place) is none")
        }
    }

    /// The buckets; without the option none, which every Map Run that wants some is told.
    var store: any BucketStore {
        guard let place else {
            return NoBuckets(reason: "There are no buckets here. Give a folder of them with --s3 FOLDER.")
        }
        return EndpointOptions.isURL(place) ? EndpointBuckets(endpoint: place) : FolderBuckets(root: place)
    }
}
