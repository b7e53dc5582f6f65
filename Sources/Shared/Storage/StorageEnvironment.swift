public import Failures
public import HTTP

/// The stores that an environment names.
///
/// `WORKOUTS_HOME` is a folder that holds everything: the objects below `incoming/`, `archive/`, `reports/`,
/// `quarantine/` and `notifications/`, and the workouts in `workouts.sqlite`. `WORKOUTS_WEBHOOK` is an address that
/// messages are posted to as well.
public struct StorageEnvironment: Sendable {
    /// The folder, absolute.
    public let home: String
    private let webhook: String?

    /// Reads the environment.
    ///
    /// - Throws: `Store.Unusable` where it names no store.
    public init(_ environment: [String: String]) throws(PipelineError) {
        guard let home = environment["WORKOUTS_HOME"], !home.isEmpty else {
            throw PipelineError(
                .storeUnusable,
                "The environment names no store. Set WORKOUTS_HOME to the folder that holds, or shall hold, the workouts.",
                code: "no_home")
        }
        guard home.hasPrefix("/") else {
            throw PipelineError(
                .storeUnusable, "WORKOUTS_HOME has to be an absolute path, not \"\(home)\".", code: "home_not_absolute")
        }
        self.home = home
        webhook = environment["WORKOUTS_WEBHOOK"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Where files are kept.
    public var objects: any ObjectStore { LocalObjectStore(root: home) }

    /// The database's file.
    public var databasePath: String { "\(home)/workouts.sqlite" }

    /// Whether no workout was ever stored: there is no database, or a file without content in its place.
    public var isEmpty: Bool { SQLiteWorkoutStore.isUnused(databasePath) }

    /// Opens the store of workouts.
    ///
    /// - Parameter mode: What for.
    public func workouts(_ mode: SQLiteWorkoutStore.Mode = .readWrite) throws(PipelineError) -> any WorkoutStore {
        try SQLiteWorkoutStore(path: databasePath, mode: mode)
    }

    /// Where messages go: to a file, then to the webhook if one is set.
    ///
    /// - Parameter transport: What the webhook is reached through.
    public func publisher(over transport: any HTTPTransport) throws(PipelineError) -> any Publisher {
        let file = FilePublisher(objects)
        guard let webhook else { return file }
        return PublisherList([file, try WebhookPublisher(url: webhook, transport: transport)])
    }
}
