import JSON
import StatesLanguage

extension Operation {
    // The interpreter checks the members itself: what may stand beside what is a matter of the state that is tested.
    static let testState = [Operation("TestState", []) { try await $0.testState($1) }]
}

extension StatesService {
    nonisolated func testState(_ request: Request) async throws -> JSONObject {
        let identity = ExecutionIdentity(
            region: partition.region, account: partition.account, stateMachineName: configuration.makeID(),
            executionName: configuration.makeID())
        do throws(TestStateError) {
            let test = try TestState(
                .object(request.members), identity: identity, now: configuration.clock.now,
                seed: configuration.makeSeed())
            let response = await test.run(with: configuration.makeRunner(OwnClient(service: self)))
            return response.object ?? JSONObject()
        } catch {
            throw ServiceError(error.code, error.message)
        }
    }
}
