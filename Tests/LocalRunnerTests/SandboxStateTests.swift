import JSON
import Testing

@testable import LocalRunner

@Suite struct SandboxStateTests {
    private let invocation = Invocation(
        requestID: "r1", functionARN: "arn", traceID: "t", timeout: .seconds(3), payload: [49])

    private func end(_ state: inout SandboxState, _ reason: SandboxState.EndReason) -> InvocationResult? {
        switch state.end(because: reason, timeout: .seconds(3), initTimeout: .seconds(10)) {
        case .finished(let result): result
        case .neverStarted: .refused(name: "never started", message: "")
        case nil: nil
        }
    }

    /// A sandbox that was handed the invocation.
    private func accepting() -> SandboxState {
        var state = SandboxState()
        _ = state.accept(invocation)
        return state
    }

    @Test func invocationGoesToAProcessThatAsks() throws {
        var state = accepting()
        let early = state.deliver()
        let isFirst = try state.askForNext()
        let delivered = state.deliver()
        let again = state.deliver()
        #expect((early, isFirst, delivered, again) == (nil, true, invocation, nil))
        let result = try state.answer("r1", with: .response(Array("[1]".utf8)))
        #expect(result == .succeeded([1]))
        #expect(throws: RuntimeAPIRefusal.invalidRequestID) { try state.answer("r1", with: .response([])) }
        let isFirstAgain = try state.askForNext()
        #expect(!isFirstAgain)
    }

    @Test func oneInvocationAtATime() {
        var state = accepting()
        let isAccepted = state.accept(invocation)
        #expect(!isAccepted)
    }

    @Test func processThatEndsIdleHasNotSeenTheInvocation() throws {
        var state = SandboxState()
        _ = try state.askForNext()
        _ = state.accept(invocation)
        let result = end(&state, .processEnded(.exited(1)))
        #expect(result == .refused(name: "never started", message: ""))
        let isAccepted = state.accept(invocation)
        #expect(!isAccepted)
    }

    @Test func onlyTheFirstEndCounts() {
        var state = accepting()
        let results = [end(&state, .terminated), end(&state, .processEnded(.signaled(9)))]
        #expect(results == [.cancelled, nil])
    }

    @Test func reportedStartFailureWinsOverTheExitThatFollows() throws {
        var state = accepting()
        let report = #"{"errorType":"Store.Unusable"}"#
        try state.failInitialization(with: report)
        let result = end(&state, .processEnded(.exited(1)))
        #expect(result == .functionFailed(FunctionError(posted: report)))
    }

    @Test(
        arguments: [
            (.exited(0), "Runtime exited without providing a reason"),
            (.exited(137), "Runtime exited with error: exit status 137"),
            (.signaled(9), "Runtime exited with error: signal: killed"),
        ] as [(SandboxProcess.End, String)])
    func endIsWordedAsLambdaDoes(_ end: SandboxProcess.End, message: String) {
        let error = FunctionError.processEnded(end, "r1")
        #expect(error.errorType == "Runtime.ExitError")
        #expect(
            error.payload == #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r1 Error: \#(message)"}"#)
    }
}
