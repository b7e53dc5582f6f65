import Foundation
import JSON
import TestSupport
import Testing

/// Uploads as people send them, from the event to the message.
@Suite(.timeLimit(.minutes(5))) struct UploadTests {
    private static let imported = ["Fetch", "Clean", "Diff", "Notify", "Imported"]

    @Test func aFileIsImportedAndImportingItAgainAddsNothing() async throws {
        let machine = Machine()
        let key = "incoming/ann/runs.csv"
        try machine.upload(Upload.runs(30), as: key)
        let first = try await machine.run(Upload.event(key))
        #expect(first.status == "SUCCEEDED")
        #expect(first.path == Self.imported)
        #expect(first.failures.isEmpty)
        #expect(first.output["diff"]?["payload"]?["counts"]?["new"] == 30)
        #expect(first.output["notice"]?["payload"]?["text"] == "30 new")
        for name in ["report.json", "accepted.jsonl", "rejects.csv", "rejects.jsonl"] {
            #expect(machine.object("reports/ann/run-1/\(name)") != nil, "\(name)")
        }
        let before = machine.dump()

        let again = try await machine.run(Upload.event(key), runID: "run-2")
        #expect(again.status == "SUCCEEDED")
        #expect(again.path == ["Fetch", "NotifyAlreadyProcessed", "AlreadyProcessed"])
        #expect(
            again.output["notice"]?["payload"]?["text"]
                == "Nothing new: runs.csv was imported before as import 1; 30 workouts are already stored.")
        #expect(machine.dump() == before)
        #expect(machine.object("reports/ann/run-2/report.json") == nil)
    }

    struct Refused: CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var path: [String]
        var error: String
        /// Part of the cause.
        var says: String
        var key = "incoming/me/upload.csv"
        /// The event, where it is not the simplest one.
        var event: JSON?

        init(
            _ name: String, _ text: String, _ error: String,
            path: [String] = ["Fetch", "Quarantine", "NotifyFailure", "Failed"], says: String,
            key: String = "incoming/me/upload.csv", event: JSON? = nil
        ) {
            testDescription = name
            bytes = Array(text.utf8)
            self.path = path
            self.error = error
            self.says = says
            self.key = key
            self.event = event
        }
    }

    private static let toldOnly = ["Fetch", "NotifyFailure", "Failed"]
    private static let row = "2024-08-01T06:00:00Z,Running,30,5\n"

    static let refused: [Refused] = [
        Refused("empty", "", "Upload.Empty", says: "The file is empty. Export it again"),
        Refused("blank lines", "\n\r\n\n", "Upload.Empty", says: "The file is empty"),
        Refused(
            "a login page", "<!DOCTYPE html><html><body>Sign in</body></html>", "Upload.NotCSV", says: "is a web page"),
        Refused("a zip archive", "PK\u{3}\u{4}rest of the archive", "Upload.NotCSV", says: "a zip archive"),
        Refused("JSON", #"[{"workout": 1}]"#, "Upload.NotCSV", says: "is JSON, not CSV"),
        Refused("binary", "\u{0}\u{1}\u{2}\u{3}\u{0}\u{0}\u{0}\u{4}", "Upload.NotCSV", says: "not CSV"),
        Refused(
            "another table", "city,inhabitants\nBerlin,3700000\n", "Upload.UnknownFormat",
            says: #"no known export has these columns ("city", "inhabitants")"#),
        Refused(
            "no link column",
            "Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (mi),Workout Time (seconds)\n",
            "Upload.MissingColumn", says: "has no column"),
        Refused(
            "the laps of one activity", "Laps,Time,Cumulative Time,Distance\n1,5:00,5:00,1.0\n", "Upload.NotWorkouts",
            says: "not a list of workouts"),
        Refused(
            "too wide", "\(Upload.header),\((0..<1100).map { "c\($0)" }.joined(separator: ","))\n", "Upload.TooWide",
            says: "The header has 1104 columns"),
        Refused(
            "too many bad rows", "\(Upload.header)\n\(row)yesterday,Running,30,5\nlater,Running,30,5\n",
            "Rows.TooManyRejected", path: ["Fetch", "Clean", "Quarantine", "NotifyFailure", "Failed"],
            says: "2 of 3 rows could not be read, more than 20 %"),
        Refused(
            "a key outside incoming/", "", "Upload.KeyInvalid", path: toldOnly,
            says: "not of the form incoming/<user>/<file>",
            key: "reports/me/x.csv"),
        Refused(
            "a key that climbs", "", "Upload.KeyInvalid", path: toldOnly, says: "incoming/<user>/<file>",
            event: Upload.event("incoming/me/../../../etc/passwd")),
        Refused(
            "an object that is not there", "", "Upload.NotFound", path: toldOnly, says: "There is no object",
            event: Upload.event("incoming/me/other.csv")),
        Refused(
            "replaced since the event", "\(Upload.header)\n\(row)", "Upload.Changed", path: toldOnly,
            says: "was replaced",
            event: ["bucket": "b", "key": "incoming/me/upload.csv", "size": 7]),
        Refused("an event of something else", "", "Event.Invalid", path: toldOnly, says: "The event", event: ["a": 1]),
        Refused(
            "units that do not exist", "\(Upload.header)\n\(row)", "Event.Invalid", path: toldOnly, says: "units",
            event: Upload.event("incoming/me/upload.csv", options: ["units": "parsec"])),
    ]

    @Test(arguments: refused)
    func whatCannotBeImportedIsExplainedAndKept(_ upload: Refused) async throws {
        let machine = Machine()
        try machine.upload(Upload.runs(4), as: "incoming/me/good.csv")
        #expect(try await machine.run(Upload.event("incoming/me/good.csv"), runID: "run-0").status == "SUCCEEDED")
        let before = machine.dump()

        try machine.upload(upload.bytes, as: upload.key)
        let run = try await machine.run(upload.event ?? Upload.event(upload.key))
        #expect(run.status == "FAILED")
        #expect(run.path == upload.path)
        #expect(run.error == upload.error)
        #expect(run.cause.contains(upload.says), "\(run.cause)")
        #expect(machine.dump() == before)

        let isKept = upload.path.contains("Quarantine")
        #expect(machine.object("quarantine/me/run-1/upload/upload.csv") == (isKept ? upload.bytes : nil))
        let reason = try machine.object("quarantine/me/run-1/reason.json").map { try JSON(parsing: $0) }
        #expect(reason?["error"] == (isKept ? .string(upload.error) : nil))
        #expect(reason?["message"]?.string?.contains(upload.says) == (isKept ? true : nil))

        // One message, which says the same.
        let messages = FileTree.contents(of: "\(machine.home)/notifications")
        #expect(messages.count == 2)
        let texts = try messages.values.map { try JSON(parsing: Array($0)) }
        #expect(texts.contains { $0["outcome"] == "failed" && $0["error"]?["name"] == .string(upload.error) })
    }

    @Test func anUploadThatIsCalledLikeTheReasonIsKeptBesideIt() async throws {
        let machine = Machine()
        let page = Array("<html>Sign in</html>".utf8)
        try machine.upload(page, as: "incoming/me/reason.json")
        let run = try await machine.run(Upload.event("incoming/me/reason.json"))
        #expect(run.error == "Upload.NotCSV")
        #expect(machine.object("quarantine/me/run-1/upload/reason.json") == page)
        let reason = try JSON(parsing: machine.object("quarantine/me/run-1/reason.json") ?? [])
        #expect(reason["error"] == "Upload.NotCSV")
        #expect(reason["file"]?["bytes"]?.int == page.count)
    }

    @Test(arguments: ["incoming/me/%+5a.csv", "incoming/me/%5.csv", "incoming/me/a%", "incoming/me/%C3.csv"])
    func aKeyThatIsNotFormEncodedIsNoEvent(_ key: String) async throws {
        let object: JSON = ["bucket": ["name": "uploads"], "object": ["key": .string(key)]]
        let run = try await Machine().run(["Records": [["s3": object]]])
        #expect(run.error == "Event.Invalid")
        #expect(run.path == Self.toldOnly)
    }

    @Test func tooManyRejectedRowsAreReportedRowByRow() async throws {
        let machine = Machine()
        let bad = "yesterday,Running,30,5\n"
        try machine.upload(Array("\(Upload.header)\n\(bad)\(Self.row)\(bad)".utf8), as: "incoming/me/r.csv")
        let run = try await machine.run(Upload.event("incoming/me/r.csv"))
        #expect(run.error == "Rows.TooManyRejected")
        #expect(machine.object("reports/me/run-1/rejects.csv") == Array("\(Upload.header)\n\(bad)\(bad)".utf8))
        let report = try JSON(parsing: machine.object("reports/me/run-1/report.json") ?? [])
        #expect(report["status"] == "failed")
        #expect(report["threshold"]?["exceeded"] == true)
        // The user may allow more.
        let allowed = try await machine.run(
            Upload.event("incoming/me/r.csv", options: ["max_rejected_percent": 70]), runID: "run-2")
        #expect(allowed.status == "SUCCEEDED")
        #expect(allowed.output["notice"]?["payload"]?["text"] == "1 new, 2 rows need your attention")
    }

    // MARK: The event's forms

    private static let name = "Läufe & Fahrten [2024] (1)+2.csv"
    private static let formEncoded = "L%C3%A4ufe+%26+Fahrten+%5B2024%5D+%281%29%2B2.csv"

    private func events(size: Int) -> [(String, JSON)] {
        [
            (
                "EventBridge",
                [
                    "version": "0", "id": "17793124-05d4-b198-2fde-7ededc63b103", "detail-type": "Object Created",
                    "source": "aws.s3", "account": "111122223333", "time": "2024-10-10T09:59:58Z",
                    "region": "eu-central-1", "resources": ["arn:aws:s3:::uploads"],
                    "detail": [
                        "version": "0", "bucket": ["name": "uploads"],
                        "object": [
                            "key": .string("incoming/jörg/\(Self.name)"), "size": .int(size),
                            "etag": "b1946ac92492d2347c6235b4d2611184", "sequencer": "00617F08299329D189",
                        ],
                        "request-id": "N4N7GDK58NMKJ12R", "requester": "123456789012",
                        "source-ip-address": "1.2.3.4", "reason": "PutObject",
                    ],
                ]
            ),
            (
                "S3 notification",
                [
                    "Records": [
                        [
                            "eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-central-1",
                            "eventTime": "2024-10-10T09:59:58.000Z", "eventName": "ObjectCreated:Put",
                            "s3": [
                                "s3SchemaVersion": "1.0", "configurationId": "uploads",
                                "bucket": ["name": "uploads", "arn": "arn:aws:s3:::uploads"],
                                "object": [
                                    "key": .string("incoming/j%C3%B6rg/\(Self.formEncoded)"), "size": .int(size),
                                    "eTag": "b1946ac92492d2347c6235b4d2611184", "sequencer": "00617F08299329D189",
                                ],
                            ],
                        ]
                    ]
                ]
            ),
            ("bucket and key", ["bucket": "uploads", "key": .string("incoming/jörg/\(Self.name)")]),
        ]
    }

    @Test func theThreeFormsOfTheEventMeanTheSame() async throws {
        let bytes = Upload.runs(2)
        for (form, event) in events(size: bytes.count) {
            let machine = Machine()
            try machine.upload(bytes, as: "incoming/jörg/\(Self.name)")
            let run = try await machine.run(event)
            #expect(run.path == Self.imported, "\(form): \(run.cause)")
            let source = run.output["fetch"]?["payload"]
            #expect(source?["user"] == "jörg", "\(form)")
            #expect(source?["bucket"] == "uploads", "\(form)")
            #expect(source?["file"]?["name"] == .string(Self.name), "\(form)")
        }
    }

    @Test func aFailureNamesTheFileAsItIsCalledWhateverTheEvent() async throws {
        for (form, event) in events(size: 0) {
            let machine = Machine()
            try machine.upload([], as: "incoming/jörg/\(Self.name)")
            let run = try await machine.run(event)
            #expect(run.error == "Upload.Empty", "\(form)")
            #expect(run.cause.hasPrefix("\(Self.name) was not imported: "), "\(form): \(run.cause)")
            let messages = try FileTree.contents(of: "\(machine.home)/notifications").values.map {
                try JSON(parsing: Array($0))
            }
            #expect(messages.map { $0["user"] } == ["jörg"], "\(form)")
            #expect(machine.object("quarantine/jörg/run-1/upload/\(Self.name)") == [], "\(form)")
        }
    }
}
