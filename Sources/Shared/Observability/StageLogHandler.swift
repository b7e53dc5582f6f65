public import Logging

/// Writes one line per event, as JSON or as text, with the metadata as members beside `timestamp`, `level`, `message`
/// and `stage`.
///
/// What users wrote - cells, notes, titles - must never be given to a logger, neither as message nor as metadata: logs
/// are kept longer and read by more people than workouts. Log counts, names of our own, identifiers and codes.
public struct StageLogHandler: LogHandler {
    /// Takes one line without its end.
    public typealias Sink = @Sendable (String) -> Void

    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level
    public var metadataProvider: Logger.MetadataProvider?

    private let stage: String
    private let format: LogSettings.Format
    private let sink: Sink
    private let now: @Sendable () -> WallTime

    /// A handler for one stage.
    ///
    /// - Parameters:
    ///   - stage: The program's name.
    ///   - settings: Format and level.
    ///   - now: The clock.
    ///   - sink: Where lines go; standard error unless told.
    public init(
        stage: String, settings: LogSettings, now: @escaping @Sendable () -> WallTime = WallTime.now,
        sink: @escaping Sink = StandardError.write
    ) {
        self.stage = stage
        self.format = settings.format
        self.logLevel = settings.level
        self.now = now
        self.sink = sink
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        if let error = event.error { all["error"] = .string(String(describing: error)) }
        let line = LogLine(
            time: now(), level: event.level, message: event.message.description, stage: stage, metadata: all)
        sink(line.text(format))
    }
}
