import Foundation
import JSON
import LocalRunner
import StatesLanguage
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct S3ClientTests {
    @Test(arguments: [0, 1, 2])
    func bucketsAreAList(count: Int) async throws {
        let names = ["a", "b"].prefix(count)
        let objects = Dictionary(uniqueKeysWithValues: names.map { ($0, Data()) })
        try await ObjectServer.serving(objects) { address, _ in
            let clients = ServiceClients(endpoint: address)
            let runner = LocalTaskRunner(
                functions: FunctionDirectory(local: nil, names: [], endpoints: [:], clients: clients), clients: clients)
            let outcome = await runner.run(
                TaskRequest(resource: "arn:aws:states:::aws-sdk:s3:listBuckets", parameters: [:], stateName: "S"))
            let buckets = names.map { ["Name": .string($0)] as JSON }
            #expect(outcome == .succeeded(["Buckets": .array(buckets), "Owner": ["ID": "me"]]))
        }
    }
}
