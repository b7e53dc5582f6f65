import Testing

@testable import Formats

@Suite struct HeaderTests {
    @Test(
        arguments: [
            ("Distance (mi)", "distance", "mi"), (" date  submitted ", "date submitted", nil),
            ("\u{FEFF}Activity ID", "activity id", nil), ("<span class=\"x\">Type</span>", "type", nil),
            ("Workout Time (Seconds)", "workout time", "seconds"), ("(kg)", "(kg)", nil),
            ("Aktivita\u{308}tsart", "aktivitätsart", nil),
        ] as [(String, String, String?)])
    func namesAreComparedWithoutWhatVaries(_ text: String, name: String, unit: String?) {
        let column = Header(cells: [text]).columns[0]
        #expect(column.name == name)
        #expect(column.unit == unit)
    }

    @Test func repeatedNamesAreNumberedWhateverADataFrameMadeOfThem() {
        let occurrences = { (cells: [String]) in Header(cells: cells).columns.map(\.occurrence) }
        #expect(occurrences(["Distance", "x", "Distance"]) == [0, 0, 1])
        #expect(occurrences(["Distance", "x", "Distance.1"]) == [0, 0, 1])
        #expect(occurrences(["v.1", "v.2"]) == [0, 0])
    }

    @Test func aMissingColumnIsNamedWithTheNearestHeader() {
        let header = Header(cells: ["Workout Date", "Activity Type", "Workout Time (seconds)", "Lnk"])
        guard case .missingColumn(let format, "link", let nearest) = FormatCatalog.recognize(header) else {
            Issue.record("not recognised as a MapMyRun export without its link")
            return
        }
        #expect(format.name == "mapmyrun")
        #expect(nearest?.text == "Lnk")
    }

    @Test(arguments: [
        (["Workout Date", "Activity Type", "Workout Time (seconds)", "Link"], "mapmyrun"),
        (["Activity ID", "Activity Date", "Activity Type"], "strava"),
        (["Aktivitäts-ID", "Aktivitätsdatum", "Aktivitätsart"], "strava"),
        (["id", "date", "name", "type", "description", "elapsed_time", "distance"], "strava"),
        (["title", "start_time", "end_time", "exercise_title", "set_index"], "hevy"),
        (["timestamp", "user_id", "activity_type", "duration_minutes"], "generic"),
    ])
    func formatsAreToldApartByTheirHeader(_ cells: [String], name: String) {
        guard case .format(let format) = FormatCatalog.recognize(Header(cells: cells)) else {
            Issue.record("\(cells) was not recognised")
            return
        }
        #expect(format.name == name)
    }

    @Test func everyFormatHasANameItsRulesCanFill() {
        for format in FormatCatalog.formats {
            let targets = format.columns.map(\.target)
            #expect(targets.contains(.start), "\(format.title)")
            #expect(
                format.columns.allSatisfy { rule in rule.names.allSatisfy { $0 == $0.lowercased() } }, "\(format.title)"
            )
        }
    }
}
