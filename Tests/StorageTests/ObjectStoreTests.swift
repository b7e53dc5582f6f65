import Failures
import Glibc
import Storage
import TestSupport
import Testing

@Suite struct ObjectStoreTests {
    let folder = TemporaryFolder()
    var store: LocalObjectStore { LocalObjectStore(root: folder.path + "/") }

    @Test func whatWasPutIsRead() throws {
        try store.put("reports/a b/report.json", Array("{}".utf8))
        #expect(try store.contents(of: "reports/a b/report.json") == Array("{}".utf8))
        #expect(try store.head("reports/a b/report.json")?.size == 2)
        #expect(store.uri("reports/a b/ü.json") == "file://\(folder.path)/reports/a%20b/%C3%BC.json")
    }

    @Test(arguments: ["", "/etc/passwd", "a/../b", "..", "a//b", "a/", "./a", "a\0b", "x.unfinished"])
    func keysStayInsideTheRoot(_ key: String) {
        let error = #expect(throws: PipelineError.self) { try store.put(key, []) }
        #expect(error?.name == .uploadKeyInvalid)
    }

    @Test func anObjectAppearsWithCommitOnly() throws {
        try store.put("a/b", Array("old".utf8))
        do {
            let writer = try store.create("a/b")
            try writer.write(Array("new".utf8))
            #expect(try store.contents(of: "a/b") == Array("old".utf8))
            try writer.commit()
        }
        #expect(try store.contents(of: "a/b") == Array("new".utf8))
        #expect(try names(in: "a") == ["b"])
    }

    @Test func aDroppedWriterLeavesNothing() throws {
        do { try store.create("a/b").write([UInt8](repeating: 7, count: 300_000)) }
        #expect(try !store.exists("a/b"))
        #expect(try names(in: "a") == [])
    }

    @Test func leftoversOfKilledWritersGoAndLiveOnesStay() throws {
        let living = try store.create("a/living")
        close(open("\(folder.path)/a/.dead.unfinished", O_CREAT | O_WRONLY, 0o600))
        try store.put("a/next", [1])
        #expect(try names(in: "a").count == 2)
        try living.commit()
        #expect(try names(in: "a") == ["living", "next"])
    }

    @Test func filesArePrivate() throws {
        try store.put("a/b", [1])
        var status = stat()
        #expect(stat("\(folder.path)/a/b", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(stat("\(folder.path)/a", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
    }

    @Test func copiesListsAndDeletes() throws {
        for key in ["b/2", "b/1", "b/c/3", "a"] { try store.put(key, [1]) }
        try store.copy(from: "a", to: "b/a")
        #expect(try store.list(prefix: "b/") == ["b/1", "b/2", "b/a", "b/c/3"])
        #expect(try store.list(prefix: "b/c") == ["b/c/3"])
        #expect(try store.list(prefix: "zzz/") == [])
        #expect(try store.list(prefix: "").count == 5)
        try store.delete("b/1")
        try store.delete("b/1")
        #expect(try !store.exists("b/1"))
    }

    @Test func aMissingObjectIsNotFound() {
        let error = #expect(throws: PipelineError.self) { try store.open("nothing/here") }
        #expect(error?.name == .uploadNotFound)
    }

    @Test func aFileInTheWayIsUnusable() throws {
        try store.put("a", [1])
        let error = #expect(throws: PipelineError.self) { try store.put("a/b", [1]) }
        #expect(error?.name == .objectsUnusable)
    }

    @Test(arguments: [1, 3, 7, 64])
    func linesDoNotDependOnTheBlockSize(_ size: Int) throws {
        try store.put("lines", Array("one\n\nthree is long\nlast".utf8))
        let lines = ObjectLines(try store.open("lines"), blockSize: size)
        var found: [String] = []
        while let line = try lines.next() { found.append(String(decoding: line, as: UTF8.self)) }
        #expect(found == ["one", "", "three is long", "last"])
    }

    @Test func knownHashes() {
        #expect(SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(SHA256.hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    private func names(in key: String) throws -> [String] {
        guard let directory = opendir("\(folder.path)/\(key)") else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix("..") && name != "." { names.append(name) }
        }
        return names.sorted()
    }
}
