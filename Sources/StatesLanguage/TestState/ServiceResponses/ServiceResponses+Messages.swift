extension ServiceResponses {
    static let eventBridge: [String: ResponseShape] = [
        "putEvents": .structure([
            "FailedEntryCount": .number,
            "Entries": .list(.structure(["EventId": .text, "ErrorCode": .text, "ErrorMessage": .text])),
        ])
    ]

    static let sns: [String: ResponseShape] = [
        "publish": .structure(["MessageId": .text, "SequenceNumber": .text]),
        "publishBatch": .structure([
            "Successful": .list(.structure(["Id": .text, "MessageId": .text, "SequenceNumber": .text])),
            "Failed": .list(failedEntry),
        ]),
    ]

    static let sqs: [String: ResponseShape] = [
        "sendMessage": .structure([
            "MD5OfMessageBody": .text, "MD5OfMessageAttributes": .text, "MD5OfMessageSystemAttributes": .text,
            "MessageId": .text, "SequenceNumber": .text,
        ]),
        "sendMessageBatch": .structure(
            [
                "Successful": .list(
                    .structure(
                        [
                            "Id": .text, "MessageId": .text, "MD5OfMessageBody": .text,
                            "MD5OfMessageAttributes": .text, "MD5OfMessageSystemAttributes": .text,
                            "SequenceNumber": .text,
                        ], required: ["Id", "MessageId", "MD5OfMessageBody"])), "Failed": .list(failedEntry),
            ], required: ["Successful", "Failed"]),
        "receiveMessage": .structure([
            "Messages": .list(
                .structure([
                    "MessageId": .text, "ReceiptHandle": .text, "MD5OfBody": .text, "Body": .text,
                    "Attributes": .map(.text), "MD5OfMessageAttributes": .text,
                ]))
        ]),
    ]

    /// An entry of a batch that was refused.
    private static let failedEntry = ResponseShape.structure(
        ["Id": .text, "SenderFault": .flag, "Code": .text, "Message": .text], required: ["Id", "SenderFault", "Code"])
}
