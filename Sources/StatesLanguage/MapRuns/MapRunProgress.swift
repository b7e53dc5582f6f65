public import JSON

/// How far a Map Run came that did not succeed: what a redrive needs, so that only what did not succeed runs again.
public struct MapRunProgress: Hashable, Sendable {
    /// The run's ARN, which it keeps.
    public let arn: String
    /// When it began.
    let startDate: Timestamp
    /// How often it was redriven before.
    let redriveCount: Int
    /// How many children were started.
    let started: Int
    /// Which of them did not succeed.
    let unsuccessful: Set<Int>
    /// The results of those that did, where the state keeps them itself.
    let results: [Int: [JSON]]
    /// The files with their results, as the manifest lists them.
    let files: [JSON]

    /// The name of the Map state in the run's ARN.
    var label: String {
        let name = arn.split(separator: ":").dropLast().last ?? ""
        return name.split(separator: "/").last.map(String.init) ?? ""
    }

    /// Whether a child need not run again.
    func hasSucceeded(_ index: Int) -> Bool { index < started && !unsuccessful.contains(index) }
}

extension MapRunProgress {
    /// What stands of a run that ended.
    init(_ state: MapRunState, _ run: MapRun) {
        // What was on its way to a file that never was finished is lost, and runs again.
        let isLost = state.setup.distribution.destination != nil && state.results.files == nil
        self.init(
            arn: run.arn, startDate: run.startDate, redriveCount: run.redriveCount, started: isLost ? 0 : state.started,
            unsuccessful: isLost ? [] : state.unsuccessful,
            results: state.results.kept.filter { !state.unsuccessful.contains($0.key) },
            files: state.results.files?.finished(.succeeded) ?? [])
    }

    /// The progress as a document.
    public var json: JSON {
        [
            "mapRunArn": .string(arn), "startDate": .string(startDate.iso8601), "redriveCount": .int(redriveCount),
            "started": .int(started), "unsuccessful": .array(unsuccessful.sorted().map { .int($0) }),
            "results": .array(
                results.sorted { $0.key < $1.key }.map { ["index": .int($0.key), "results": .array($0.value)] }),
            "files": .array(files),
        ]
    }

    /// Reads a document; nil where it is none of a Map Run's progress.
    public init?(_ json: JSON) {
        guard let arn = json["mapRunArn"]?.string, let start = json["startDate"]?.string.flatMap({ Timestamp($0) }),
            let started = json["started"]?.int, let unsuccessful = json["unsuccessful"]?.array
        else { return nil }
        var results: [Int: [JSON]] = [:]
        for entry in json["results"]?.array ?? [] {
            if let index = entry["index"]?.int { results[index] = entry["results"]?.array }
        }
        self.init(
            arn: arn, startDate: start, redriveCount: json["redriveCount"]?.int ?? 0, started: started,
            unsuccessful: Set(unsuccessful.compactMap(\.int)), results: results, files: json["files"]?.array ?? [])
    }
}
