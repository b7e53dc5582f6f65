import Failures
import JSON
import Testing

/// The names in `Retry` and `Catch` against the names that errors carry.
@Suite struct ErrorNameTests {
    /// Names that Step Functions itself gives.
    private static let reserved: Set = [
        "States.ALL", "States.Timeout", "States.TaskFailed", "States.Permissions", "States.DataLimitExceeded",
        "States.HeartbeatTimeout",
    ]

    /// Names that Lambda, or Step Functions on its behalf, gives a function that failed or was not reached.
    /// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html and
    /// https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
    private static let lambda: Set = [
        // The service, not the function; all of them pass.
        "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
        "Lambda.ClientExecutionTimeoutException", "Lambda.TooManyRequestsException",
        // The process ended before it answered; the second is what older runtimes are called by.
        "Runtime.ExitError", "Lambda.Unknown",
        // The function's own timeout.
        "Sandbox.Timedout",
    ]

    /// What each stage can throw, apart from what any stage can: `Store.Unusable`, since the environment may name no
    /// store, and `anyStage`.
    private static let thrown: [String: [ErrorName]] = [
        "Fetch": [
            .uploadKeyInvalid, .uploadNotFound, .uploadChanged, .uploadAlreadyProcessed, .uploadEmpty, .uploadNotCSV,
            .uploadTooWide, .uploadUnknownFormat, .uploadNotWorkouts, .uploadMissingColumn, .storeUnavailable,
        ],
        "Clean": [.uploadNotFound, .uploadChanged, .rowsTooManyRejected],
        "Diff": [.uploadNotFound, .storeUnavailable],
        "Notify": [.publishUnavailable, .publishRefused],
    ]
    private static let anyStage: [ErrorName] = [
        .eventInvalid, .storeUnusable, .objectsUnavailable, .objectsUnusable, .deadlineExceeded, .internalFailure,
    ]

    private struct TaskState {
        var name: String
        var state: JSON

        func names(in field: String) -> [[String]] {
            (state[field]?.array ?? []).map { ($0["ErrorEquals"]?.array ?? []).compactMap(\.string) }
        }
    }

    private let machine: JSON
    private let tasks: [TaskState]

    init() throws {
        machine = try Machine.source()
        tasks = (machine["States"]?.object ?? [:]).filter { $0.value["Type"] == "Task" }
            .map { TaskState(name: $0.key, state: $0.value) }
    }

    @Test func everyNameInTheMachineIsOneThatSomeErrorCarries() {
        let known = Self.reserved.union(Self.lambda).union(ErrorName.allCases.map(\.rawValue))
        for task in tasks {
            for field in ["Retry", "Catch"] {
                #expect(Set(task.names(in: field).joined()).subtracting(known).isEmpty, "\(task.name) \(field)")
            }
        }
    }

    @Test(arguments: ErrorName.allCases.filter { !$0.isTransient })
    func everyPermanentErrorHasABranchByNameAndNoRetry(_ name: ErrorName) {
        #expect(tasks.contains { $0.names(in: "Catch").joined().contains(name.rawValue) })
        #expect(!tasks.contains { $0.names(in: "Retry").joined().contains(name.rawValue) })
    }

    @Test(arguments: ErrorName.allCases.filter(\.isTransient))
    func everyTransientErrorIsRetried(_ name: ErrorName) {
        for task in tasks {
            let stage = Self.thrown[task.name] ?? Self.thrown["Notify"] ?? []
            guard task.name != "Quarantine", (stage + Self.anyStage).contains(name) else { continue }
            #expect(task.names(in: "Retry").joined().contains(name.rawValue), "\(task.name)")
        }
    }

    /// Whatever befalls the messages has one branch: the workouts are stored, or the failure stands.
    @Test(arguments: ["Fetch", "Clean", "Diff"])
    func whatAStageThrowsForGoodIsCaughtByName(_ name: String) throws {
        let task = try #require(tasks.first { $0.name == name })
        let caught = Set(task.names(in: "Catch").joined())
        for error in (Self.thrown[name] ?? []) + Self.anyStage where !error.isTransient {
            #expect(caught.contains(error.rawValue), "\(error.rawValue)")
        }
    }

    @Test func everythingThatRunsHasATimeLimitAndALastResort() {
        #expect(machine["TimeoutSeconds"]?.int != nil)
        #expect(tasks.count == 7)
        for task in tasks {
            #expect(task.state["TimeoutSeconds"]?.int != nil, "\(task.name)")
            let catchers = task.names(in: "Catch")
            #expect(catchers.last == ["States.ALL"], "\(task.name)")
            #expect(!catchers.dropLast().joined().contains("States.ALL"), "\(task.name)")
            #expect(!task.names(in: "Retry").joined().contains("States.ALL"), "\(task.name)")
        }
    }

    @Test func everyRetryBacksOffWithinBounds() {
        for task in tasks {
            for retrier in task.state["Retry"]?.array ?? [] {
                #expect(retrier["JitterStrategy"] == "FULL")
                #expect((retrier["BackoffRate"]?.double ?? 0) > 1)
                #expect(retrier["MaxDelaySeconds"]?.int != nil)
                #expect((1...10).contains(retrier["MaxAttempts"]?.int ?? 0))
            }
        }
    }

    @Test func everyFailStateNamesItsError() {
        for (name, state) in machine["States"]?.object ?? [:] where state["Type"] == "Fail" {
            #expect(state["Error"] != nil || state["ErrorPath"] != nil, "\(name)")
            #expect(state["Cause"] != nil || state["CausePath"] != nil, "\(name)")
        }
    }
}
