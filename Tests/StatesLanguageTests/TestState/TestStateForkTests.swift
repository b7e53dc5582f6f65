import JSON
import StatesLanguage
import Testing

/// Map and Parallel states, whose iterations and branches are always mocked.
@Suite struct TestStateForkTests {
    static let processor: JSON = [
        "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "Inner",
        "States": ["Inner": ["Type": "Pass", "End": true]],
    ]

    private func inspection(
        _ fields: JSONObject, input: JSON = [:], _ members: JSONObject = [:]
    ) async throws -> JSON? {
        var (definition, request) = (fields, members)
        definition["Type"] = "Map"
        definition["ItemProcessor"] = Self.processor
        definition["End"] = true
        request["input"] = input
        request["inspectionLevel"] = "DEBUG"
        request["mock"] = request["mock"] ?? ["result": []]
        return try await TestStateCall.response(.object(definition), request).withoutTexts
    }

    @Test func itemsAreSelectedAndBatched() async throws {
        let response = try await inspection(
            [
                "ItemsPath": "$.rows", "ItemSelector": ["i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value"],
                "ItemBatcher": ["MaxItemsPerBatch": 2, "BatchInput": ["unit.$": "$.unit"]], "MaxConcurrency": 3,
            ], input: ["rows": [7, 8, 9], "unit": "km"])
        let items: [JSON] = [["i": 0, "v": 7], ["i": 1, "v": 8], ["i": 2, "v": 9]]
        #expect(response?["status"] == "SUCCEEDED")
        #expect(response?["inspectionData"]?["afterItemsPath"] == [7, 8, 9])
        #expect(response?["inspectionData"]?["afterItemSelector"] == .array(items))
        #expect(
            response?["inspectionData"]?["afterItemBatcher"] == [
                ["BatchInput": ["unit": "km"], "Items": [items[0], items[1]]],
                ["BatchInput": ["unit": "km"], "Items": [items[2]]],
            ])
        #expect(response?["inspectionData"]?["maxConcurrency"] == 3)
    }

    @Test(
        arguments: [
            (["InputType": "JSON", "ItemsPointer": "/a"], #"{"a": [1, 2]}"#, [1, 2]),
            (["InputType": "JSONL"], "1\n2\n", [1, 2]),
            (["InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"], "n\n1\n2\n", [["n": "1"], ["n": "2"]]),
            (["InputType": "JSON", "MaxItems": 1], "[1, 2]", [1]),
        ] as [(JSON, String, JSON)]) func theDataOfAnItemReaderIsRead(_ config: JSON, _ data: String, _ items: JSON)
        async throws
    {
        let reader: JSON = [
            "Resource": "arn:aws:states:::s3:getObject", "Parameters": ["Bucket": "b", "Key": "k"],
            "ReaderConfig": config,
        ]
        let response = try await inspection(
            [
                "ItemReader": reader,
                "ItemSelector": ["v.$": "$$.Map.Item.Value", "from.$": "$$.Map.Item.Source"],
            ], ["stateConfiguration": ["mapItemReaderData": .string(data)]])
        let selected = items.array?.map { ["v": $0, "from": "S3://b/k"] as JSON }
        #expect(response?["inspectionData"]?["afterItemSelector"]?.array == selected)
        let pointed = config["ItemsPointer"].map { _ in items }
        #expect(response?["inspectionData"]?["afterItemsPointer"] == pointed)
    }

    @Test func dataThatCannotBeReadFailsTheState() async throws {
        let reader: JSON = [
            "Resource": "arn:aws:states:::s3:getObject", "Parameters": ["Bucket": "b", "Key": "k"],
            "ReaderConfig": ["InputType": "JSON"],
        ]
        let response = try await inspection(
            ["ItemReader": reader], ["stateConfiguration": ["mapItemReaderData": "[1,"]])
        #expect(response?["status"] == "FAILED")
        #expect(response?["error"] == "States.ItemReaderFailed")
    }

    @Test(
        arguments: [
            (["ToleratedFailureCount": 1], 1, "SUCCEEDED"), (["ToleratedFailureCount": 1], 2, "FAILED"),
            (["ToleratedFailurePercentage": 50], 2, "SUCCEEDED"), (["ToleratedFailurePercentage": 49], 2, "FAILED"),
            ([:], 4, "SUCCEEDED"),
        ] as [(JSON, Int, JSON)]) func moreFailuresThanToleratedFailTheState(
            _ fields: JSON, _ failures: Int, _ status: JSON
        ) async throws
    {
        let response = try await inspection(
            try #require(fields.object), input: [1, 2, 3, 4],
            ["stateConfiguration": ["mapIterationFailureCount": .int(failures)]])
        #expect(response?["status"] == status)
        #expect(response?["error"] == (status == "FAILED" ? "States.ExceedToleratedFailureThreshold" : .none))
        #expect(response?["inspectionData"]?["toleratedFailureCount"] == fields["ToleratedFailureCount"])
        #expect(response?["inspectionData"]?["toleratedFailurePercentage"] == fields["ToleratedFailurePercentage"])
    }

    @Test func anInlineMapWantsAnArray() async throws {
        let definition: JSON = [
            "Type": "Map", "ItemsPath": "$$.Execution.Input",
            "ItemProcessor": ["StartAt": "I", "States": ["I": ["Type": "Pass", "End": true]]], "End": true,
        ]
        let response = try await TestStateCall.response(definition, ["mock": ["result": []]])
        #expect(response["error"] == "States.Runtime")
        #expect(response["cause"] == "Reference path \"$.Execution.Input\" must point to array.")
    }

    @Test func aParallelStateTakesAResultForEachBranch() async throws {
        let branches = ["A", "B"].map {
            ["StartAt": .string($0), "States": .object([$0: ["Type": "Succeed"]])] as JSON
        }
        let response = try await TestStateCall.response(
            [
                "Type": "Parallel", "Branches": .array(branches), "ResultSelector": ["second.$": "$[1]"],
                "ResultPath": "$.r", "Next": "After",
            ], ["input": ["a": 1], "mock": ["result": [10, 20]], "inspectionLevel": "DEBUG"])
        #expect(
            response.withoutTexts == [
                "status": "SUCCEEDED", "output": ["a": 1, "r": ["second": 20]], "nextState": "After",
                "inspectionData": [
                    "input": ["a": 1], "afterResultSelector": ["second": 20],
                    "afterResultPath": ["a": 1, "r": ["second": 20]],
                ],
            ])
    }

    @Test func aStateInsideAnotherIsFoundByItsName() async throws {
        let machine: JSON = [
            "QueryLanguage": "JSONata", "StartAt": "Outer",
            "States": [
                "Outer": [
                    "Type": "Map", "End": true,
                    "ItemProcessor": [
                        "StartAt": "Inner",
                        "States": [
                            "Inner": ["Type": "Pass", "Output": "{% $states.input.n * 2 %}", "Next": "Last"],
                            "Last": ["Type": "Succeed"],
                        ],
                    ],
                ]
            ],
        ]
        let response = try await TestStateCall.response(machine, ["stateName": "Inner", "input": ["n": 4]])
        #expect(response == ["status": "SUCCEEDED", "output": "8", "nextState": "Last"])
    }
}
