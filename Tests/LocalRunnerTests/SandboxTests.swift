import JSON
import TestSupport
import Testing

@testable import LocalRunner

@Suite(.timeLimit(.minutes(5))) struct SandboxTests {
    private func invocation(_ requestID: String) -> Invocation {
        Invocation(
            requestID: requestID, functionARN: "arn", traceID: "t", timeout: .seconds(20),
            payload: Array(#"{"do":"context"}"#.utf8))
    }

    private func process(_ outcome: Sandbox.Outcome) -> String? {
        guard case .finished(.succeeded(let answer)) = outcome else { return nil }
        return answer["process"]?.text()
    }

    @Test func aKillThatComesTooLateHitsNobodyElse() async throws {
        let sandbox = Sandbox(
            function: LocalFunction(name: "Echo", executable: try BuiltProducts.path(of: "EchoStage")), ambient: [:],
            initTimeout: .seconds(20), servers: RuntimeServerPool()
        ) { _ in }
        let first = process(await sandbox.invoke(invocation("one")))
        await sandbox.terminate("one")
        let second = process(await sandbox.invoke(invocation("two")))
        #expect(first != nil)
        #expect(first == second)
        await sandbox.terminate()
        await sandbox.waitUntilGone()
    }

    @Test func whatIsGivenUpBeforeItBeginsLeavesTheProcessAlone() async throws {
        let sandbox = Sandbox(
            function: LocalFunction(name: "Echo", executable: try BuiltProducts.path(of: "EchoStage")), ambient: [:],
            initTimeout: .seconds(20), servers: RuntimeServerPool()
        ) { _ in }
        let early = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await sandbox.invoke(invocation("one"))
        }
        guard case .finished(.cancelled) = await early.value else {
            Issue.record("not cancelled")
            return
        }
        #expect(await sandbox.isUsable)
        await sandbox.terminate()
        await sandbox.waitUntilGone()
    }
}
