import ArgumentParser
import Foundation
import JSON
import Storage
import Terminal

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring workouts in from CSV exports.",
        discussion: """
            Formats: MapMyRun, Strava, Hevy, and a generic list with timestamp, activity_type and duration_minutes; told
            apart by their header. Each file is one import, which can be undone. Rows that cannot be read are given back.
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "The files.", completion: .file(extensions: ["csv"]))
    var files: [String] = []

    @Flag(help: "Show what would be new and changed; write nothing.")
    var dryRun = false

    @Option(help: "Whose workouts they are.")
    var user = "me"

    @Option(help: "The units of the account, where the file does not say: metric or imperial.")
    var units: String?

    @Option(help: ArgumentHelp("The zone of times without one, such as Europe/Berlin.", valueName: "zone"))
    var timezone: String?

    @Option(help: ArgumentHelp("How dates such as 03/04/2024 are meant: dmy or mdy.", valueName: "order"))
    var dateOrder: String?

    @Option(help: ArgumentHelp("Refuse a file of which more rows than this are rejected.", valueName: "percent"))
    var maxRejected: Double = 20

    @Option(help: ArgumentHelp("Import whatever is and lands in this folder, until interrupted.", valueName: "folder"))
    var watch: String?

    @Flag(help: "Print the report of each file as one line of JSON.")
    var json = false

    @Flag(help: "Show the states of the run and the logs of the stages.")
    var verbose = false

    func validate() throws {
        guard !files.isEmpty || watch != nil else {
            throw ValidationError("Name a file to import, or a folder to --watch.")
        }
        guard watch == nil || !dryRun else { throw ValidationError("--watch and --dry-run exclude each other.") }
        if let units, !["metric", "imperial"].contains(units) {
            throw ValidationError("--units is metric or imperial, not \"\(units)\".")
        }
        if let dateOrder, !["dmy", "mdy"].contains(dateOrder) {
            throw ValidationError("--date-order is dmy or mdy, not \"\(dateOrder)\".")
        }
        if let timezone, TimeZone(identifier: timezone) == nil || !Self.systemKnows(timezone) {
            throw ValidationError("\"\(timezone)\" is no time zone; write it like Europe/Berlin.")
        }
        guard (0...100).contains(maxRejected) else {
            throw ValidationError("--max-rejected is a percentage, 0 to 100.")
        }
        guard !user.isEmpty, !user.contains("/"), user != ".", user != ".." else {
            throw ValidationError("A user's name is not empty and has no slash.")
        }
    }

    /// Whether the stages, which go by the system's time zone database, know a zone.
    private static func systemKnows(_ timezone: String) -> Bool {
        timezone == "UTC" || FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/\(timezone)")
    }

    /// Where results are posted besides; the address may hold a secret and is never shown.
    private static func webhook() throws -> String? {
        guard let text = ProcessInfo.processInfo.environment["WORKOUTS_WEBHOOK"], !text.isEmpty else { return nil }
        guard let url = URLComponents(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host?.isEmpty == false
        else { throw ValidationError("WORKOUTS_WEBHOOK is not an address that begins with http:// or https://.") }
        return text
    }

    func run() async throws {
        let work = Task { try await importAll() }
        let interruption = Interruption(cancels: work)
        defer { withExtendedLifetime(interruption) {} }
        if try await !work.value { throw ExitCode.failure }
    }

    /// What the user says about the files, as the event's options; only what differs from the default, so that the same
    /// file with the same meaning is recognised.
    private var options: JSON {
        var options: JSONObject = [:]
        options["units"] = units.map(JSON.string)
        options["timezone"] = timezone.map(JSON.string)
        options["date_order"] = dateOrder.map(JSON.string)
        if maxRejected != 20 { options["max_rejected_percent"] = .double(maxRejected) }
        return .object(options)
    }

    /// - Returns: Whether every file was imported, or had been before.
    private func importAll() async throws -> Bool {
        let original = try home.storage()
        let dryRun = dryRun ? try DryRun(of: original) : nil
        defer { dryRun?.remove() }
        let storage = dryRun?.storage ?? original
        Housekeeping(storage).removeLeftovers()
        let isVerbose = verbose
        let webhook = dryRun == nil ? try Self.webhook() : nil
        let pipeline = try Pipeline(
            installation: Installation(), storage: storage, user: user,
            notificationEnvironment: webhook.map { ["WORKOUTS_WEBHOOK": $0] } ?? [:]
        ) { stage, line in
            if isVerbose { Terminal.talk("[\(stage)] \(line)") }
        }
        do {
            var isGood = true
            for file in files where !Task.isCancelled {
                isGood = try await importOne(file, pipeline, storage) && isGood
            }
            if let watch { isGood = try await importWhatLands(in: watch, pipeline, storage) && isGood }
            await pipeline.shutdown()
            return isGood
        } catch {
            await pipeline.shutdown()
            throw error
        }
    }

    private func importOne(_ file: String, _ pipeline: Pipeline, _ storage: StorageEnvironment) async throws -> Bool {
        let progress = Progress(URL(filePath: file).lastPathComponent)
        let outcome: ImportOutcome
        do {
            outcome = try await pipeline.importFile(file, options: options) { state in
                progress.enter(state)
                if verbose { Terminal.talk("[states] \(state)") }
            }
            progress.finish()
        } catch is CancellationError {
            progress.finish()
            Terminal.talk("Interrupted: \(Terminal.printable(file)) was not imported; nothing of it was stored.")
            return false
        } catch {
            progress.finish()
            Terminal.talk("Error: \(Terminal.printable("\(error)"))")
            return false
        }
        let report = try ImportReport(outcome: outcome, objects: storage.objects).document()
        if json {
            Terminal.line(report.text())
        } else {
            ImportSummary(outcome: outcome, report: report, objects: storage.objects, isDryRun: dryRun).write()
        }
        return outcome.kind == .imported || outcome.kind == .alreadyProcessed
    }

    private func importWhatLands(
        in folder: String, _ pipeline: Pipeline, _ storage: StorageEnvironment
    ) async throws -> Bool {
        var watch = FolderWatch(folder: folder)
        Terminal.talk("Watching \(folder); Ctrl-C ends it.")
        while !Task.isCancelled {
            let files: [String]
            do { files = try watch.settledFiles() } catch {
                throw CommandFailure("\(folder) cannot be watched: \(error.localizedDescription)")
            }
            for file in files where !Task.isCancelled { _ = try await importOne(file, pipeline, storage) }
            try? await Task.sleep(for: .milliseconds(300))
        }
        return true
    }
}
