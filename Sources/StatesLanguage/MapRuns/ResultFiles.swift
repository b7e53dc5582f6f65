import JSON

/// Bytes for the driver to write behind those that it wrote to the same object before.
public struct ResultPart: Hashable, Sendable {
    /// The ARN of the Map Run.
    public var mapRun: String
    /// The object; the first part begins it.
    public var object: ObjectReference
    /// What to add.
    public var bytes: [UInt8]
    /// Whether the object is complete with this part.
    public var isLast: Bool
}

/// The files that a `ResultWriter` makes of the results of a Map Run: one for each way to end, and a manifest.
struct ResultFiles: Sendable {
    /// How an execution stands, as the names of files have it. `FAILED` is for timed out and aborted ones as well.
    enum Group: String, CaseIterable, Sendable {
        case failed = "FAILED"
        case pending = "PENDING"
        case succeeded = "SUCCEEDED"
    }

    private struct File: Sendable {
        var number = 0
        var size = 0
        var buffer: [UInt8] = []
        var isBegun = false
        var finished: [JSON] = []
    }

    /// Bytes that are gathered before they are written.
    private static let partSize = 1 << 20
    /// Bytes of a file, after which the next one begins.
    private static let maximumFile = 5_000_000_000

    let destination: ResultDestination
    private let outputType: ResultWriter.OutputType
    private let mapRun: MapRun
    private var files: [Group: File] = [:]

    /// - Parameter earlier: Files with successes from before a redrive.
    init(
        _ destination: ResultDestination, _ outputType: ResultWriter.OutputType, for mapRun: MapRun, earlier: [JSON]
    ) {
        self.destination = destination
        self.outputType = outputType
        self.mapRun = mapRun
        files[.succeeded] = File(number: earlier.count, finished: earlier)
    }

    /// The files of a group that are complete, as the manifest lists them.
    func finished(_ group: Group) -> [JSON] { files[group]?.finished ?? [] }

    /// What the state gives as its result.
    var output: JSON {
        [
            "MapRunArn": .string(mapRun.arn),
            "ResultWriterDetails": [
                "Bucket": .string(destination.bucket),
                "Key": .string(destination.key(of: "manifest.json", run: mapRun.id)),
            ],
        ]
    }

    /// Adds results to a group's file.
    ///
    /// - Returns: What can be written now.
    mutating func add(_ results: [JSON], to group: Group) -> ResultPart? {
        var file = files.removeValue(forKey: group) ?? File()
        defer { files[group] = file }
        for result in results {
            switch outputType {
            case .json: file.buffer.append(file.isBegun ? UInt8(ascii: ",") : UInt8(ascii: "["))
            case .jsonLines: if file.isBegun { file.buffer.append(0x0A) }
            }
            file.isBegun = true
            file.buffer += result.bytes()
        }
        if file.size + file.buffer.count >= Self.maximumFile { return close(&file, group) }
        guard file.buffer.count >= Self.partSize else { return nil }
        return part(of: &file, group, isLast: false)
    }

    /// What is left to write, the manifest last.
    mutating func finish() -> [ResultPart] {
        var parts: [ResultPart] = []
        for group in Group.allCases {
            guard var file = files[group], file.isBegun else { continue }
            parts.append(close(&file, group))
            files[group] = file
        }
        var listed = JSONObject()
        for group in Group.allCases { listed[group.rawValue] = .array(finished(group)) }
        let manifest: JSON = [
            "DestinationBucket": .string(destination.bucket), "MapRunArn": .string(mapRun.arn),
            "ResultFiles": .object(listed),
        ]
        parts.append(
            ResultPart(
                mapRun: mapRun.arn, object: object("manifest.json"), bytes: manifest.bytes(), isLast: true))
        return parts
    }

    private func close(_ file: inout File, _ group: Group) -> ResultPart {
        file.buffer.append(outputType == .json ? UInt8(ascii: "]") : 0x0A)
        let part = part(of: &file, group, isLast: true)
        file.finished.append(["Key": .string(part.object.key), "Size": .int(file.size)])
        file = File(number: file.number + 1, finished: file.finished)
        return part
    }

    private func part(of file: inout File, _ group: Group, isLast: Bool) -> ResultPart {
        let suffix = outputType == .json ? "json" : "jsonl"
        let part = ResultPart(
            mapRun: mapRun.arn, object: object("\(group.rawValue)_\(file.number).\(suffix)"), bytes: file.buffer,
            isLast: isLast)
        file.size += file.buffer.count
        file.buffer = []
        return part
    }

    private func object(_ name: String) -> ObjectReference {
        ObjectReference(bucket: destination.bucket, key: destination.key(of: name, run: mapRun.id))
    }
}
