import JSON

/// The `mock` of a TestState request: how the work of the state is said to end.
struct StateMock: Sendable {
    enum Answer: Sendable {
        case result(JSON)
        case failure(Failure)
    }

    /// How a result is compared with the response that the service's API model describes.
    enum FieldValidationMode: String, CaseIterable, Sendable {
        /// Required members must be there, and what is there must be as the model says.
        case strict = "STRICT"
        /// What is there must be as the model says.
        case present = "PRESENT"
        case none = "NONE"
    }

    let answer: Answer
    let fieldValidationMode: FieldValidationMode

    init(_ members: RequestMembers) throws(TestStateError) {
        fieldValidationMode = try members.word("fieldValidationMode", FieldValidationMode.self) ?? .strict
        let result = try members.document("result", in: TestStateRequest.dataLength)
        let failure = try members.members("errorOutput").map { output throws(TestStateError) in
            Failure.task(
                error: try output.required("error", in: 0...256), cause: try output.text("cause", in: 0...32_768),
                ExecutionLimits())
        }
        switch (result, failure) {
        case (nil, let failure?): answer = .failure(failure)
        case (.success(let value)?, nil): answer = .result(value)
        case (.failure?, nil): throw .validation("Mocked result must be valid JSON")
        case (_?, _?):
            throw .validation(
                "A test mock should have only one of the following fields: [result, errorOutput].")
        case (nil, nil): throw .validation("A test mock must have one of the following fields: [result, errorOutput].")
        }
    }

    /// Refuses the mock where it cannot be what the work of a state gives.
    func check(against state: State) throws(TestStateError) {
        guard state.canRetry else {
            throw .validation("State type '\(state.kind.rawValue)' is not supported when a mock is specified")
        }
        guard case .result(let result) = answer else { return }
        switch state {
        case .map(let map) where map.distributed.resultWriter?.parameters != nil:
            if result.object == nil { throw .validation("Mocked result must be a JSON object.") }
        case .map:
            if result.array == nil { throw .validation("Mocked result must be an array.") }
        case .parallel(let parallel):
            guard let results = result.array else { throw .validation("Mocked result must be an array.") }
            if results.count != parallel.branches.count {
                throw .validation("Mocked result must contain the same number of items as number of Parallel branches.")
            }
        case .task(let task):
            guard fieldValidationMode != .none, let resource = task.resource,
                let shape = ServiceResponses.shape(of: resource)
            else { return }
            try ResponseCheck(requiresMembers: fieldValidationMode == .strict).check(result, shape)
        default: break
        }
    }
}
