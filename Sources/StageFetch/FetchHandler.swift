import Cleaning
import Failures
import JSON
import Storage

/// Finds out what an upload is, archives its bytes, and plans how it is read.
struct FetchHandler {
    /// Counts up when the same file would be read differently, so that it is not taken for processed.
    static let readerVersion = 1

    var objects: any ObjectStore
    var workouts: any WorkoutStore

    /// Does the work; doing it again gives the same.
    ///
    /// - Parameters:
    ///   - reference: The upload.
    ///   - checkpoint: Throws when it is time to give up.
    /// - Throws: ``PipelineError`` `Upload.…` for an upload that cannot be imported.
    func fetch(_ reference: UploadReference, checkpoint: () throws -> Void = {}) throws -> JSON {
        _ = try UploadOptions(json: reference.options)
        guard let info = try objects.head(reference.key) else {
            throw PipelineError(
                .uploadNotFound, "There is no object \(objects.uri(reference.key)). Was it removed after the upload?")
        }
        if let size = reference.size, size != info.size {
            throw PipelineError(
                .uploadChanged,
                "The object \(objects.uri(reference.key)) has \(info.size) bytes, but the event told of \(size): it was "
                    + "replaced after the upload. The later upload has an event of its own.")
        }
        let reader = try objects.open(reference.key)
        let hash = HashingFeed(reader: reader)
        let survey = try Survey(source: hash.read, checkpoint: checkpoint)
        let digest = try hash.finish()
        let importKey = Self.importKey(sha256: digest, options: reference.options)
        let file: JSON = [
            "name": .string(reference.fileName), "bytes": .int(survey.bytes), "sha256": .string(digest),
        ]
        if let earlier = try workouts.findImport(user: reference.user, importKey: importKey) {
            throw PipelineError(
                .uploadAlreadyProcessed,
                "\(reference.fileName) was already imported as import \(earlier.number) on \(earlier.draft.importedAt.prefix(10)).",
                details: [
                    "import": [
                        "id": .string(earlier.draft.id), "number": .int(earlier.number),
                        "imported_at": .string(earlier.draft.importedAt),
                    ],
                    "user": .string(reference.user), "file": file,
                    "report": earlier.draft.context["outputs"]?["report"] ?? .null,
                    "counts": earlier.result.json["counts"] ?? .null,
                ])
        }
        let archive = "archive/\(reference.user)/\(digest.prefix(2))/\(digest).csv"
        if try !objects.exists(archive) { try objects.copy(from: reference.key, to: archive) }
        return [
            "bucket": .string(reference.bucket), "key": .string(reference.key), "user": .string(reference.user),
            "file": file,
            "archive": .string(archive), "format": .string(survey.plan.format), "plan": survey.plan.json,
            "import_key": .string(importKey), "options": reference.options,
        ]
    }

    private static func importKey(sha256: String, options: JSON) -> String {
        SHA256.hex("\(readerVersion) \(sha256) \(options.text(.canonical))")
    }
}

/// Passes the bytes of an object on and hashes them.
private final class HashingFeed {
    private let reader: any ObjectReader
    private var hash: SHA256? = SHA256()

    init(reader: any ObjectReader) {
        self.reader = reader
    }

    func read(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try reader.read(into: buffer)
        hash?.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// The SHA-256 of the whole object, whose rest is read first.
    func finish() throws -> String {
        var rest = [UInt8](repeating: 0, count: 64 << 10)
        while try rest.withUnsafeMutableBytes({ try read($0) }) > 0 {}
        return SHA256.hexadecimal(hash.take()?.finish() ?? [])
    }
}
