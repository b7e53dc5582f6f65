import Failures
import JSON
import Storage
import Synchronization
import Testing

@testable import StageNotify

/// Keeps what was published.
final class MessageRecorder: Publisher {
    let messages = Mutex<[Message]>([])

    func publish(_ message: Message) throws(PipelineError) -> String {
        messages.withLock { $0.append(message) }
        return "id-\(message.deliveryID.prefix(4))"
    }
}

@Suite struct NotifyTests {
    let recorder = MessageRecorder()
    var handler: NotifyHandler { NotifyHandler(objects: LocalObjectStore(root: "/home/me/w"), publisher: recorder) }

    static let source: JSON = ["user": "me", "key": "incoming/me/my.csv", "file": ["name": "my.csv"]]

    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var event: JSONObject
        var text: String

        init(_ text: String, _ event: JSONObject) {
            testDescription = text
            self.event = event
            self.text = text
        }

        static func counts(_ text: String, _ counts: JSON) -> Case {
            Case(text, ["outcome": "imported", "source": source, "result": ["counts": counts]])
        }

        static func failure(_ text: String, _ error: String, _ cause: JSON?, kept: Bool = false) -> Case {
            var failure: JSONObject = ["Error": .string(error)]
            failure["Cause"] = cause
            return Case(
                text,
                [
                    "outcome": "failed", "source": source, "failure": .object(failure),
                    "quarantine": kept ? ["key": "quarantine/r1/my.csv"] : .null,
                ])
        }
    }

    static let cases: [Case] = [
        .counts("12 new, 2 changed, 3 rows need your attention", ["new": 12, "changed": 2, "rejected": 3]),
        .counts("1 new", ["new": 1, "changed": 0, "unchanged": 9]),
        .counts("1 changed, 1 row needs your attention", ["new": 0, "changed": 1, "rejected": 1]),
        .counts("Nothing new: 45 workouts are already stored.", ["new": 0, "changed": 0, "unchanged": 45]),
        .counts(
            "Nothing new: 1 workout is already stored. 2 rows need your attention.",
            ["new": 0, "changed": 0, "unchanged": 1, "rejected": 2]),
        .counts("Nothing new: the file holds no workouts.", ["new": 0, "changed": 0, "unchanged": 0]),
        Case(
            "Nothing new: my.csv was imported before as import 7.",
            [
                "outcome": "already_processed", "source": source,
                "previous": ["number": 7, "imported_at": "2024-01-22T10:00:00Z"],
            ]),
        Case("Nothing new: my.csv was imported before.", ["outcome": "already_processed", "source": source]),
        Case(
            "Nothing new: my.csv was imported before as import 7; 45 workouts are already stored.",
            [
                "outcome": "already_processed", "event": ["key": "incoming/me/my.csv"],
                "failure": [
                    "Error": "Upload.AlreadyProcessed",
                    "Cause": .string(
                        #"{"errorMessage":"m","details":{"import":{"number":7},"counts":{"new":40,"unchanged":5}}}"#),
                ],
            ]),
        Case(
            "ü b.csv was not imported: no.",
            [
                "outcome": "failed", "failure": ["Error": "X", "Cause": "no"], "quarantine": ["key": nil],
                "event": ["Records": [["s3": ["object": ["key": "incoming/you/%C3%BC+b.csv"]]]]],
            ]),
        .failure(
            "my.csv was not imported: It is a web page. Download the file itself. "
                + "The file is kept at file:///home/me/w/quarantine/r1/my.csv.",
            "Upload.NotCSV",
            #"{"errorMessage":"It is a web page. Download the file itself.","errorType":"Upload.NotCSV"}"#, kept: true),
        .failure(
            "my.csv was not imported: the work took longer than it may. Try again, or split the file.",
            "States.Timeout", nil),
        .failure(
            "my.csv was not imported: the work took longer than it may. Try again, or split the file.",
            "Sandbox.Timedout",
            #"{"errorMessage":"RequestId: 1 Error: Task timed out after 3.00 seconds","errorType":"Sandbox.Timedout"}"#),
        .failure(
            "my.csv was not imported: a part of the program stopped unexpectedly. Try again; if it happens again, "
                + "please report it.",
            "Runtime.ExitError",
            #"{"errorMessage":"RequestId: 1 Error: Runtime exited","errorType":"Runtime.ExitError"}"#),
        .failure("my.csv was not imported: it failed with My.Own.", "My.Own", nil),
        .failure("my.csv was not imported: plain words.", "My.Own", "plain words"),
        Case(
            "a b.csv was not imported: no.",
            [
                "outcome": "failed", "failure": ["Error": "X", "Cause": "no"],
                "event": ["detail": ["object": ["key": "incoming/you/a b.csv"]]],
            ]),
        Case("The upload was not imported: no.", ["outcome": "failed", "failure": ["Error": "X", "Cause": "no"]]),
    ]

    @Test(arguments: cases)
    func tellsPeople(_ example: Case) throws {
        var event = example.event
        event["run"] = ["id": "r1"]
        let output = try handler.handle(NotifyInput(.object(event)))
        #expect(output.json["text"] == .string(example.text))
        #expect(output.json["cause"] == (event["outcome"] == "failed" ? .string(example.text) : nil))
    }

    @Test func tellsMachines() throws {
        let result: JSON = [
            "import": ["id": "r1", "number": 3], "counts": ["new": 1], "period": ["from": "2024-01-01"],
            "personal_records": [["kind": "longest"]], "report": "reports/r1/report.json",
        ]
        let event: JSON = ["run": ["id": "r1"], "outcome": "imported", "source": Self.source, "result": result]
        let first = try handler.handle(NotifyInput(event))
        let again = try handler.handle(NotifyInput(event))
        #expect(first.message == again.message)
        #expect(first.json["delivery_id"]?.string?.count == 32)
        let body = first.message.body
        #expect(body["schema"] == "workout-notification/1")
        #expect(body["report"] == "file:///home/me/w/reports/r1/report.json")
        #expect(body["import"]?["number"] == 3)
        #expect(body["user"] == "me")
        #expect(body["error"] == .null)
    }

    @Test(arguments: [
        ("{}", "run"), (#"{"run":{}}"#, "run.id"), (#"{"run":{"id":"r"},"outcome":"lost"}"#, "outcome"),
        (#"{"run":{"id":"r"},"outcome":"imported"}"#, "result"),
        (#"{"run":{"id":"r"},"outcome":"failed","failure":"x"}"#, "failure"),
    ])
    func namesTheMemberThatIsWrong(_ text: String, member: String) throws {
        let event = try JSON(parsing: text)
        let error = #expect(throws: PipelineError.self) { try NotifyInput(event) }
        #expect(error?.name == .eventInvalid)
        #expect(error?.details["member"] == .string(member))
    }
}
