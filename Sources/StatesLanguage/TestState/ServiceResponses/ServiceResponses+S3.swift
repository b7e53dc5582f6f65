extension ServiceResponses {
    static let s3: [String: ResponseShape] = [
        "getObject": .structure(object.merging(["Body": .any, "TagCount": .number]) { first, _ in first }),
        "headObject": .structure(object),
        "putObject": .structure([
            "Expiration": .text, "ETag": .text, "ServerSideEncryption": encryption, "VersionId": .text,
            "SSEKMSKeyId": .text, "BucketKeyEnabled": .flag, "Size": .number, "RequestCharged": .word(["requester"]),
        ]),
        "deleteObject": .structure([
            "DeleteMarker": .flag, "VersionId": .text, "RequestCharged": .word(["requester"]),
        ]),
        "listObjectsV2": .structure([
            "IsTruncated": .flag, "Name": .text, "Prefix": .text, "Delimiter": .text, "MaxKeys": .number,
            "KeyCount": .number, "EncodingType": .word(["url"]), "ContinuationToken": .text,
            "NextContinuationToken": .text, "StartAfter": .text,
            "CommonPrefixes": .list(.structure(["Prefix": .text])),
            "Contents": .list(
                .structure([
                    "Key": .text, "LastModified": .text, "ETag": .text, "Size": .number, "StorageClass": storageClass,
                ])),
        ]),
    ]

    /// What is told of an object.
    private static let object: [String: ResponseShape] = [
        "DeleteMarker": .flag, "AcceptRanges": .text, "Expiration": .text, "Restore": .text, "LastModified": .text,
        "ContentLength": .number, "ETag": .text, "MissingMeta": .number, "VersionId": .text, "CacheControl": .text,
        "ContentDisposition": .text, "ContentEncoding": .text, "ContentLanguage": .text, "ContentRange": .text,
        "ContentType": .text, "Expires": .text, "WebsiteRedirectLocation": .text, "ServerSideEncryption": encryption,
        "Metadata": .map(.text), "SSECustomerAlgorithm": .text, "SSECustomerKeyMD5": .text, "SSEKMSKeyId": .text,
        "BucketKeyEnabled": .flag, "StorageClass": storageClass, "RequestCharged": .word(["requester"]),
        "ReplicationStatus": .word(["COMPLETE", "PENDING", "FAILED", "REPLICA", "COMPLETED"]), "PartsCount": .number,
        "ObjectLockMode": .word(["GOVERNANCE", "COMPLIANCE"]), "ObjectLockRetainUntilDate": .text,
        "ObjectLockLegalHoldStatus": .word(["ON", "OFF"]),
    ]

    private static let encryption = ResponseShape.word(["AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"])

    private static let storageClass = ResponseShape.word([
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE",
        "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE", "FSX_OPENZFS", "FSX_ONTAP",
    ])
}
