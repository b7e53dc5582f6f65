import JSON
import StatesLanguage
import Testing

/// What is wrong with the fields of a distributed Map, and where.
@Suite struct DistributedFieldTests {
    private static func object(_ config: JSON) -> JSON { DistributedMap.reader("k", config) }

    static let problems: [(fields: JSON, pointer: String, message: String)] = [
        (
            ["ItemReader": ["Resource": "arn:aws:states:::s3:listObjectsV2"]], "/States/M/ItemReader",
            "These fields are required: [Parameters]"
        ),
        (
            ["ItemReader": object(["InputType": "PARQUET"])], "/States/M/ItemReader/ReaderConfig/InputType",
            "The InputType 'PARQUET' is not supported"
        ),
        (
            ["ItemReader": object(["InputType": "CSV"])], "/States/M/ItemReader/ReaderConfig",
            "The field 'CSVHeaderLocation' is required"
        ),
        (
            ["ItemReader": object(["InputType": "CSV", "CSVHeaderLocation": "GIVEN"])],
            "/States/M/ItemReader/ReaderConfig", "These fields are required: [CSVHeaders]"
        ),
        (
            ["ItemReader": object(["InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "CSVDelimiter": "DOT"])],
            "/States/M/ItemReader/ReaderConfig/CSVDelimiter",
            "Value should be one of the following: [COMMA, PIPE, SEMICOLON, SPACE, TAB]"
        ),
        (
            ["ItemReader": object(["InputType": "JSONL", "ItemsPointer": "/a"])],
            "/States/M/ItemReader/ReaderConfig/ItemsPointer",
            "The field 'ItemsPointer' is only supported for the InputType 'JSON'"
        ),
        (
            ["ItemReader": object(["InputType": "JSON", "Colour": 1])], "/States/M/ItemReader/ReaderConfig/Colour",
            "Field 'Colour' is not supported"
        ),
        (
            ["ItemBatcher": ["BatchInput": 1]], "/States/M/ItemBatcher",
            "An ItemBatcher has at least one of [MaxItemsPerBatch, MaxInputBytesPerBatch]"
        ),
        (
            ["ItemBatcher": ["MaxItemsPerBatch": 0]], "/States/M/ItemBatcher/MaxItemsPerBatch",
            "Minimum value is 1"
        ),
        (
            ["ResultWriter": [:]], "/States/M/ResultWriter",
            "Value cannot be empty: a ResultWriter has WriterConfig, or Resource and Parameters"
        ),
        (
            ["ResultWriter": ["Resource": "arn:aws:states:::s3:putObject"]], "/States/M/ResultWriter",
            "These fields are required: [Parameters]"
        ),
    ]

    @Test(arguments: problems)
    func theProblemIsNamedWithItsPlace(fields: JSON, pointer: String, message: String) {
        let issues = Definition.issues(in: DistributedMap(fields: fields).definition)
        #expect(issues.map(\.pointer) == [pointer])
        #expect(issues.map(\.message) == [message])
    }

    @Test func anInlineMapHasNoDataSet() {
        let issues = Definition.issues(in: [
            "StartAt": "M",
            "States": [
                "M": [
                    "Type": "Map", "ItemBatcher": ["MaxItemsPerBatch": 1], "End": true,
                    "ItemProcessor": ["StartAt": "P", "States": ["P": ["Type": "Pass", "End": true]]],
                ]
            ],
        ])
        #expect(issues.map(\.pointer) == ["/States/M/ItemBatcher"])
    }

    @Test func aJSONataStateHasArguments() {
        var map = DistributedMap(fields: [
            "QueryLanguage": "JSONata",
            "ItemReader": [
                "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": ["InputType": "JSON"],
                "Arguments": ["Bucket": "b", "Key": "k"],
            ],
        ])
        #expect(Definition.issues(in: map.definition).isEmpty)
        map.fields = ["QueryLanguage": "JSONata", "ItemReader": Self.object(["InputType": "JSON"])]
        #expect(!Definition.issues(in: map.definition).isEmpty)
    }
}
