import Failures
import JSON
import SQLite
import TestSupport
import Testing
import Workouts

@testable import StageDiff
@testable import Storage

@Suite struct DiffTests {
    let folder = TemporaryFolder()
    var objects: LocalObjectStore { LocalObjectStore(root: folder.path) }

    private func handler() throws -> DiffHandler {
        DiffHandler(objects: objects, workouts: try SQLiteWorkoutStore(path: "\(folder.path)/w.sqlite"))
    }

    private func event(records: Int, rows: Int) -> JSON {
        [
            "run": ["id": "r1", "started_at": "2026-01-01T00:00:00Z"],
            "source": [
                "bucket": "local", "key": "incoming/me/my.csv", "user": "me", "format": "generic", "import_key": "k",
                "file": ["name": "my.csv", "bytes": 10, "sha256": "ab"], "options": ["units": "mi"],
            ],
            "cleaned": [
                "outputs": ["report": "reports/r1/report.json", "accepted": "reports/r1/accepted.jsonl"],
                "counts": [
                    "rows": .int(rows), "blank": 1, "excluded": 2, "rejected": 1, "flagged": 0,
                    "records": .int(records),
                ],
                "as_of": "2024-01-22", "period": ["from": "2024-01-01", "to": "2024-01-22"],
            ],
        ]
    }

    private func put(_ workouts: [Workout]) throws {
        let lines = workouts.map { String(decoding: $0.canonicalText(includingRows: true), as: UTF8.self) }
        try objects.put("reports/r1/accepted.jsonl", Array(lines.joined(separator: "\n").utf8))
        try objects.put(
            "reports/r1/report.json",
            Array(
                #"{"schema":"reject-report/1","status":"partial","counts":{"lines":9,"records":3},"by_code":[{"code":"x"}]}"#
                    .utf8))
    }

    private func workout(_ key: String, rows: [Int], distance: Double) -> Workout {
        var workout = Workout(
            key: key, keyBasis: .native, format: "generic",
            startLocal: LocalDateTime(date: CivilDate(dayNumber: 19_000)), timeBasis: .floating, activity: .run,
            activityRaw: "Run")
        workout.rows = rows
        workout.measures[.distance] = distance
        return workout
    }

    @Test func theSumsOfTheReportClose() throws {
        try put([
            workout("a", rows: [2, 3], distance: 1), workout("b", rows: [4], distance: 1),
            workout("a", rows: [5, 6], distance: 1), workout("b", rows: [7], distance: 2),
        ])
        let output = try handler().handle(DiffInput(event(records: 4, rows: 9)))
        let report = try JSON(parsing: objects.contents(of: "reports/r1/report.json"))
        let counts = try #require(report["counts"])
        #expect(counts["lines"] == 9)
        #expect(counts["records"] == 2)
        #expect(counts["new"] == 2)
        #expect(counts["flagged"] == 1)
        #expect(counts["duplicate_in_file"] == 3)
        #expect(report["import"] == 1)
        #expect(report["status"] == "partial")
        let byCode: JSON = [
            ["code": "x"],
            ["code": "duplicate_in_file", "severity": "info", "rows": 3, "first_lines": [4, 5, 6]],
            ["code": "conflicting_duplicate", "severity": "flagged", "rows": 1, "first_lines": [7]],
        ]
        #expect(report["by_code"] == byCode)
        #expect(output.json["counts"]?["records"] == 2)
        #expect(output.json["import"]?["number"] == 1)
        #expect(output.json["period"]?["to"] == "2024-01-22")
    }

    @Test func aRerunIsEqualToTheByte() throws {
        try put([workout("a", rows: [2], distance: 1), workout("a", rows: [3], distance: 5)])
        let input = try DiffInput(event(records: 2, rows: 5))
        let first = try handler().handle(input).json.text()
        let report = try objects.contents(of: "reports/r1/report.json")
        #expect(try handler().handle(input).json.text() == first)
        #expect(try objects.contents(of: "reports/r1/report.json") == report)
    }

    @Test func whereTheReportCannotBeWrittenNothingIsStored() throws {
        try put([workout("a", rows: [2], distance: 1)])
        let before = try objects.contents(of: "reports/r1/report.json")
        var handler = try handler()
        handler.objects = FullStore(objects)
        let input = try DiffInput(event(records: 1, rows: 4))
        let error = #expect(throws: PipelineError.self) { try handler.handle(input) }
        #expect(error?.code == "no_space")
        #expect(try handler.workouts.imports(user: nil).isEmpty)
        #expect(try objects.contents(of: "reports/r1/report.json") == before)
        handler.objects = objects
        #expect(try handler.handle(input).importNumber == 1)
    }

    @Test func aReportDoesNotTellOfWhatCouldNotBeStored() throws {
        try put([workout("a", rows: [2], distance: 1)])
        let before = try objects.contents(of: "reports/r1/report.json")
        let path = "\(folder.path)/w.sqlite"
        let store = try SQLiteWorkoutStore(path: path, busyTimeout: .milliseconds(20))
        let handler = DiffHandler(objects: objects, workouts: store)
        // Whoever reads an empty store keeps the first import from being committed.
        let other = try Database(path: path, mode: .readOnly, busyTimeout: .zero)
        try other.execute("BEGIN; SELECT count(*) FROM users")
        let input = try DiffInput(event(records: 1, rows: 4))
        let error = #expect(throws: PipelineError.self) { try handler.handle(input) }
        #expect(error?.name == .storeUnavailable)
        #expect(try objects.contents(of: "reports/r1/report.json") == before)
        try other.execute("COMMIT")
        #expect(try handler.handle(input).importNumber == 1)
        #expect(try JSON(parsing: objects.contents(of: "reports/r1/report.json"))["import"] == 1)
    }

    @Test func timeRunningOutStoresNothing() throws {
        try put([workout("a", rows: [2], distance: 1)])
        let handler = try handler()
        let error = #expect(throws: PipelineError.self) {
            try handler.handle(DiffInput(event(records: 1, rows: 4))) { () throws(PipelineError) in
                throw PipelineError(.deadlineExceeded, "late")
            }
        }
        #expect(error?.name == .deadlineExceeded)
        #expect(try handler.workouts.imports(user: nil).isEmpty)
    }

    @Test(arguments: [
        ["run"], ["run", "id"], ["run", "started_at"], ["source", "user"], ["source", "file", "sha256"],
        ["source", "import_key"], ["cleaned", "outputs", "accepted"], ["cleaned", "counts", "records"],
    ])
    func namesTheMemberThatIsMissing(_ path: [String]) throws {
        let event = event(records: 1, rows: 1).removing(path[...])
        let error = #expect(throws: PipelineError.self) { try DiffInput(event) }
        #expect(error?.name == .eventInvalid)
        #expect(error?.message.contains(path.joined(separator: ".")) == true)
    }
}

/// Objects on a disk that is full.
private struct FullStore: ObjectStore {
    let objects: LocalObjectStore

    init(_ objects: LocalObjectStore) {
        self.objects = objects
    }

    func create(_ key: String, durability: ObjectDurability) throws(PipelineError) -> any ObjectWriter {
        throw PipelineError(.objectsUnusable, "There is no space.", code: "no_space")
    }

    func copy(from source: String, to destination: String) throws(PipelineError) {
        throw PipelineError(.objectsUnusable, "There is no space.", code: "no_space")
    }

    func head(_ key: String) throws(PipelineError) -> ObjectInfo? { try objects.head(key) }
    func open(_ key: String) throws(PipelineError) -> any ObjectReader { try objects.open(key) }
    func delete(_ key: String) throws(PipelineError) { try objects.delete(key) }
    func list(prefix: String) throws(PipelineError) -> [String] { try objects.list(prefix: prefix) }
    func uri(_ key: String) -> String { objects.uri(key) }
}

extension JSON {
    fileprivate func removing(_ path: ArraySlice<String>) -> JSON {
        guard var object, let first = path.first else { return self }
        object[first] = path.count == 1 ? nil : object[first]?.removing(path.dropFirst())
        return .object(object)
    }
}
