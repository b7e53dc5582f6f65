import Foundation
import JSON
import TestSupport
import Testing

/// `workouts import`, as a user runs it.
@Suite(.timeLimit(.minutes(5))) struct ImportTests {
    let home = Home()

    @Test(arguments: [
        ("generic.csv", 5, 5, 0), ("mapmyrun.csv", 7, 6, 1), ("strava.csv", 5, 5, 0), ("hevy.csv", 13, 3, 0),
    ])
    func theSamplesGoIn(_ name: String, rows: Int, workouts: Int, rejected: Int) async throws {
        let run = try await home.workouts("import", OwnSamples.path(name))
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "")
        #expect(run.lines.first?.hasPrefix("\(name): \(workouts) new, 0 changed") == true, "\(run.output)")
        #expect(run.output.contains("need your attention") == false || rejected > 0)
        #expect(!run.output.contains("\u{1B}"))
        #expect(home.workoutCount == workouts)

        let other = Home()
        let json = try await other.workouts("import", "--json", OwnSamples.path(name))
        #expect(json.status == 0)
        let reports = try json.documents()
        #expect(reports.count == 1)
        let counts = try #require(reports.first?["counts"])
        #expect(counts["rows"]?.int == rows)
        #expect(counts["new"]?.int == workouts)
        #expect(counts["rejected"]?.int == rejected)
        #expect(reports.first?.sumsClose == true)
        #expect(reports.first?["status"]?.string == (rejected == 0 ? "complete" : "partial"))
    }

    @Test func severalFilesGiveOneReportEachAndOneBadFileFailsTheCommand() async throws {
        let page = try home.file("page.csv", "<html>Sign in</html>")
        let run = try await home.workouts(
            "import", "--json", OwnSamples.path("generic.csv"), page, OwnSamples.path("hevy.csv"))
        #expect(run.status == 1)
        let reports = try run.documents()
        #expect(reports.map { $0["status"]?.string } == ["complete", "failed", "complete"])
        #expect(reports[1]["error"]?["name"] == "Upload.NotCSV")
        #expect(reports[1]["error"]?["code"] == "not_csv_html")
        #expect(home.workoutCount == 8)
    }

    @Test func importingAgainSaysThatNothingIsNew() async throws {
        let path = OwnSamples.path("strava.csv")
        #expect(try await home.workouts("import", path).status == 0)
        let before = home.dump()
        let again = try await home.workouts("import", path)
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("strava.csv: nothing new; imported before as import 1 on 20"), "\(again.output)")
        #expect(home.dump() == before)

        let json = try #require(try await home.workouts("import", "--json", path).documents().first)
        #expect(json["status"] == "already_processed")
        #expect(json["counts"]?["new"] == 0)
        #expect(json["counts"]?["unchanged"] == 5)
    }

    @Test func aLaterExportBringsWhatIsNewAndChanged() async throws {
        let first = try home.file("1.csv", Upload.runs(10))
        let changed = Upload.runs(12).replacing("Running,31,", with: "Running,33,")
        let second = try home.file("2.csv", changed)
        #expect(try await home.workouts("import", first).status == 0)
        let run = try await home.workouts("import", second)
        #expect(run.lines.first == "2.csv: 2 new, 1 changed, 9 unchanged")
        let shown = try await home.workouts("imports", "2")
        #expect(shown.output.contains("elapsed_s"), "\(shown.output)")
    }

    @Test func aDryRunRemovesTheCopyThatAKilledOneLeft() async throws {
        let home = Home()
        let path = try home.file("runs.csv", Upload.runs(3))
        let leftover = "\(home.folder.path)/workouts-dry-run-killed"
        try FileManager.default.createDirectory(atPath: leftover, withIntermediateDirectories: true)
        try Data("somebody's".utf8).write(to: URL(filePath: "\(leftover)/workouts.sqlite"))
        let run = try await home.workouts(["import", "--dry-run", path], environment: ["TMPDIR": home.folder.path])
        #expect(run.status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.folder.path) == ["files"])
    }

    @Test func aDryRunWritesNothing() async throws {
        let path = OwnSamples.path("mapmyrun.csv")
        let empty = try await home.workouts("import", "--dry-run", path)
        #expect(empty.status == 0)
        #expect(empty.output.hasPrefix("mapmyrun.csv: would be 6 new"), "\(empty.output)")
        #expect(!FileManager.default.fileExists(atPath: home.path))

        #expect(try await home.workouts("import", OwnSamples.path("generic.csv")).status == 0)
        let before = FileTree.contents(of: home.path)
        let full = try await home.workouts("import", "--dry-run", path)
        #expect(full.status == 0)
        #expect(full.output.hasPrefix("mapmyrun.csv: would be 6 new"))
        let known = try await home.workouts("import", "--dry-run", OwnSamples.path("generic.csv"))
        #expect(known.status == 0)
        #expect(known.output.contains("nothing new"), "\(known.output)")
        #expect(FileTree.contents(of: home.path) == before)
    }

    @Test func aDryRunOfABadFileTellsOfNoPlaceThatIsGone() async throws {
        let page = try home.file("page.csv", "<html>Sign in</html>")
        let run = try await home.workouts("import", "--dry-run", page)
        #expect(run.status == 1)
        #expect(run.errors.contains("is a web page"))
        #expect(!run.errors.contains("kept"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: home.path))
    }

    @Test func aFailureSaysOnceWhereTheFileIsKept() async throws {
        let page = try home.file("page.csv", "<html>Sign in</html>")
        let run = try await home.workouts("import", page)
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(run.errors.components(separatedBy: "quarantine/").count == 2, "\(run.errors)")
        #expect(run.errors.hasPrefix("Error: page.csv was not imported: The file is a web page, not CSV."))
    }

    @Test(arguments: [
        ("missing.csv", "There is no file"), (".", "is a folder"),
    ])
    func whatIsNoFileIsSaid(_ name: String, says: String) async throws {
        let run = try await home.workouts("import", "\(home.folder.path)/\(name)")
        #expect(run.status == 1)
        #expect(run.errors.contains(says), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: home.database))
    }

    @Test(arguments: [
        ["import"], ["import", "--units", "parsec", "x.csv"], ["import", "--timezone", "Mars", "x.csv"],
        ["import", "--user", "a/b", "x.csv"], ["import", "--max-rejected", "101", "x.csv"], ["nonsense"],
        ["import", "--nonsense"], ["list", "--from", "yesterday"], ["list", "--activity", "flying"], ["show"],
        ["summary", "--by", "day"], ["export", "--format", "xml"], ["rejects"], ["undo"],
    ])
    func wrongUsageExitsWith64(_ arguments: [String]) async throws {
        let run = try await home.workouts(arguments)
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.output == "")
        #expect(run.errors.contains("Usage:") || run.errors.contains("--help"), "\(run.errors)")
    }

    @Test func helpTeachesTheCommand() async throws {
        let run = try await home.workouts("--help")
        #expect(run.status == 0)
        for name in ["import", "list", "show", "summary", "imports", "rejects", "undo", "export"] {
            #expect(run.output.contains("  \(name) "), "\(name)")
        }
    }

    @Test func aFieldOfManyMegabytesIsOneRejectedRow() async throws {
        let rows = Upload.runs(8).split(separator: "\n").map(String.init)
        let huge = "2024-01-01T00:00:00Z,Running,30,\"\(String(repeating: "x", count: 20_000_000))\""
        let path = try home.file("huge.csv", ([rows[0], rows[1], huge] + rows[2...]).joined(separator: "\n") + "\n")
        let run = try await home.workouts("import", "--json", path)
        #expect(run.status == 0, "\(run.errors)")
        let report = try #require(try run.documents().first)
        #expect(report["counts"]?["rows"] == 9)
        #expect(report["counts"]?["new"] == 8)
        #expect(report["by_code"]?.array?.map { $0["code"] } == ["record_too_long"])
        #expect(report["by_code"]?[0]?["first_lines"] == [3])
        let back = try await home.workouts("rejects", "1", "--csv")
        #expect(back.output == "\(rows[0])\n\(huge)\n")
    }

    @Test func aQuoteThatNothingClosesCostsOneRow() async throws {
        var rows = Upload.runs(9000).split(separator: "\n").map(String.init)
        rows.insert("2024-01-01T00:00:00Z,Running,30,\"5", at: 1)
        let path = try home.file("open.csv", rows.joined(separator: "\n") + "\n")
        let run = try await home.workouts("import", "--json", path)
        #expect(run.status == 0, "\(run.errors)")
        let report = try #require(try run.documents().first)
        #expect(report["counts"]?["new"] == 9000)
        #expect(report["counts"]?["rejected"] == 1)
        #expect(report["by_code"]?[0]?["code"] == "unclosed_quote")
        #expect(report["by_code"]?[0]?["first_lines"] == [2])
    }

    // MARK: Others at work

    @Test func whatLandsInAWatchedFolderIsImported() async throws {
        let landing = "\(home.folder.path)/landing"
        try FileManager.default.createDirectory(atPath: landing, withIntermediateDirectories: true)
        let early = try home.file("early.csv", Upload.runs(3))
        try FileManager.default.moveItem(atPath: early, toPath: "\(landing)/early.csv")
        let watching = try home.start(["import", "--watch", landing])
        try await waitUntil("the file that was there") { watching.output.contains("early.csv: 3 new") }
        let late = try home.file("late.csv", Upload.runs(4, from: 100))
        try FileManager.default.moveItem(atPath: late, toPath: "\(landing)/late.csv")
        try await waitUntil("the file that landed") { watching.output.contains("late.csv: 4 new") }
        try Data("<html>".utf8).write(to: URL(filePath: "\(landing)/page.csv"))
        try await waitUntil("the bad file") { watching.errors.contains("page.csv was not imported") }
        watching.send(SIGINT)
        #expect(try await watching.ending().status == 0)
        #expect(home.workoutCount == 7)
    }

    @Test func twoImportsAtOnceOfDifferentFilesBothGoIn() async throws {
        let paths = try [home.file("a.csv", Upload.runs(400)), home.file("b.csv", Upload.runs(400, from: 400))]
        let programs = try paths.map { try home.start(["import", $0]) }
        for program in programs {
            let ending = try await program.ending()
            #expect(ending.status == 0, "\(ending.errors)")
            #expect(ending.output.contains("400 new"))
        }
        #expect(home.workoutCount == 800)
        let imports = try await home.workouts("imports", "--json").documents()
        #expect(imports.map { $0["number"] } == [1, 2])
    }

    @Test func twoImportsAtOnceOfTheSameFileStoreItOnce() async throws {
        let path = try home.file("a.csv", Upload.runs(400))
        let programs = try (0..<3).map { _ in try home.start(["import", "--json", path]) }
        var new = 0
        for program in programs {
            let ending = try await program.ending()
            #expect(ending.status == 0, "\(ending.errors)")
            new += try ending.documents().first?["counts"]?["new"]?.int ?? -1
        }
        #expect(new == 400)
        #expect(home.workoutCount == 400)
    }

    @Test(arguments: ["Fetch", "Clean", "Diff"])
    func anInterruptionLeavesTheStoreAsItWas(_ state: String) async throws {
        #expect(try await home.workouts("import", OwnSamples.path("generic.csv")).status == 0)
        let before = home.dump()
        let large = try home.file("large.csv", Upload.runs(30_000))
        let program = try home.start(["import", "--verbose", large])
        try await waitUntil("the state \(state)", within: .seconds(90)) { program.errors.contains("[states] \(state)") }
        program.send(SIGINT)
        let ending = try await program.ending()
        #expect(ending.status == 1)
        #expect(ending.errors.contains("Interrupted: large.csv was not imported"), "\(ending.errors)")
        #expect(home.dump() == before)
        // Nothing is left of the copy, and the file can be imported afterwards.
        let copies = FileTree.contents(of: "\(home.path)/incoming") { $0.hasSuffix(".csv") }
        #expect(copies.isEmpty)
        #expect(FileTree.contents(of: "\(home.path)/reports/me").keys.count { $0.hasSuffix("report.json") } == 1)
        #expect(FileTree.contents(of: home.path) { $0.hasSuffix(".unfinished") }.isEmpty)
        let small = try await home.workouts("import", OwnSamples.path("strava.csv"))
        #expect(small.status == 0)
    }

    @Test(arguments: ["Fetch", "Clean", "Diff"])
    func theNextImportRemovesWhatAKilledOneLeft(_ state: String) async throws {
        // Large enough that the import is not over before a busy machine gets round to the kill.
        let large = try home.file("large.csv", Upload.runs(120_000))
        let program = try home.start(["import", "--verbose", large])
        try await waitUntil("the state \(state)", within: .seconds(90)) { program.errors.contains("[states] \(state)") }
        program.send(SIGKILL)
        #expect(try await program.ending().status == 128 + SIGKILL)
        let left = FileTree.contents(of: "\(home.path)/incoming") { $0.hasSuffix(".csv") }
        #expect(left.count == 1)
        // The stages notice within half a second that nobody waits for them.
        try await Task.sleep(for: .seconds(1))
        #expect(try await home.workouts("import", OwnSamples.path("generic.csv")).status == 0)
        let files = FileTree.contents(of: home.path).keys
        #expect(files.filter { $0.hasPrefix("incoming/") && $0.hasSuffix(".csv") } == [])
        #expect(files.filter { $0.hasSuffix(".unfinished") || $0.hasPrefix("workouts.sqlite-") } == [])
        #expect(files.count { $0.hasPrefix("reports/") && $0.hasSuffix("report.json") } == home.importCount)
    }

    @Test func aLockedStoreIsSaidToBeLocked() async throws {
        #expect(try await home.workouts("import", OwnSamples.path("generic.csv")).status == 0)
        let lock = StoreLock(home.database)
        let program = try home.start(["import", "--verbose", OwnSamples.path("strava.csv")])
        try await waitUntil("the store to be needed") { program.errors.contains("[states] Diff") }
        lock.release()
        let ending = try await program.ending()
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(home.workoutCount == 10)
    }

    @Test func theWebhookGetsExactlyOneMessage() async throws {
        try await WebhookServer.serving([]) { address, server in
            let run = try await home.workouts(
                "import", OwnSamples.path("generic.csv"), environment: ["WORKOUTS_WEBHOOK": address])
            #expect(run.status == 0)
            #expect(server.deliveries.count == 1)
            let body = try JSON(parsing: server.deliveries.first?.body ?? "")
            #expect(body["text"] == "5 new")
            #expect(body["delivery_id"]?.string == server.deliveries.first?.deliveryID)
            #expect(
                FileManager.default.fileExists(
                    atPath: "\(home.path)/notifications/\(server.deliveries[0].deliveryID).json"))
            // Trying does not tell anybody.
            let dry = try await home.workouts(
                "import", "--dry-run", OwnSamples.path("hevy.csv"), environment: ["WORKOUTS_WEBHOOK": address])
            #expect(dry.status == 0)
            #expect(server.deliveries.count == 1)
        }
    }

    @Test func aMessageThatIsSentAgainHasTheSameID() async throws {
        try await WebhookServer.serving([503]) { address, server in
            let run = try await home.workouts(
                "import", OwnSamples.path("generic.csv"), environment: ["WORKOUTS_WEBHOOK": address])
            #expect(run.status == 0, "\(run.errors)")
            #expect(server.deliveries.count == 2)
            #expect(Set(server.deliveries.map(\.deliveryID)).count == 1)
        }
    }

    @Test func aWebhookThatRefusesIsSaidAndTheWorkoutsStay() async throws {
        try await WebhookServer.serving([410]) { address, server in
            let run = try await home.workouts(
                "import", OwnSamples.path("generic.csv"), environment: ["WORKOUTS_WEBHOOK": address])
            #expect(run.status == 1)
            #expect(run.output.contains("5 new"))
            #expect(run.errors.contains("could not be delivered"))
            #expect(!run.errors.contains(address))
            #expect(home.workoutCount == 5)
        }
    }
}
