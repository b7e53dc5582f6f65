import Foundation
import LocalRunner
import StatesLanguage
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct EndpointBucketsTests {
    private static let large = Data((0..<(9 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) })

    @Test(arguments: [Data(), Data("abc".utf8), large])
    func anObjectIsReadPieceByPiece(content: Data) async throws {
        try await ObjectServer.serving(["/b/x y.csv": content]) { address, _ in
            let stream = try await EndpointBuckets(endpoint: address)
                .open(ObjectReference(bucket: "b", key: "x y.csv"))
            var bytes: [UInt8] = []
            while let piece = try await stream.next() { bytes += piece }
            #expect(Data(bytes) == content)
        }
    }

    @Test(arguments: [Data("abc".utf8), large])
    func anObjectIsWrittenPieceByPiece(content: Data) async throws {
        try await ObjectServer.serving([:]) { address, server in
            let upload = try await EndpointBuckets(endpoint: address).write(ObjectReference(bucket: "b", key: "k/1"))
            try await upload.append(Array(content.prefix(8 << 20)))
            try await upload.append(Array(content.dropFirst(8 << 20)))
            try await upload.finish()
            #expect(server.objects["/b/k/1"] == content)
        }
    }

    @Test func objectsAreListed() async throws {
        try await ObjectServer.serving(["/b/k/1": Data(), "/b/k/2": Data()]) { address, _ in
            let page = try await EndpointBuckets(endpoint: address).list("b", prefix: "k/", after: nil)
            #expect(page.objects.map(\.key) == ["k/1", "k/2"])
            #expect(page.objects.map(\.entityTag) == ["\"tag\"", "\"tag\""])
            #expect(page.objects.first?.lastModified == Timestamp("2024-01-02T03:04:05Z"))
        }
    }

    @Test func anUploadThatIsNotFinishedIsTakenBack() async throws {
        try await ObjectServer.serving([:]) { address, server in
            do {
                let upload = try await EndpointBuckets(endpoint: address)
                    .write(ObjectReference(bucket: "b", key: "k"))
                try await upload.append(Array(Self.large))
            }
            try await waitUntil("the upload is taken back") { server.requests.contains("DELETE /b/k ") }
            #expect(server.objects.isEmpty)
        }
    }

    @Test func anErrorInAGoodAnswerIsAnError() async throws {
        try await ObjectServer.serving([:]) { address, server in
            server.failCompletions()
            let upload = try await EndpointBuckets(endpoint: address).write(ObjectReference(bucket: "b", key: "k"))
            try await upload.append(Array(Self.large))
            _ = await #expect(throws: ObjectError("b/k: Try again.")) { try await upload.finish() }
        }
    }

    @Test func whatTheServerSaysIsTheReason() async throws {
        try await ObjectServer.serving([:]) { address, _ in
            _ = await #expect(throws: ObjectError("b/k: The specified key does not exist.")) {
                try await EndpointBuckets(endpoint: address).open(ObjectReference(bucket: "b", key: "k"))
            }
        }
    }
}
