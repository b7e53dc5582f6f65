public import JSON

/// One call of the TestState API: runs a single state, and tells what it made of its data.
///
/// The state is evaluated by the code that executions use. A Task's work, the branches of a Parallel state and the
/// iterations of a Map are given by the request's `mock`; only a Task without one is carried out, by a ``TaskRunner``.
/// Waits take no time.
///
/// ```swift
/// let test = try TestState(request, now: now)
/// print(await test.run(with: runner))
/// ```
public struct TestState: Sendable {
    /// How long a state may take; beyond it fails with `States.Timeout`.
    static let maximumDuration = Duration.seconds(300)

    let request: TestStateRequest
    let subject: StateUnderTest
    /// What `$$` is, but for the token of a task and the item of a Map.
    let context: JSONObject
    let now: Timestamp
    let seed: UInt64

    /// Reads a request and refuses what the service refuses.
    ///
    /// - Parameters:
    ///   - request: The members of the API's TestStateInput; `input`, `variables`, `context` and the mock's result are
    ///     JSON text.
    ///   - identity: The names that the context object shows; the role comes from the request.
    ///   - now: The time of the call.
    ///   - seed: What random numbers, UUIDs and jitter follow from.
    /// - Throws: ``TestStateError`` with the code and the message that the API answers.
    public init(
        _ request: JSON, identity: ExecutionIdentity = ExecutionIdentity(), now: Timestamp, seed: UInt64 = 0
    ) throws(TestStateError) {
        let request = try TestStateRequest(request)
        subject = try StateUnderTest(definition: request.definition, stateName: request.stateName)
        try request.check(against: subject)
        (self.request, self.now, self.seed) = (request, now, seed)
        let base = Self.context(identity, request, subject.state, now)
        context = request.context?.merged(into: base) ?? base
    }

    /// Runs the state.
    ///
    /// - Parameter runner: Carries out a Task that is not mocked.
    /// - Returns: The members of the API's TestStateOutput. A state that fails is an ordinary response.
    public func run(with runner: any TaskRunner) async -> JSON {
        var run = TestStateRun(self)
        return await run.response(runner)
    }

    /// The context object of a state that was just entered, in an express execution that was just started.
    private static func context(
        _ identity: ExecutionIdentity, _ request: TestStateRequest, _ state: State, _ now: Timestamp
    ) -> JSONObject {
        let (place, time) = ("\(identity.region):\(identity.account)", JSON.string(now.iso8601))
        let (machine, execution) = (identity.stateMachineName, identity.executionName)
        var visit: JSONObject = ["Name": .string(StateUnderTest.name), "EnteredTime": time]
        if state.canRetry { visit["RetryCount"] = .int(request.configuration.retrierRetryCount ?? 0) }
        return [
            "Execution": [
                "Id": .string("arn:aws:states:\(place):express:\(machine):\(execution)"), "Input": request.input,
                "StartTime": time, "Name": .string(execution),
                "RoleArn": request.roleARN.map { .string($0) } ?? .null,
            ],
            "StateMachine": ["Id": .string(identity.stateMachineARN), "Name": .string(machine)],
            "State": .object(visit),
        ]
    }
}
