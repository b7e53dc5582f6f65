import JSON
import Testing
import Workouts

private func workout(_ change: (inout Workout) -> Void = { _ in }) -> Workout {
    var workout = Workout(
        key: "strava:1", keyBasis: .native, format: "strava",
        startLocal: LocalDateTime(date: CivilDate(dayNumber: 20_000), secondOfDay: 3600, precision: .second),
        timeBasis: .utc,
        activity: .run, activityRaw: "Run")
    workout.measures[.distance] = 5000
    workout.measures[.elapsed] = 1500
    change(&workout)
    return workout
}

private func set(_ exercise: String, _ index: Int, block: Int, reps: Double = 5) -> WorkoutSet {
    var set = WorkoutSet(exerciseRaw: exercise, exerciseIndex: block, setIndex: index)
    set.reps = reps
    set.weightKg = 100
    return set
}

/// What a later version has that the stored one has not, and the fields that a person is told of.
private let differences: [(String, @Sendable (inout Workout) -> Void, [String])] = [
    ("nothing", { _ in }, []),
    ("a metre more", { $0.measures[.distance] = 5001 }, []),
    ("two metres more", { $0.measures[.distance] = 5002 }, ["distance_m"]),
    ("a missing value", { $0.measures[.distance] = nil }, []),
    ("a value that was missing", { $0.measures[.steps] = 4000 }, ["steps"]),
    ("another title", { $0.title = "x" }, ["title"]),
    ("another gear", { $0.extra = [("Gear", "y")] }, []),
    ("another activity", { $0.activity = .walk }, ["activity"]),
    ("a score", { $0.load = [("tss", 60)] }, ["load.tss"]),
    ("a set", { $0.sets = [set("Squat", 0, block: 0)] }, ["sets"]),
]

@Suite struct WorkoutTests {
    @Test func theCanonicalRecordSurvivesItsJSON() throws {
        let full = workout { workout in
            workout.rows = [2, 3]
            workout.app = "App \"x\""
            workout.startUTC = Instant(epochSeconds: 1_700_000_000)
            workout.utcOffsetMinutes = 60
            workout.title = "Läufe\n2"
            workout.load = [("relative_effort", 53.5)]
            workout.sets = [set("Squat", 0, block: 0)]
            workout.extra = [("Gear", "Shoes")]
            workout.flags = ["unit_assumed"]
        }
        let read = try Workout(json: full.json)
        #expect(read.json == full.json)
        #expect(read == full)
    }

    @Test func aRecordThatLacksAMemberIsRefusedByItsName() {
        var object = workout().json.object ?? [:]
        object["start_local"] = "yesterday"
        let record = JSON.object(object)
        let error = #expect(throws: CanonicalRecordError.self) { try Workout(json: record) }
        #expect(error?.member == "start_local")
    }

    @Test func numbersAreRoundedToTheirPrecision() {
        var measures = Measures()
        measures[.speedAverage] = 4.0949
        measures[.distance] = 4972.86
        #expect(measures[.speedAverage] == 4.09)
        #expect(measures[.distance] == 4973)
        #expect(measures[.steps] == nil)
    }

    @Test func onlyContentMakesTheHash() {
        let hash = { (workout: Workout) in workout.json["content_hash"] }
        #expect(
            hash(workout())
                == hash(
                    workout {
                        $0.rows = [9]; $0.flags = ["x"]; $0.extra = [("a", "b")]; $0.app = "y"
                    }))
        #expect(hash(workout()) != hash(workout { $0.measures[.distance] = 5001 }))
    }

    @Test(arguments: differences)
    func differencesAreThoseThatAPersonWouldSee(
        _ name: String, change: @Sendable (inout Workout) -> Void, fields: [String]
    ) {
        #expect(workout(change).differences(from: workout()) == fields)
    }

    @Test func anOlderVersionFillsWhatTheNewerLacks() {
        let newer = workout {
            $0.measures[.distance] = nil; $0.title = "new"
        }
        let older = workout {
            $0.title = "old"; $0.notes = "kept"; $0.extra = [("Gear", "x")]
        }
        let merged = newer.completed(by: older)
        #expect(merged.title == "new")
        #expect(merged.notes == "kept")
        #expect(merged.measures[.distance] == 5000)
        #expect(merged.extra.map(\.name) == ["Gear"])
    }

    @Test func correctedSetsJoinTheWorkoutThatLacksThem() {
        let first = workout {
            $0.sets = [set("Squat", 0, block: 0), set("Squat", 2, block: 0), set("Lunge", 0, block: 1)]
            $0.flags = [Workout.incompleteSetsFlag]
        }
        let corrected = workout { $0.sets = [set("Squat", 1, block: 0, reps: 8)] }
        for merged in [corrected.completed(by: first), first.completed(by: corrected)] {
            #expect(merged.sets.filter { $0.exerciseRaw == "Squat" }.map(\.setIndex).sorted() == [0, 1, 2])
            #expect(merged.sets.count == 4)
        }
        #expect(corrected.completed(by: first).sets.map(\.reps) == [5, 8, 5, 5])
    }

    @Test func completeSetsTakeThePlaceOfOlderOnes() {
        let older = workout { $0.sets = [set("Squat", 0, block: 0), set("Squat", 1, block: 0)] }
        let newer = workout { $0.sets = [set("Squat", 0, block: 0)] }
        #expect(newer.completed(by: older).sets.count == 1)
    }

    @Test(arguments: [
        ("Run", Activity.run), ("  laufen ", .run), ("HKWorkoutActivityTypeRunning", .run),
        ("Indoor Run / Jog", .treadmillRun),
        ("Radfahrt", .ride), ("trail_run", .trailRun), ("Gym Workout", .strength), ("Bike Ride", .ride),
    ])
    func wordsOfManyLanguagesMeanOneActivity(_ word: String, activity: Activity) {
        #expect(ActivityVocabulary.activity(named: word) == activity)
    }

    @Test func anUnknownWordIsNoActivity() {
        #expect(ActivityVocabulary.activity(named: "Quidditch") == nil)
    }

    @Test func oneRepMaximaComeFromWorkingSets() {
        var warmup = set("Squat", 0, block: 0, reps: 1)
        warmup.kind = .warmup
        warmup.weightKg = 500
        let lifts = workout {
            $0.sets = [warmup, set("Squat", 1, block: 0, reps: 5), set("Squat", 2, block: 0, reps: 30)]
        }
        #expect(lifts.estimatedOneRepMaxima == ["Squat": 116.67])
    }
}
