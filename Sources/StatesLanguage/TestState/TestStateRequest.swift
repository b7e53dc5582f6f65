import JSON

/// A TestState request whose members have the types of the API model and whose texts are read.
struct TestStateRequest: Sendable {
    enum InspectionLevel: String, CaseIterable, Sendable {
        case debug = "DEBUG"
        case info = "INFO"
        case trace = "TRACE"
    }

    /// UTF-8 bytes of inputs, results and other data.
    static let dataLength = 0...ExecutionLimits.serviceDataBytes

    let definition: String
    /// The state to test of a whole machine; nil where the definition is a single state.
    let stateName: String?
    let input: JSON
    let inspectionLevel: InspectionLevel
    let roleARN: String?
    let revealsSecrets: Bool
    let variables: JSONObject
    let mock: StateMock?
    /// What the context object is to be, in parts.
    let context: StatedContext?
    let configuration: StateConfiguration

    init(_ source: JSON) throws(TestStateError) {
        let members = try RequestMembers(source)
        definition = try members.required("definition", in: 1...1_048_576)
        stateName = try members.text("stateName", in: 1...80)
        inspectionLevel = try members.word("inspectionLevel", InspectionLevel.self) ?? .info
        roleARN = try members.text("roleArn", in: 1...256)
        revealsSecrets = try members.flag("revealSecrets")
        input = try Self.input(members)
        variables = try Self.variables(members)
        mock = try members.members("mock").map { mock throws(TestStateError) in try StateMock(mock) }
        context = try StatedContext(members)
        configuration = try StateConfiguration(members.members("stateConfiguration"))
    }

    private static func input(_ members: RequestMembers) throws(TestStateError) -> JSON {
        switch try members.document("input", in: dataLength) {
        case nil: return [:]
        case .success(let input): return input
        case .failure(let error): throw .invalidInput("\(error)")
        }
    }

    private static func variables(_ members: RequestMembers) throws(TestStateError) -> JSONObject {
        guard let document = try members.document("variables", in: dataLength) else { return [:] }
        guard case .success(.object(let variables)) = document else {
            throw .validation("Invalid Variables provided: the text must be a JSON object.")
        }
        for name in variables.keys where !VariableName.isValid(name) {
            throw .validation("Invalid Variables provided: '\(name)' is not the name of a variable.")
        }
        return variables
    }
}

/// What is said to have happened in the state before: `stateConfiguration`.
struct StateConfiguration: Sendable {
    /// How often the retrier that takes the mocked error was used.
    let retrierRetryCount: Int?
    /// The state inside a Map or Parallel state that the mocked error comes from.
    let errorCausedByState: String?
    /// How many iterations of a Map state failed.
    let mapIterationFailureCount: Int?
    /// What an `ItemReader` finds in its object.
    let mapItemReaderData: String?

    init(_ members: RequestMembers?) throws(TestStateError) {
        retrierRetryCount = try members?.count("retrierRetryCount")
        errorCausedByState = try members?.text("errorCausedByState", in: 1...80)
        mapIterationFailureCount = try members?.count("mapIterationFailureCount")
        mapItemReaderData = try members?.text("mapItemReaderData", in: TestStateRequest.dataLength)
    }

    /// The members that are given, as messages name them.
    var given: [String] {
        [
            retrierRetryCount.map { _ in "RetrierRetryCount" }, errorCausedByState.map { _ in "ErrorCausedByState" },
            mapIterationFailureCount.map { _ in "MapIterationFailureCount" },
            mapItemReaderData.map { _ in "MapItemReaderData" },
        ].compactMap { $0 }
    }
}
