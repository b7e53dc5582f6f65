import Cleaning
import Formats
import JSON
import Testing
import Workouts

/// One row of a vendor's export, and what must be found in its canonical record.
struct Quirk: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var header: String
    var row: String
    var units: ReadingOptions.UnitSystem?
    /// Members of the record by path; null for one that must be missing.
    var expected: [(path: [String], value: JSON)]
    var flags: [String] = []
}

private let mapMyRun =
    "Date Submitted,Workout Date,Activity Type,Calories Burned (kcal),Distance (mi),Workout Time (seconds),"
    + "Avg Pace (min/mi),Max Pace,Avg Speed (mi/h),Max Speed,Avg Heart Rate,Steps,Notes,Source,Link"
private let strava =
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    + "Elapsed Time,Moving Time,Distance,Max Speed,Elevation Loss,Max Heart Rate,Relative Effort"
private let hevy =
    "\"title\",\"start_time\",\"end_time\",\"description\",\"exercise_title\",\"superset_id\",\"exercise_notes\","
    + "\"set_index\",\"set_type\",\"weight_lbs\",\"reps\",\"distance_miles\",\"duration_seconds\",\"rpe\""

/// A line of 40 cells, named or empty.
private func positions(_ cells: [Int: String]) -> String {
    (0..<40).map { cells[$0] ?? "" }.joined(separator: ",")
}

private let quirks: [Quirk] = [
    Quirk(
        testDescription: "September is written with four letters", header: mapMyRun,
        row:
            "x,\"Sept. 5, 2016\",Run,1353,13.0835,5840,7.4,0,8.07534,0,,17729,,,http://www.mapmyrun.com/workout/6205000884",
        expected: [
            (["key"], "mapmyrun:6205000884"), (["key_basis"], "native"), (["start_local"], "2016-09-05"),
            (["time_precision"], "day"), (["time_basis"], "floating"), (["distance_m"], 21056),
            (["speed_avg_mps"], 3.61),
            (["speed_max_mps"], .null), (["steps"], 17729),
        ], flags: ["zero_as_missing:Max Speed"]),
    Quirk(
        testDescription: "zero seconds with a distance is a workout without a duration", header: mapMyRun,
        row: "9-Apr-15,9-Apr-15,Walk,0,0.75,0,0,0,0,0,,0,,,http://www.mapmyrun.com/workout/8000000004",
        expected: [(["elapsed_s"], .null), (["distance_m"], 1207), (["energy_kcal"], .null)],
        flags: [
            "zero_duration", "zero_as_missing:Calories Burned (kcal)", "zero_as_missing:Avg Speed (mi/h)",
            "zero_as_missing:Max Speed", "zero_as_missing:Steps",
        ]),
    Quirk(
        testDescription: "x marks what was not measured", header: mapMyRun,
        row: "x,6-Oct-17,x,x,3.11,1198,6.41,x,x,x,,x,,,http://www.mapmyrun.com/workout/8000000005",
        expected: [(["activity"], "other"), (["activity_raw"], "x"), (["energy_kcal"], .null), (["elapsed_s"], 1198)]),
    Quirk(
        testDescription: "without a link the date and the activity identify the workout", header: mapMyRun,
        row: "x,\"March 7, 2016\",Run,823,5.61139,2920,8.6,5.9,6.9,10.1,,11899,,App,",
        expected: [(["key"], "mapmyrun:2016-03-07/Run"), (["key_basis"], "natural"), (["source", "app"], "App")],
        flags: ["no_native_id"]),
    Quirk(
        testDescription: "a speed that nobody reaches is dropped, the row is kept", header: mapMyRun,
        row: "x,20-06-23,Bike Ride,348,7.59992,2815,6.1,0.41,9.72,146.25,93,,,,http://www.mapmyride.com/workout/9",
        expected: [(["speed_max_mps"], .null), (["speed_avg_mps"], 4.35), (["hr_avg_bpm"], 93)],
        flags: ["implausible_speed"]),
    Quirk(
        testDescription: "of Strava's repeated columns the second counts", header: strava,
        row:
            "3700000001,\"Jul 14, 2020, 10:36:55 PM\",Evening Run,Run,\"a\r\nb\",3378,6.32,150,3378.4,3261.0,6325.6,5.80,-0.2,171.0,53",
        expected: [
            (["key"], "strava:3700000001"), (["start_utc"], "2020-07-14T22:36:55Z"), (["time_basis"], "utc"),
            (["distance_m"], 6326), (["hr_max_bpm"], 171), (["moving_s"], 3261), (["load", "relative_effort"], 53),
            (["notes"], "a\r\nb"),
        ]),
    Quirk(
        testDescription: "Strava's rounded distance has the unit of the account",
        header: "Activity ID,Activity Date,Activity Type,Distance",
        row: "1,\"Jul 14, 2020, 10:36:55 PM\",Ride,10.0", units: .imperial, expected: [(["distance_m"], 16093)]),
    Quirk(
        testDescription: "an unknown unit is never guessed", header: "Activity ID,Activity Date,Activity Type,Distance",
        row: "1,\"Jul 14, 2020, 10:36:55 PM\",Ride,10.0",
        expected: [(["distance_m"], .null), (["extra", "Distance"], "10.0")],
        flags: ["unit_unknown"]),
    Quirk(
        testDescription: "German headers, dates and decimal commas",
        header:
            "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Verstrichene Zeit,Distanz,Verstrichene Zeit,Distanz",
        row: "8200000001,\"09.12.2022, 15:24:49\",Runde,Radfahrt,3189,\"9,44\",3189.0,9441.7",
        expected: [(["start_utc"], "2022-12-09T15:24:49Z"), (["distance_m"], 9442), (["activity"], "ride")]),
    Quirk(
        testDescription: "in an unknown language the positions of Strava's repeated columns tell",
        header: positions([5: "Tid", 15: "Tid", 6: "Vej", 17: "Vej", 7: "Puls", 30: "Puls", 8: "Slid", 37: "Slid"]),
        row: positions([
            0: "7", 1: "2024-05-01 06:00:00", 2: "Tur", 3: "Ride", 5: "100", 15: "101.0", 6: "3.1", 17: "3100.4",
            37: "12",
        ]),
        expected: [
            (["key"], "strava:7"), (["distance_m"], 3100), (["elapsed_s"], 101), (["load", "relative_effort"], 12),
        ]),
    Quirk(
        testDescription: "before July 2019 Strava's distance was in metres",
        header: "id,date,name,type,description,elapsed_time,distance,commute,gear,filename",
        row: "1800000001,2018-09-12 15:02:23,Evening Ride,Ride,,783,3681.0,true,Bike A,a.gpx",
        expected: [
            (["key"], "strava:1800000001"), (["distance_m"], 3681), (["elapsed_s"], 783),
            (["extra", "gear"], "Bike A"),
        ]),
    Quirk(
        testDescription: "Hevy in pounds and miles, with an assisted weight and an escaped line break", header: hevy,
        row:
            "\"Push\",\"1 Sept. 2026, 07:30\",\"1 Sept. 2026, 08:41\",\"\",\"Dip\",0,\"one\\ntwo\",0,\"warmup\",-22.05,10,0.02,30,7.7",
        expected: [
            (["key"], "hevy:2026-09-01T07:30/2026-09-01T08:41/Push"), (["elapsed_s"], 4260),
            (["time_precision"], "minute"),
            (["sets", "0", "weight_kg"], -10), (["sets", "0", "kind"], "warmup"), (["sets", "0", "note"], "one\ntwo"),
            (["sets", "0", "distance_m"], 32), (["sets", "0", "rpe"], 7.5), (["sets", "0", "superset"], "0"),
        ]),
    Quirk(
        testDescription: "an offset is kept beside the instant",
        header: "timestamp,user_id,activity_type,duration_minutes,distance_km",
        row: "2025-02-19T18:30:00+01:00,7,Cycling,60.5,20",
        expected: [
            (["key"], "generic:7/2025-02-19T17:30:00Z/Cycling"), (["start_local"], "2025-02-19T18:30:00"),
            (["start_utc"], "2025-02-19T17:30:00Z"), (["utc_offset_min"], 60), (["time_basis"], "offset"),
            (["elapsed_s"], 3630),
            (["distance_m"], 20000),
        ]),
]

@Suite struct FormatQuirkTests {
    @Test(arguments: quirks)
    func quirksOfVendorsAreUnderstood(_ quirk: Quirk) throws {
        let cleaned = try Cleaned(
            "\(quirk.header)\r\n\(quirk.row)\r\n", options: ReadingOptions(units: quirk.units))
        let workout = try #require(cleaned.workouts.first, "\(cleaned.details)")
        for (path, value) in quirk.expected {
            let found = path.reduce(JSON?.some(workout.json)) { json, step in Int(step).map { json?[$0] } ?? json?[step]
            }
            #expect((found ?? .null) == value, "\(path)")
        }
        #expect(workout.flags == quirk.flags)
    }

    @Test func aRowInWhichNothingWasMeasuredIsExcludedAndListed() throws {
        let cleaned = try Cleaned("\(mapMyRun)\nx,9-Apr-15,Walk,0,0,0,0,0,0,0,,0,,,http://www.mapmyrun.com/workout/8\n")
        #expect(cleaned.result.counts.excluded == 1)
        #expect(cleaned.workouts.isEmpty)
        #expect(cleaned.codes == ["zero_duration"])
    }

    @Test func aBlockOfSetsEndsWhenTheExerciseOrTheCountStartsAnew() throws {
        let head = "\"Legs\",\"8 Apr 2026, 16:50\",\"8 Apr 2026, 17:43\",\"\","
        let sets = [("Squat", 0), ("Squat", 1), ("Lunge", 0), ("Squat", 0), ("Squat", 0)]
        let rows = sets.map { "\(head)\"\($0.0)\",,\"\",\($0.1),\"normal\",100,5,,,\n" }.joined()
        let cleaned = try Cleaned("\(hevy)\n\(rows)")
        #expect(cleaned.workouts.count == 1)
        #expect(cleaned.workouts[0].sets.map(\.exerciseIndex) == [0, 0, 1, 2, 3])
        #expect(cleaned.workouts[0].rows == [2, 3, 4, 5, 6])
    }

    @Test func aZoneTurnsWallClocksIntoInstantsAndDoubtsTheRepeatedHour() throws {
        let zone = try #require(SystemTimeZone(named: "America/New_York"))
        let rows = [("Nov 1, 2025, 1:30 AM", "Nov 1, 2025, 2:00 AM"), ("Nov 2, 2025, 1:30 AM", "Nov 2, 2025, 1:45 AM")]
            .map { "\"Lift\",\"\($0.0)\",\"\($0.1)\",\"\",\"Squat\",,\"\",0,\"normal\",100,5,,,\n" }.joined()
        let cleaned = try Cleaned("\(hevy)\n\(rows)", options: ReadingOptions(zone: zone))
        #expect(cleaned.workouts.map { $0.startUTC?.description } == ["2025-11-01T05:30:00Z", "2025-11-02T05:30:00Z"])
        #expect(cleaned.workouts.map(\.flags) == [[], ["ambiguous_local_time"]])
        #expect(cleaned.workouts.map(\.timeBasis) == [.userZone, .userZone])
    }

    @Test func rejectedRowsComeBackAsTheyWereUnderTheirHeader() throws {
        let bad =
            "\"x\",\"Foo. 1, 2024\",Run,315,3.1,1215,6.5,0,9.1,0,,3626,\"a \"\"b\"\"\",,http://www.mapmyrun.com/workout/2\r\n"
        let good = "x,2024-08-01,Run,315,3.1,1215,6.5,0,9.1,0,,3626,,,http://www.mapmyrun.com/workout/1\r\n"
        let cleaned = try Cleaned("\u{FEFF}\(mapMyRun)\r\n\(good)\(bad)")
        #expect(cleaned.rejects == Array("\u{FEFF}\(mapMyRun)\r\n\(bad)".utf8))
        #expect(
            cleaned.details[0]["message"]
                == "Line 3: \"Foo. 1, 2024\" in Workout Date is not a date; expected a date such as Aug. 1, 2024 or 2024-08-01."
        )
        #expect(cleaned.details[0]["column_index"] == 2)
    }

    @Test func slashedDatesFollowTheFileOrTheUserOrAreAskedFor() throws {
        func starts(_ dates: [String], order: DateOrder? = nil) throws -> [String] {
            let rows = dates.enumerated().map {
                "x,\($1),Run,315,3.1,1215,6.5,0,9.1,0,,3626,,,http://www.mapmyrun.com/workout/\($0)\n"
            }
            let cleaned = try Cleaned("\(mapMyRun)\n\(rows.joined())", options: ReadingOptions(dateOrder: order))
            return cleaned.workouts.map(\.startLocal.description) + cleaned.codes
        }
        #expect(try starts(["03/04/2024", "25/04/2024"]) == ["2024-04-03", "2024-04-25"])
        #expect(try starts(["03/04/2024"], order: .monthFirst) == ["2024-03-04"])
        #expect(try starts(["03/04/2024", "04/05/2024"]) == ["ambiguous_date", "ambiguous_date"])
        #expect(
            try starts(["25/04/2024", "04/27/2024", "03/04/2024"]) == [
                "2024-04-25", "2024-04-27", "mixed_dates", "mixed_dates", "ambiguous_date",
            ])
    }
}
