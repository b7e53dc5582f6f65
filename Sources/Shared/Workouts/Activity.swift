/// What kind of workout it was, in one vocabulary for all formats.
public enum Activity: String, CaseIterable, Sendable {
    case run, trailRun = "trail_run", treadmillRun = "treadmill_run", trackRun = "track_run"
    case walk, hike
    case ride, roadRide = "road_ride", gravelRide = "gravel_ride", mountainBike = "mountain_bike"
    case eBike = "e_bike", indoorRide = "indoor_ride", virtualRide = "virtual_ride"
    case swim, poolSwim = "pool_swim", openWaterSwim = "open_water_swim"
    case row, indoorRow = "indoor_row", skiErg = "ski_erg", bikeErg = "bike_erg"
    case nordicSki = "nordic_ski", alpineSki = "alpine_ski", snowboard, snowshoe, skate
    case strength, cardio, hiit, crossTraining = "cross_training", elliptical, stairs
    case yoga, pilates, stretching, meditation, dance
    case martialArts = "martial_arts", climb, teamSport = "team_sport", racketSport = "racket_sport", golf
    case paddle, sail, surf, dive, multisport, other

    /// How the speed of an activity is bounded and compared.
    public enum Family: Sendable {
        /// On foot: nobody passes 13 m/s.
        case foot
        /// On wheels or skis: up to 45 m/s.
        case wheels
        /// In or on water.
        case water
        /// Without a meaningful distance.
        case stationary
    }

    /// Which bounds and records apply.
    public var family: Family {
        switch self {
        case .run, .trailRun, .treadmillRun, .trackRun, .walk, .hike, .snowshoe: .foot
        case .ride, .roadRide, .gravelRide, .mountainBike, .eBike, .indoorRide, .virtualRide, .bikeErg, .alpineSki,
            .snowboard, .nordicSki, .skate:
            .wheels
        case .swim, .poolSwim, .openWaterSwim, .row, .indoorRow, .skiErg, .paddle, .sail, .surf, .dive: .water
        default: .stationary
        }
    }
}
