import Foundation
import JSON
import LocalRunner
import StatesLanguage
import TestSupport
import Testing

@Suite struct FolderBucketsTests {
    private let folder = TemporaryFolder()

    init() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/b", withIntermediateDirectories: false)
    }

    private var buckets: FolderBuckets { FolderBuckets(root: folder.path) }

    private func put(_ key: String, _ text: String) async throws {
        let upload = try await buckets.write(ObjectReference(bucket: "b", key: key))
        try await upload.append(Array(text.utf8))
        try await upload.finish()
    }

    @Test func whatWasWrittenIsReadAndListed() async throws {
        try await put("x/2.txt", "two")
        try await put("x/10.txt", "")
        try await put("y", "other")
        let stream = try await buckets.open(ObjectReference(bucket: "b", key: "x/2.txt"))
        #expect(try await stream.next() == Array("two".utf8))
        #expect(try await stream.next() == nil)
        let page = try await buckets.list("b", prefix: "x/", after: nil)
        #expect(page.objects.map(\.key) == ["x/10.txt", "x/2.txt"])
        #expect(page.objects.map(\.size) == [0, 3])
        #expect(page.next == nil)
    }

    @Test func whatCannotTakeItsPlaceIsRemoved() async throws {
        try await put("k/inner", "is in the way")
        let upload = try await buckets.write(ObjectReference(bucket: "b", key: "k"))
        await #expect(throws: ObjectError.self) { try await upload.finish() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["b"])
    }

    @Test func anObjectThatIsNotFinishedNeverWas() async throws {
        try await put("k", "old")
        do {
            let upload = try await buckets.write(ObjectReference(bucket: "b", key: "k"))
            try await upload.append([1, 2, 3])
        }
        let stream = try await buckets.open(ObjectReference(bucket: "b", key: "k"))
        #expect(try await stream.next() == Array("old".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/b") == ["k"])
    }

    @Test(arguments: [("b", "../x"), ("..", "x"), ("b", "a//b"), ("b", ""), ("a/b", "x"), ("b", "./x")])
    func keysThatAFileSystemReadsOtherwiseAreRefused(bucket: String, key: String) async {
        await #expect(throws: ObjectError.self) {
            try await buckets.write(ObjectReference(bucket: bucket, key: key))
        }
        await #expect(throws: ObjectError.self) {
            try await buckets.open(ObjectReference(bucket: bucket, key: key))
        }
    }

    @Test func whatIsBeingWrittenIsInNoBucket() async throws {
        try await put("k", "old")
        let upload = try await buckets.write(ObjectReference(bucket: "b", key: "k"))
        try await upload.append([1])
        #expect(try await buckets.list("b", prefix: "", after: nil).objects.map(\.key) == ["k"])
        try await upload.finish()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["b"])
    }

    @Test func aBucketIsNotMadeByWritingIntoIt() async throws {
        _ = await #expect(
            throws: ObjectError("The specified bucket does not exist: there is no folder \(folder.path)/none")
        ) {
            try await buckets.write(ObjectReference(bucket: "none", key: "k"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["b"])
    }

    @Test(arguments: [("b", nil), ("none", "States.ResultWriterFailed")] as [(String, String?)])
    func resultsGoOnlyIntoBucketsThatAreThere(bucket: String, error: String?) async throws {
        let map: JSON = [
            "Type": "Map", "End": true,
            "ItemProcessor": [
                "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "P",
                "States": ["P": ["Type": "Pass", "End": true]],
            ],
            "ResultWriter": [
                "Resource": "arn:aws:states:::s3:putObject", "Parameters": ["Bucket": .string(bucket), "Prefix": "r"],
            ],
        ]
        let definition = try Definition(["StartAt": "M", "States": ["M": map]])
        let interpreter = Interpreter(
            runner: MockTaskRunner([:]), buckets: buckets, clock: VirtualClock(now: Timestamp(seconds: 0)))
        let execution = await interpreter.run(Execution(definition, input: [1]))
        #expect(execution.error == error)
    }

    @Test func whatIsNotThereIsNamed() async {
        await #expect(throws: ObjectError.self) { try await buckets.open(ObjectReference(bucket: "b", key: "k")) }
        await #expect(throws: ObjectError.self) { try await buckets.list("none", prefix: "", after: nil) }
    }
}
