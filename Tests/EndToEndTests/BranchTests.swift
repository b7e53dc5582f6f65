import JSON
import StatesLanguage
import Testing

/// Every Catch branch, taken by an error of each name that it lists.
@Suite(.timeLimit(.minutes(5))) struct BranchTests {
    struct Case: CustomTestStringConvertible {
        var state: String
        var errors: [String]
        /// The path from the state on.
        var path: [String]
        /// Where the errors are not the first thing to fail: what makes the machine come to the state.
        var before: [String: String] = [:]
        var testDescription: String { "\(state): \(errors.joined(separator: ", "))" }
    }

    private static let lost = ["Stage.DeadlineExceeded", "Stage.Internal", "Sandbox.Timedout", "States.Timeout"]
    private static let unusable = ["Objects.Unusable", "Store.Unusable"]
    private static let kept = ["Quarantine", "NotifyFailure", "Failed"]
    private static let told = ["NotifyFailure", "Failed"]

    static let cases: [Case] = [
        Case(
            state: "Fetch", errors: ["Upload.AlreadyProcessed"],
            path: ["Fetch", "NotifyAlreadyProcessed", "AlreadyProcessed"]),
        Case(
            state: "Fetch",
            errors: [
                "Upload.Empty", "Upload.NotCSV", "Upload.TooWide", "Upload.UnknownFormat", "Upload.NotWorkouts",
                "Upload.MissingColumn",
            ], path: ["Fetch"] + kept),
        Case(
            state: "Fetch", errors: ["Event.Invalid", "Upload.KeyInvalid", "Upload.NotFound", "Upload.Changed"],
            path: ["Fetch"] + told),
        Case(state: "Fetch", errors: unusable, path: ["Fetch"] + told),
        Case(state: "Fetch", errors: lost, path: ["Fetch"] + kept),
        Case(
            state: "Fetch",
            errors: [
                "Runtime.ExitError", "Lambda.Unknown", "Lambda.ServiceException", "Objects.Unavailable",
                "Store.Unavailable", "Lambda.ResourceNotFoundException", "No.SuchName",
            ], path: ["Fetch"] + kept),
        Case(state: "Clean", errors: ["Rows.TooManyRejected"], path: ["Clean"] + kept),
        Case(
            state: "Clean", errors: ["Event.Invalid", "Upload.NotFound", "Upload.Changed"], path: ["Clean"] + told),
        Case(state: "Clean", errors: unusable, path: ["Clean"] + told),
        Case(state: "Clean", errors: lost, path: ["Clean"] + kept),
        Case(state: "Clean", errors: ["Lambda.Unknown", "Objects.Unavailable"], path: ["Clean"] + kept),
        Case(state: "Diff", errors: ["Event.Invalid", "Upload.NotFound"], path: ["Diff"] + told),
        Case(state: "Diff", errors: unusable, path: ["Diff"] + told),
        Case(state: "Diff", errors: lost, path: ["Diff"] + kept),
        Case(state: "Diff", errors: ["Lambda.Unknown", "Store.Unavailable"], path: ["Diff"] + kept),
        Case(
            state: "Notify", errors: ["Publish.Refused", "Publish.Unavailable"], path: ["Notify", "StoredUnannounced"]),
        Case(state: "Notify", errors: ["Lambda.Unknown", "States.Timeout"], path: ["Notify", "StoredUnannounced"]),
        Case(
            state: "NotifyAlreadyProcessed", errors: ["Publish.Refused", "Publish.Unavailable"],
            path: ["NotifyAlreadyProcessed", "AlreadyProcessed"], before: ["Fetch": "Upload.AlreadyProcessed"]),
        Case(
            state: "NotifyAlreadyProcessed", errors: ["Lambda.Unknown"],
            path: ["NotifyAlreadyProcessed", "AlreadyProcessed"], before: ["Fetch": "Upload.AlreadyProcessed"]),
        Case(
            state: "Quarantine", errors: ["Objects.Unusable", "Objects.Unavailable", "Lambda.Unknown"],
            path: ["Quarantine"] + told, before: ["Fetch": "Upload.Empty"]),
        Case(
            state: "NotifyFailure", errors: ["Publish.Refused", "Publish.Unavailable", "States.Timeout"],
            path: ["NotifyFailure", "Unannounced", "FailedUnannounced"], before: ["Fetch": "Upload.NotFound"]),
        Case(
            state: "NotifyFailure", errors: ["Lambda.Unknown"],
            path: ["Fetch", "Quarantine", "NotifyFailure", "Unannounced", "FailedWithoutCause"],
            before: ["Fetch": "States.Timeout"]),
    ]

    private func failure(_ name: String) -> [TaskOutcome] {
        let cause: JSON = ["errorMessage": "It went wrong on purpose.", "errorType": .string(name)]
        let outcome: TaskOutcome =
            name == "States.Timeout" ? .timedOut(cause: nil) : .failed(error: name, cause: cause.text())
        return Array(repeating: outcome, count: 20)
    }

    /// How often the machine tries before it gives up.
    private func attempts(_ error: String) -> Int {
        switch error {
        case "Lambda.ServiceException": 7
        case "Runtime.ExitError", "Lambda.Unknown": 3
        case "Objects.Unavailable", "Store.Unavailable", "Publish.Unavailable": 9
        default: 1
        }
    }

    @Test(arguments: cases.flatMap { branch in branch.errors.map { (branch, $0) } })
    func theBranchIsTaken(_ branch: Case, error: String) async throws {
        let machine = Machine()
        let key = "incoming/me/my runs.csv"
        try machine.upload(Upload.runs(3), as: key)
        var failing = branch.before.mapValues(failure)
        failing[branch.state] = failure(error)
        let run = try await machine.run(Upload.event(key), failing: failing)

        #expect(Array(run.path.suffix(branch.path.count)) == branch.path)
        #expect(run.failures.count { $0 == error } == attempts(error))
        let last = try #require(branch.path.last)
        switch last {
        case "AlreadyProcessed": #expect(run.status == "SUCCEEDED")
        case "StoredUnannounced":
            #expect(run.error == "Import.Unannounced")
            #expect(run.cause.contains("The workouts were stored"))
        case "FailedUnannounced":
            #expect(run.error == branch.before["Fetch"])
            #expect(run.cause.contains("It went wrong on purpose."))
        case "FailedWithoutCause":
            #expect(run.error == branch.before["Fetch"])
            #expect(run.cause.contains("did not end in time"))
        default:
            // A failure to quarantine must not hide why the upload failed.
            #expect(run.error == branch.before["Fetch"] ?? error)
            #expect(run.cause.hasPrefix("my runs.csv was not imported: "))
        }
        #expect(run.status == (last == "AlreadyProcessed" ? "SUCCEEDED" : "FAILED"))

        let isStored = branch.state == "Notify"
        #expect(machine.dump().contains { $0.hasPrefix("workouts:") } == isStored)
        let isKept = branch.path.contains("Quarantine") && branch.state != "Quarantine"
        #expect(machine.object("quarantine/me/run-1/upload/my runs.csv") == (isKept ? Upload.runs(3) : nil))
        let reason = try machine.object("quarantine/me/run-1/reason.json").map { try JSON(parsing: $0) }
        #expect(reason?["error"] == (isKept ? .string(branch.before["Fetch"] ?? error) : nil))
        if isKept, last == "Failed" { #expect(run.cause.contains("The file is kept at file:///")) }
    }

    @Test func everyCatcherOfTheMachineIsTaken() throws {
        for (name, state) in try Machine.source()["States"]?.object ?? [:] {
            for catcher in state["Catch"]?.array ?? [] {
                let names = (catcher["ErrorEquals"]?.array ?? []).compactMap(\.string)
                let next = catcher["Next"]?.string
                let taken = Self.cases.filter { $0.state == name && $0.path.dropFirst().first == next }
                    .flatMap(\.errors)
                if names == ["States.ALL"] {
                    #expect(!taken.isEmpty, "\(name) States.ALL")
                } else {
                    #expect(Set(names).subtracting(taken).isEmpty, "\(name)")
                }
            }
        }
    }
}
