/// The words that exports use for activities, in every language seen, and the activity each one means.
///
/// A word that is not here is not an error: the workout becomes `other` and carries the flag `activity_unknown`.
public enum ActivityVocabulary {
    /// The activity that a word of an export means; nil for an unknown word. Case, blanks at the ends and a
    /// `HKWorkoutActivityType` prefix do not count.
    public static func activity(named word: String) -> Activity? {
        if let activity = byWord[word] { return activity }
        return byFoldedWord[folded(word)]
    }

    private static func folded(_ word: String) -> String {
        var text = Substring(word)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        if text.hasPrefix("HKWorkoutActivityType") { text = text.dropFirst("HKWorkoutActivityType".count) }
        return text.lowercased()
    }

    private static let words: [(Activity, [String])] = [
        (
            .run,
            [
                "Run", "Running", "Laufen", "Løb", "Löpning", "Bieganie", "Carrera", "Corrida", "Futás",
                "Course à pied", "Lauf",
                "Jog", "Jogging", "Hardlopen", "Corsa", "Regular Run", "Course", "Interval Run", "Fartlek", "Long Run",
            ]
        ),
        (
            .treadmillRun,
            [
                "Treadmill Running", "Treadmill Run", "Treadmill", "Indoor Run / Jog", "Indoor Run", "Indoor Running",
                "Laufbandtraining", "Löpband", "Entrenamiento en cinta", "Corrida em esteira", "Beltéri futás",
                "Teremfutás",
            ]
        ),
        (.trackRun, ["Track Running", "Laufen auf der Bahn", "Track Run"]),
        (.trailRun, ["Trail Running", "Trail Run", "Trailrun", "Corrida em trilhas", "Trailrunning"]),
        (
            .walk,
            [
                "Walk", "Walking", "Gång", "Gyaloglás", "Spaziergang", "Gehen", "Marche", "Caminata", "Wandelen",
                "Dog Walk",
                "Power Walk", "Treadmill Walk", "Indoor Walk", "Camminata", "Caminhada",
            ]
        ),
        (
            .hike,
            [
                "Hike", "Hiking", "Vandring", "Hiking/Rucking", "Wanderung", "Wandern", "Randonnée", "Senderismo",
                "Rucking",
                "Ruck", "Escursione", "Hiking / Rucking",
            ]
        ),
        (
            .ride,
            [
                "Ride", "Bike Ride", "Cycling", "Cykling", "Ciclismo", "Radfahrt", "Radfahren", "Kerékpározás",
                "Biking",
                "Bike", "Velomobile", "Handcycle", "Fietsen", "Vélo", "Sortie à vélo", "Vuelta en bicicleta", "Rit",
                "Road Biking",
            ]
        ),
        (.roadRide, ["Road Cycling", "Road Ride", "Landsvägscykling", "Ciclismo em estradas", "Rennradfahren"]),
        (.gravelRide, ["Gravel Ride", "Gravel/Unpaved Cycling", "Gravel Cycling"]),
        (
            .mountainBike,
            [
                "Mountain Bike Ride", "Mountain Biking", "Ciclismo na montanha", "Mountainbikefahrt", "Mountain Bike",
                "E-Mountain Bike Ride", "MTB",
            ]
        ),
        (.eBike, ["E-Bike Ride", "E-Bike", "EBikeRide", "eBiking"]),
        (
            .indoorRide,
            [
                "Indoor Cycling", "Inomhuscykling", "Ciclismo em local fechado", "Szobakerékpározás",
                "Indoor Bike Ride",
                "Spinning", "Spin", "Stationary Bike", "Indoor Ride", "Spin Class", "Bike Erg / Spin",
            ]
        ),
        (.virtualRide, ["Virtual Ride", "Virtual Cycling", "Ciclismo virtual", "VirtualRide"]),
        (.swim, ["Swim", "Swimming", "Schwimmen", "Natation", "Natación", "Natação", "Simning", "Zwemmen", "Nuoto"]),
        (.poolSwim, ["Pool Swimming", "Pool Swim", "Lap Swimming", "Simbassäng", "Natação em piscina"]),
        (
            .openWaterSwim,
            [
                "Open Water Swimming", "Open Water Swim", "Natação em alto mar", "Nyíltvízi úszás", "Open Water",
            ]
        ),
        (.row, ["Rowing", "Row", "Rudern", "Aviron", "Remo", "Canottaggio"]),
        (.indoorRow, ["RowErg", "Indoor Rower", "Indoor Rowing", "Rowing Machine", "Virtual Row"]),
        (.skiErg, ["SkiErg", "Ski Erg"]),
        (.bikeErg, ["BikeErg", "Bike Erg"]),
        (
            .nordicSki,
            [
                "Nordic Ski", "Cross-Country Skiing", "Längdskidåkning klassisk stil", "Längdskidåkning fristil",
                "Backcountry Ski", "Langlauf", "Roller Ski", "Cross Country Skiing",
            ]
        ),
        (.alpineSki, ["Alpine Ski", "Utförsåkning i pist", "Skiing", "Downhill Skiing", "Ski", "Resort Skiing"]),
        (.snowboard, ["Snowboard", "Snowboarding"]),
        (.snowshoe, ["Snowshoe", "Snowshoeing"]),
        (.skate, ["Ice Skate", "Inline Skate", "Skating", "Inline Skating", "Skateboard", "Ice Skating"]),
        (
            .strength,
            [
                "Weight Training", "Strength", "Strength Training", "Styrketräning", "Weightlifting", "Powerlifting",
                "FunctionalStrengthTraining", "TraditionalStrengthTraining", "Machine Workout", "Erősítő edzés",
                "Gym Workout",
                "Krafttraining", "Gewichtstraining", "Weight Workout", "Musculation", "Entrenamiento con pesas", "Gym",
            ]
        ),
        (
            .cardio,
            [
                "Cardio", "Workout", "Konditionspass", "Kardió", "MixedCardio", "Functional Fitness", "General Workout",
                "Entraînement", "Entrenamiento", "Bootcamp", "Aerobics", "Class Workout", "Indoor Cardio",
            ]
        ),
        (
            .hiit,
            ["HighIntensityIntervalTraining", "HIIT", "High Intensity Interval Training", "Interval Workout", "Tabata"]
        ),
        (.crossTraining, ["Crossfit", "CrossFit", "Cross Training", "Crosstraining", "Circuit Training"]),
        (.elliptical, ["Elliptical", "Elliptical Trainer", "Crosstrainer"]),
        (
            .stairs,
            ["Stair-Stepper", "Stairs", "Stair Climbing", "Stair Stepper", "StairMaster", "Stair Machine", "Steps"]
        ),
        (.yoga, ["Yoga"]),
        (.pilates, ["Pilates"]),
        (.stretching, ["Stretching", "Stretch", "Flexibility", "Mobility", "Cooldown"]),
        (.meditation, ["Meditation", "Breathwork", "Mind and Body"]),
        (.dance, ["Dance", "Dancing", "Zumba", "Barre"]),
        (.martialArts, ["Martial Arts", "Boxing", "Kickboxing", "Judo", "Karate", "Kampfsport"]),
        (.climb, ["Rock Climb", "Rock Climbing", "Climbing", "Bouldering", "Klettern", "Indoor Climbing"]),
        (
            .teamSport,
            [
                "Soccer", "Football", "Basketball", "Volleyball", "Hockey", "Ice Hockey", "Rugby", "Handball",
                "Fußball",
                "Cricket", "Baseball", "Softball", "Futsal",
            ]
        ),
        (
            .racketSport,
            [
                "Tennis", "Badminton", "Squash", "Padel", "Pickleball", "Ping Pong", "Table Tennis", "Racketsporter",
                "Racquetball",
            ]
        ),
        (.golf, ["Golf", "Disc Golf"]),
        (
            .paddle,
            [
                "Kayaking", "Canoeing", "Stand Up Paddling", "Paddling", "Kayak", "Canoe", "SUP",
                "Stand Up Paddleboarding",
            ]
        ),
        (.sail, ["Sail", "Sailing", "Windsurf", "Windsurfing", "Kitesurf", "Kitesurfing"]),
        (.surf, ["Surfing", "Surf"]),
        (.dive, ["Diving", "Scuba Diving", "Freediving", "Snorkeling"]),
        (.multisport, ["Multisport", "Triathlon", "Duathlon", "Transition"]),
        (.other, ["Generic", "Other", "Annan", "Activity", "Winter Sport / Activity", "Wheelchair", "Misc"]),
    ]

    private static let byWord: [String: Activity] = Dictionary(
        words.flatMap { activity, words in words.map { ($0, activity) } }, uniquingKeysWith: { first, _ in first })

    private static let byFoldedWord: [String: Activity] = Dictionary(
        byWord.map { ($0.key.lowercased(), $0.value) } + Activity.allCases.map { ($0.rawValue, $0) },
        uniquingKeysWith: { first, _ in first })
}
