extension ServiceResponses {
    static let dynamoDB: [String: ResponseShape] = [
        "getItem": .structure(["Item": item, "ConsumedCapacity": capacity]),
        "putItem": change, "updateItem": change, "deleteItem": change, "query": page, "scan": page,
    ]

    private static let change = ResponseShape.structure([
        "Attributes": item, "ConsumedCapacity": capacity,
        "ItemCollectionMetrics": .structure(["ItemCollectionKey": item, "SizeEstimateRangeGB": .list(.number)]),
    ])

    private static let page = ResponseShape.structure([
        "Items": .list(item), "Count": .number, "ScannedCount": .number, "LastEvaluatedKey": item,
        "ConsumedCapacity": capacity,
    ])

    private static let item = ResponseShape.map(
        .structure([
            "S": .text, "N": .text, "B": .text, "SS": .list(.text), "NS": .list(.text), "BS": .list(.text),
            // Nested values are of the same shape; one level of them is looked at.
            "M": .map(.structure([:])), "L": .list(.structure([:])), "NULL": .flag, "BOOL": .flag,
        ]))

    private static let capacity = ResponseShape.structure([
        "TableName": .text, "CapacityUnits": .number, "ReadCapacityUnits": .number, "WriteCapacityUnits": .number,
    ])

    static let keyManagement: [String: ResponseShape] = [
        "encrypt": .structure([
            "CiphertextBlob": .text, "KeyId": .text, "EncryptionAlgorithm": encryptionAlgorithm,
        ]),
        "decrypt": .structure([
            "KeyId": .text, "Plaintext": .text, "EncryptionAlgorithm": encryptionAlgorithm,
            "CiphertextForRecipient": .text, "KeyMaterialId": .text,
        ]),
        "generateDataKey": .structure([
            "CiphertextBlob": .text, "Plaintext": .text, "KeyId": .text, "CiphertextForRecipient": .text,
            "KeyMaterialId": .text,
        ]),
    ]

    private static let encryptionAlgorithm = ResponseShape.word([
        "SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE",
    ])

    static let secretsManager: [String: ResponseShape] = [
        "getSecretValue": .structure([
            "ARN": .text, "Name": .text, "VersionId": .text, "SecretBinary": .text, "SecretString": .text,
            "VersionStages": .list(.text), "CreatedDate": .text,
        ])
    ]

    static let systemsManager: [String: ResponseShape] = [
        "getParameter": .structure(["Parameter": parameter]),
        "getParameters": .structure(["Parameters": .list(parameter), "InvalidParameters": .list(.text)]),
    ]

    private static let parameter = ResponseShape.structure([
        "Name": .text, "Type": .word(["String", "StringList", "SecureString"]), "Value": .text, "Version": .number,
        "Selector": .text, "SourceResult": .text, "LastModifiedDate": .text, "ARN": .text, "DataType": .text,
    ])
}
