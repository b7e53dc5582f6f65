import Workouts

/// Strava's bulk export since July 2019, `activities.csv`, with up to more than a hundred columns.
///
/// Five names occur twice: the first `Distance` is rounded for people in the unit of the account, the second is metres.
/// The second is taken where it has a value.
struct Strava: WorkoutFormat {
    let name = "strava"
    let title = "Strava activities"
    let grain = Grain.workout
    /// Unlabelled, but UTC: an activity named 16:24 local in a German winter is written as 15:24:49.
    let clock = FormatClock.utc

    let fingerprints = [
        ["activity id", "activity date", "activity type"],
        ["aktivitäts-id", "aktivitätsdatum", "aktivitätsart"],
        ["id de l'activité", "date de l'activité", "type d'activité"],
        ["id de actividad", "fecha de la actividad", "tipo de actividad"],
        ["activiteits-id", "datum van activiteit", "activiteitstype"],
    ]

    let columns = [
        ColumnRule(
            "activity id", "aktivitäts-id", "id de l'activité", "id de actividad", "activiteits-id",
            to: .nativeID,
            isRequired: true),
        ColumnRule(
            "activity date", "aktivitätsdatum", "date de l'activité", "fecha de la actividad", "datum van activiteit",
            to: .start, isRequired: true),
        ColumnRule(
            "activity type", "aktivitätsart", "type d'activité", "tipo de actividad", "activiteitstype",
            to: .activity,
            isRequired: true),
        ColumnRule(
            "activity name", "name der aktivität", "nom de l'activité", "nombre de la actividad", "naam van activiteit",
            to: .title),
        ColumnRule(
            "activity description", "aktivitätsbeschreibung", "description de l'activité",
            "descripción de la actividad",
            "beschrijving van activiteit", to: .notes),

        ColumnRule(
            "elapsed time", "verstrichene zeit", "temps écoulé", "tiempo transcurrido", "verstreken tijd",
            to: .measure(.elapsed), unit: .header(default: .second), occurrence: .second),
        ColumnRule(
            "elapsed time", "verstrichene zeit", "temps écoulé", "tiempo transcurrido", "verstreken tijd",
            to: .measure(.elapsed), unit: .header(default: .second)),
        ColumnRule(
            "moving time", "bewegungszeit", "durée de déplacement", "tiempo en movimiento", "beweegtijd",
            to: .measure(.moving), unit: .header(default: .second)),
        ColumnRule(
            "distance", "distanz", "distancia", "afstand", to: .measure(.distance), unit: .header(default: .metre),
            occurrence: .second),
        ColumnRule(
            "distance", "distanz", "distancia", "afstand", to: .measure(.distance),
            unit: .account(metric: .kilometre, imperial: .mile)),
        ColumnRule(
            "max speed", "höchstgeschwindigkeit", "max. geschwindigkeit", to: .measure(.speedMax),
            unit: .header(default: .metrePerSecond)),
        ColumnRule(
            "average speed", "durchschnittsgeschwindigkeit", to: .measure(.speedAverage),
            unit: .header(default: .metrePerSecond)),
        ColumnRule(
            "elevation gain", "höhenzunahme", "höhenmeter", "dénivelé positif", "desnivel positivo",
            to: .measure(.elevationGain), unit: .header(default: .metre)),
        ColumnRule(
            "elevation loss", "höhenunterschied", "höhenabnahme", to: .measure(.elevationLoss),
            unit: .header(default: .metre)),
        ColumnRule(
            "max heart rate", "max. herzfrequenz", "fréquence cardiaque maximum", to: .measure(.heartRateMax),
            occurrence: .second),
        ColumnRule("max heart rate", "max. herzfrequenz", "fréquence cardiaque maximum", to: .measure(.heartRateMax)),
        ColumnRule(
            "average heart rate", "durchschnittliche herzfrequenz", "fréquence cardiaque moyenne",
            to: .measure(.heartRateAverage)),
        ColumnRule("max watts", to: .measure(.powerMax)),
        ColumnRule("average watts", to: .measure(.powerAverage)),
        ColumnRule("weighted average power", to: .measure(.powerNormalized)),
        ColumnRule("average cadence", to: .measure(.cadenceAverage)),
        ColumnRule("calories", "kalorien", "calorías", "calorieën", to: .measure(.energy), unit: .fixed(.kilocalorie)),
        ColumnRule("total steps", to: .measure(.steps)),
        ColumnRule(
            "relative effort", "relative leistung", "mesure d'effort", "esfuerzo relativo",
            to: .load("relative_effort"),
            occurrence: .second),
        ColumnRule(
            "relative effort", "relative leistung", "mesure d'effort", "esfuerzo relativo", to: .load("relative_effort")
        ),
        ColumnRule("training load", to: .load("training_load")),
    ]

    func identity(of row: RowValues) -> (key: String, basis: KeyBasis) {
        StravaIdentity.key(of: row)
    }

    func finish(_ workout: inout Workout, row: RowValues) -> [Problem] {
        StravaIdentity.problems(of: workout, row)
    }
}
