import JSON
import Storage

/// The key of the uploaded object in what started a run, for runs that failed before Fetch could read it.
enum UploadKey {
    /// The key in an EventBridge event, an S3 notification or `{bucket, key}`; nil in anything else.
    static func find(in event: JSON) -> String? {
        event["Records"]?[0]?["s3"]?["object"]?["key"]?.string.flatMap(FormEncodedKey.decoded)
            ?? event["detail"]?["object"]?["key"]?.string ?? event["key"]?.string
    }
}
