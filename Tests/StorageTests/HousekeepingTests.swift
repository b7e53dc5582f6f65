import Foundation
import JSON
import TestSupport
import Testing

@testable import Storage

/// What killed runs leave, and what is left of that.
@Suite struct HousekeepingTests {
    let folder = TemporaryFolder()
    private var objects: LocalObjectStore { LocalObjectStore(root: folder.path) }
    private let dead = "01JABCDEFGHJKMNPQRSTVWXYZ0"
    private let other = "01JABCDEFGHJKMNPQRSTVWXYZ1"

    private func storage() throws -> StorageEnvironment {
        try StorageEnvironment(["WORKOUTS_HOME": folder.path])
    }

    private func put(_ keys: String...) throws {
        for key in keys { try objects.put(key, [1]) }
    }

    /// The objects that are there, the store of workouts left out.
    private func kept() throws -> [String] {
        try Housekeeping(storage()).removeLeftovers()
        return FileTree.contents(of: folder.path) { !$0.hasPrefix("workouts.sqlite") }.keys.filter {
            !$0.hasSuffix("/")
        }.sorted()
    }

    @Test func whatAKilledRunLeftGoes() throws {
        try put("incoming/me/\(dead)/a.csv", "reports/me/\(dead)/report.json", "reports/me/\(other)/report.json")
        try put("quarantine/me/\(dead)/upload/a.csv", "archive/me/ab/abc.csv")
        for folder in ["incoming/me/\(dead)", "archive/me/ab", "notifications"] {
            let path = "\(self.folder.path)/\(folder)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try Data([1]).write(to: URL(filePath: "\(path)/.x1.unfinished"))
        }
        // The other run ended: it has no folder in incoming/.
        #expect(try kept() == ["archive/me/ab/abc.csv", "reports/me/\(other)/report.json"])
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/incoming/me/\(dead)"))
    }

    @Test func whatWasExplainedStays() throws {
        let explained = [
            "quarantine/me/\(dead)/reason.json", "quarantine/me/\(dead)/upload/a.csv", "reports/me/\(dead)/report.json",
        ]
        for key in explained { try put(key) }
        try put("incoming/me/\(dead)/a.csv")
        #expect(try kept() == explained)
    }

    @Test func whatWasStoredKeepsItsReport() throws {
        try put("incoming/me/\(dead)/a.csv", "reports/me/\(dead)/report.json")
        var draft = Upload(name: "1", asOf: "", workouts: []).draft
        draft.id = dead
        _ = try storage().workouts().record(draft, lines: ObjectLines(BytesReader([])))
        #expect(try kept() == ["reports/me/\(dead)/report.json"])
    }

    @Test func whoeverIsAliveIsNotDisturbed() throws {
        let lock = try RunLock(storage(), user: "me", runID: dead)
        let keys = ["incoming/me/\(dead)/a.csv", "reports/me/\(dead)/report.json"]
        for key in keys { try put(key) }
        try put("incoming/me/\(other)/b.csv", "reports/me/\(other)/report.json")
        let writer = try objects.create("archive/me/ab/living")
        #expect(try kept().filter { !$0.hasSuffix(".unfinished") } == keys)
        try writer.commit()
        #expect(try objects.exists("archive/me/ab/living"))
        withExtendedLifetime(lock) {}
    }

    @Test func foldersOfUsersAreTheirOwn() throws {
        let keys = ["incoming/me/2024/a.csv", "incoming/me/01jabcdefghjkmnpqrstvwxyz0/b.csv", "incoming/me/c.csv"]
        for key in keys { try put(key) }
        #expect(try kept() == keys.sorted())
    }

    @Test func aStoreInUseIsForTheNextTime() throws {
        try put("incoming/me/\(dead)/a.csv", "reports/me/\(dead)/report.json")
        _ = try storage().workouts()
        let lock = try StoreLock(storage().databasePath)
        #expect(try kept().count == 2)
        lock.release()
        #expect(try kept() == [])
    }

    @Test func aHomeThatIsNotThereIsNotMade() throws {
        let home = "\(folder.path)/none"
        Housekeeping(try StorageEnvironment(["WORKOUTS_HOME": home])).removeLeftovers()
        #expect(!FileManager.default.fileExists(atPath: home))
    }
}
