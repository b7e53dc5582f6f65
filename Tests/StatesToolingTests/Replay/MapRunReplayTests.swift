import JSON
import StatesLanguage
import StatesTooling
import Testing

/// A history tells of a distributed Map only that it ran and what the state gave.
@Suite struct MapRunReplayTests {
    private static func machine(next: JSON = ["Type": "Pass", "End": true], mapFields: JSONObject = [:]) -> JSON {
        var map: JSONObject = [
            "Type": "Map", "Label": "Rows", "Next": "Then", "ResultPath": "$.done", "Assign": ["first.$": "$[0]"],
            "ItemsPath": "$.items",
            "ItemProcessor": [
                "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "Treat",
                "States": ["Treat": Machines.task()],
            ],
        ]
        for member in mapFields { map[member.key] = member.value }
        var states: JSONObject = ["Each": .object(map), "Then": next]
        if mapFields["ItemReader"] != nil {
            states["Each"] = .object(JSONObject(map.filter { $0.key != "ItemsPath" }.map { ($0.key, $0.value) }))
        }
        if mapFields["Catch"] != nil { states["Sorry"] = ["Type": "Succeed"] }
        return ["StartAt": "Each", "States": .object(states)]
    }

    private func history(_ source: JSON, mocks: JSON) async throws -> RecordedHistory {
        try RecordedHistory(try await Machines.run(source, input: ["items": [1, 2]], mocks: mocks).result)
    }

    private static let treated: JSON = ["Treat": [["return": "a"], ["return": "b"]]]

    @Test func theRestIsComparedWithWhatTheStateGave() async throws {
        let usesVariable: JSON = ["Type": "Pass", "Parameters": ["v.$": "$first", "d.$": "$.done"], "End": true]
        let source = Self.machine(next: usesVariable)
        let history = try await history(source, mocks: Self.treated)
        #expect(history.events.contains { $0.type == .mapRunSucceeded })
        let same = Replay(try Definition(source), history)
        #expect(same.divergence == nil)
        #expect(same.obstacle == nil)
        #expect(same.execution.status == .succeeded)
        let changed: JSON = ["Type": "Pass", "Parameters": ["v.$": "$first"], "End": true]
        let divergence = try #require(Replay(try Definition(Self.machine(next: changed)), history).divergence)
        #expect(divergence.differences.map(\.path) == ["output.d"])
    }

    @Test(
        arguments: [
            ["Catch": [["ErrorEquals": ["States.ALL"], "Next": "Sorry"]]],
            ["Retry": [["ErrorEquals": ["States.ALL"], "MaxAttempts": 1]]], [:],
        ] as [JSONObject]) func runsThatFailFailAgain(_ fields: JSONObject) async throws
    {
        let source = Self.machine(mapFields: fields)
        let mocks: JSON = ["Treat": [["throw": ["error": "E"]], ["return": 1], ["return": "a"], ["return": "b"]]]
        let replay = Replay(try Definition(source), try await history(source, mocks: mocks))
        #expect(replay.recorded.contains { $0.type == .mapRunFailed })
        #expect(replay.divergence == nil)
    }

    @Test func aDataSetIsNotRead() async throws {
        let source = Self.machine(mapFields: [
            "ItemReader": [
                "Resource": "arn:aws:states:::s3:getObject", "Parameters": ["Bucket": "in", "Key": "k.json"],
                "ReaderConfig": ["InputType": "JSON"],
            ]
        ])
        let without = Self.machine()
        var events = try #require(
            try await Machines.run(without, input: ["items": [1, 2]], mocks: Self.treated)
                .result["history"]?.array)
        // As the service has it for items that are read.
        var first = try #require(events[2].object)
        first["mapStateStartedEventDetails"] = ["length": 0]
        events[2] = .object(first)
        let replay = Replay(try Definition(source), try RecordedHistory(.array(events)))
        #expect(replay.divergence?.differences == nil)
        #expect(replay.execution.status == .succeeded)
    }

    @Test func whatTheHistoryLeavesOutIsNoParting() async throws {
        let source = Self.machine()
        let events = try await Machines.run(source, input: ["items": [1, 2]], mocks: Self.treated).history.map(\.json)
        let cut = try JSON(
            parsing: JSON.array(events).text().replacing(
                #"\"done\":[\"a\",\"b\"]}","outputDetails":{"truncated":false}"#,
                with: #"\"done\":","outputDetails":{"truncated":true}"#))
        let replay = Replay(try Definition(source), try RecordedHistory(cut))
        #expect(replay.divergence == nil)
        #expect(replay.obstacle?.event == 5)
        #expect(replay.obstacle?.problem.contains("the Map state 'Each'") == true)
    }
}
