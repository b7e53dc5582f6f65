import Foundation
import JSON
import TestSupport
import Testing

/// The commands that look at what is stored, and the one that takes it back.
@Suite(.timeLimit(.minutes(5))) struct LookingTests {
    let home = Home()

    private func importSamples() async throws {
        let run = try await home.workouts(
            "import", OwnSamples.path("generic.csv"), OwnSamples.path("mapmyrun.csv"), OwnSamples.path("strava.csv"),
            OwnSamples.path("hevy.csv"))
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test(arguments: [
        (["list"], 0), (["summary"], 0), (["imports"], 0), (["export"], 0), (["show", "x"], 1), (["rejects", "1"], 1),
        (["undo", "1"], 1),
    ])
    func anEmptyHomeIsNoFailureAndIsNotMade(_ arguments: [String], status: Int) async throws {
        let run = try await home.workouts(arguments)
        #expect(run.status == status, "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: home.path))
    }

    @Test(arguments: [
        ([String](), 19), (["--activity", "run"], 6), (["--activity", "Running"], 6), (["--source", "hevy"], 3),
        (["--from", "2024-09-09"], 8), (["--to", "2024-09-01"], 2),
        (["--from", "2024-09-09", "--to", "2024-09-10"], 4), (["--user", "nobody"], 0), (["--limit", "4"], 4),
    ])
    func listFilters(_ options: [String], count: Int) async throws {
        try await importSamples()
        let table = try await home.workouts(["list"] + options)
        #expect(table.status == 0)
        #expect(table.lines.count == (count == 0 ? table.lines.count : count + 1), "\(table.output)")
        #expect(!table.output.contains("\u{1B}"))
        let json = try await home.start(["list", "--json"] + options).ending()
        #expect(try json.documents().count == count)
    }

    @Test func showTellsAllThatIsKnown() async throws {
        try await importSamples()
        let run = try await home.workouts("show", "strava:7100000002")
        #expect(run.status == 0)
        for text in ["Ride to the lake", "distance_m", "62403", "9120", "Import 3: new, line 3"] {
            #expect(run.output.contains(text), "\(text) in \(run.output)")
        }
        let sets = try await home.workouts("show", "hevy:2024-09-03")
        #expect(sets.output.contains("Bench Press (Barbell)"))
        #expect(sets.output.contains("72.5 kg"))
        let json = try await home.workouts("show", "--json", "mapmyrun:8100000001")
        let record = try JSON(parsing: json.output)
        #expect(record["start_local"] == "2024-08-30")
        #expect(record["elapsed_s"] == 1921)
        #expect(record["distance_m"] == 6228)
        let several = try await home.workouts("show", "mapmyrun:")
        #expect(several.status == 1)
        #expect(several.errors.contains("mapmyrun:8100000001"))
    }

    @Test(arguments: [("week", "2024-W36"), ("month", "2024-09"), ("year", "2024")])
    func summaryAddsUp(_ period: String, first: String) async throws {
        try await importSamples()
        let rows = try await home.workouts("summary", "--by", period, "--json").documents()
        #expect(rows.reduce(0) { $0 + ($1["workouts"]?.int ?? 0) } == 19)
        #expect(rows.contains { $0["period"]?.string == first }, "\(rows)")
        let table = try await home.workouts("summary", "--by", period)
        #expect(table.output.contains(first))
        #expect(!table.output.contains("\u{1B}"))
    }

    @Test func rejectsComeBackByteForByteAndGoInOnceCorrected() async throws {
        try await importSamples()
        let reasons = try await home.workouts("rejects", "2")
        #expect(reasons.output.contains(#"Line 7: "Sept. 31, 2024" in Workout Date"#), "\(reasons.output)")
        let problems = try await home.workouts("rejects", "2", "--json").documents()
        #expect(problems.contains { $0["code"] == "bad_date" && $0["line"] == 7 })
        let rows = try await home.workouts("rejects", "2", "--csv")
        let original = try String(contentsOfFile: OwnSamples.path("mapmyrun.csv"), encoding: .utf8)
            .components(separatedBy: "\r\n")
        #expect(rows.output == "\(original[0])\r\n\(original[6])\r\n")
        let annotated = try await home.workouts("rejects", "2", "--annotated")
        #expect(annotated.output.hasPrefix("_line,_code,_message,Date Submitted,"))
        #expect(annotated.output.contains("7,bad_date,"))

        let corrected = try home.file("corrected.csv", rows.output.replacing("Sept. 31, 2024", with: "Sept. 30, 2024"))
        #expect(try await home.workouts("import", corrected).output.hasPrefix("corrected.csv: 1 new"))
        let none = try await home.workouts("rejects", "1")
        #expect(none.status == 0)
        #expect(none.errors.contains("nothing to correct"))
    }

    @Test func theRejectsOfARefusedFileCanBeSeen() async throws {
        let bad = "yesterday,Running,30,5\n"
        let path = try home.file("bad.csv", "\(Upload.header)\n\(bad)\(bad)")
        let run = try await home.workouts("import", "--json", path)
        #expect(run.status == 1)
        let report = try #require(try run.documents().first)
        #expect(report["status"] == "failed")
        let id = try #require(report["run_id"]?.string)
        let rows = try await home.workouts("rejects", id, "--csv")
        #expect(rows.output == "\(Upload.header)\n\(bad)\(bad)")
        #expect(try await home.workouts("import", "--max-rejected", "100", path).status == 0)
    }

    @Test func undoTakesAnImportBackAsAWhole() async throws {
        #expect(try await home.workouts("import", OwnSamples.path("generic.csv")).status == 0)
        let before = try await home.workouts("export", "--format", "jsonl").output
        #expect(try await home.workouts("import", OwnSamples.path("hevy.csv")).status == 0)
        let undone = try await home.workouts("undo", "2")
        #expect(undone.status == 0)
        #expect(undone.output == "Import 2 (hevy.csv) is undone: 3 removed, 0 restored.\n")
        #expect(try await home.workouts("export", "--format", "jsonl").output == before)
        #expect(try await home.workouts("imports").output.contains("undone"))
        let again = try await home.workouts("undo", "2")
        #expect(again.status == 1)
        #expect(again.errors.contains("undone already"))
        #expect(try await home.workouts("undo", "99").status == 1)
        // What was taken back can be brought in again.
        #expect(try await home.workouts("import", OwnSamples.path("hevy.csv")).output.contains("3 new"))
    }

    @Test func undoRefusesWhereLaterImportsChangedTheSame() async throws {
        let first = try home.file("1.csv", Upload.runs(5))
        let second = try home.file("2.csv", Upload.runs(6).replacing("Running,31,", with: "Running,33,"))
        #expect(try await home.workouts("import", first).status == 0)
        let original = try await home.workouts("export", "--format", "jsonl").output
        #expect(try await home.workouts("import", second).output.contains("1 changed"))
        let changed = try await home.workouts("export", "--format", "jsonl").output
        let refused = try await home.workouts("undo", "1")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("--force"))
        #expect(refused.errors.contains("elapsed_s"))
        #expect(try await home.workouts("export", "--format", "jsonl").output == changed)
        #expect(try await home.workouts("undo", "1", "--force").status == 0)
        #expect(home.workoutCount == 6)
        #expect(try await home.workouts("undo", "2").status == 0)
        #expect(home.workoutCount == 0)
        #expect(original != changed)
    }

    @Test func exportNeutralisesFormulas() async throws {
        let path = try home.file(
            "formulas.csv",
            """
            timestamp,activity_type,duration_minutes,title,notes
            2024-01-01T06:00:00Z,Running,30,"=HYPERLINK(""http://example.invalid"",""x"")",+1
            2024-01-02T06:00:00Z,Running,30,@SUM(1+1),-2+3
            2024-01-03T06:00:00Z,Running,30,"\t=1+1","plain, with a comma"

            """)
        #expect(try await home.workouts("import", path).status == 0)
        let csv = try await home.workouts("export")
        #expect(csv.status == 0)
        #expect(csv.lines.first?.hasPrefix("user,source,key,start_local,start_utc,time_basis,activity,") == true)
        #expect(csv.output.contains(#""'=HYPERLINK(""http://example.invalid"",""x"")""#), "\(csv.output)")
        #expect(csv.output.contains(",'@SUM(1+1),'-2+3,"), "\(csv.output)")
        #expect(csv.output.contains(#","plain, with a comma","#))
        // Programs get what the file said.
        let lines = try await home.workouts("export", "--format", "jsonl").documents()
        #expect(lines.map { $0["title"] }.contains("@SUM(1+1)"))
    }

    @Test func exportFiltersAndIsInOrder() async throws {
        try await importSamples()
        let lines = try await home.workouts("export", "--format", "jsonl", "--source", "strava").documents()
        #expect(lines.map { $0["key"]?.string } == (1...5).map { "strava:710000000\($0)" })
        let csv = try await home.workouts("export", "--activity", "swim")
        #expect(csv.lines.count == 3)
    }

    @Test func aHomeThatIsNoFolderIsSaid() async throws {
        try Data("x".utf8).write(to: URL(filePath: home.path))
        for arguments in [["list"], ["imports"], ["import", OwnSamples.path("generic.csv")]] {
            let run = try await home.workouts(arguments)
            #expect(run.status == 1)
            #expect(run.errors.contains("\(home.path) is not a folder"), "\(run.errors)")
            let inside = try await home.workouts(arguments, environment: ["WORKOUTS_HOME": "\(home.path)/inside"])
            #expect(inside.status == 1)
            #expect(inside.errors.contains("\(home.path) is not a folder"), "\(inside.errors)")
        }
    }

    @Test func aStoreWithoutContentIsAnEmptyOne() async throws {
        try FileManager.default.createDirectory(atPath: home.path, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: home.database))
        let empty = try await home.workouts("list")
        #expect(empty.status == 0)
        #expect(empty.errors.contains("No workouts yet"), "\(empty.errors)")
        #expect(try await home.workouts("import", OwnSamples.path("generic.csv")).status == 0)
        #expect(try await home.workouts("list").lines.count == 6)
    }

    @Test(arguments: [["list"], ["import", OwnSamples.path("generic.csv")]])
    func aFolderInPlaceOfTheStoreIsNamed(_ arguments: [String]) async throws {
        try FileManager.default.createDirectory(atPath: home.database, withIntermediateDirectories: true)
        let run = try await home.workouts(arguments)
        #expect(run.status == 1)
        #expect(run.errors.contains("workouts.sqlite is a folder"), "\(run.errors)")
    }

    @Test func lookingLeavesTheHomeAsItWas() async throws {
        try await importSamples()
        let before = FileTree.contents(of: home.path)
        #expect(before.keys.filter { $0.hasPrefix("workouts.sqlite") } == ["workouts.sqlite"])
        for arguments in [
            ["list"], ["list", "--limit", "2", "--json"], ["summary"], ["imports"], ["imports", "1"], ["export"],
            ["show", "mapmyrun:8100000001"], ["show", "nothing"], ["rejects", "2"],
            ["import", "--dry-run", OwnSamples.path("generic.csv")],
        ] {
            _ = try await home.workouts(arguments)
            #expect(FileTree.contents(of: home.path) == before, "\(arguments)")
        }
    }

    @Test func aClosedPipeIsNoError() async throws {
        let path = try home.file("many.csv", Upload.runs(5000))
        #expect(try await home.workouts("import", path).status == 0)
        let command = try BuiltProducts.path(of: "workouts")
        let run = try await Program.run(
            "/bin/bash", ["-c", "'\(command)' list | head -1; exit ${PIPESTATUS[0]}"],
            environment: ["WORKOUTS_HOME": home.path])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("Date "))
        #expect(run.errors == "")
        let names = FileTree.contents(of: home.path).keys.filter { $0.hasPrefix("workouts.sqlite") }
        #expect(names == ["workouts.sqlite"])
    }
}
