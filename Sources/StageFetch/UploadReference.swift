import Failures
import JSON
import Storage

/// The object that an event tells of.
struct UploadReference: Equatable {
    /// The bucket; locally any name.
    var bucket: String
    /// The key, decoded.
    var key: String
    /// The size that the event states; nil where it states none.
    var size: Int?
    /// What the user says about the upload because the file does not.
    var options: JSON

    /// The user whose upload it is: the first part of the key below `incoming/`.
    var user: String
    /// The file's name: the last part of the key.
    var fileName: String

    /// Reads an event.
    ///
    /// - Parameter event: An EventBridge *Object Created* event, an S3 notification with one record, or
    ///   `{bucket, key, options}`.
    /// - Throws: `Event.Invalid` for anything else, `Upload.KeyInvalid` for a key outside `incoming/<user>/<file>`.
    init(event: JSON) throws(PipelineError) {
        options = [:]
        if let detail = event["detail"] {
            bucket = try Self.text(detail["bucket"]?["name"], "detail.bucket.name")
            key = try Self.text(detail["object"]?["key"], "detail.object.key")
            size = detail["object"]?["size"]?.int
        } else if let records = event["Records"]?.array {
            guard records.count == 1, let object = records[0]["s3"] else {
                throw PipelineError(
                    .eventInvalid,
                    "An S3 notification must hold one record with an \"s3\" member; this one has \(records.count) records."
                )
            }
            bucket = try Self.text(object["bucket"]?["name"], "Records[0].s3.bucket.name")
            // Only this form of the event encodes the key as a form field.
            let encoded = try Self.text(object["object"]?["key"], "Records[0].s3.object.key")
            guard let decoded = FormEncodedKey.decoded(encoded) else {
                throw PipelineError(.eventInvalid, "The key \"\(encoded)\" is not form-encoded UTF-8.")
            }
            key = decoded
            size = object["object"]?["size"]?.int
        } else {
            bucket = try Self.text(event["bucket"], "bucket")
            key = try Self.text(event["key"], "key")
            size = event["size"]?.int
            options = event["options"] ?? [:]
        }
        let parts = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, parts[0] == "incoming", parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }),
            let fileName = parts.last, parts[1].utf8.count <= 128
        else {
            throw PipelineError(
                .uploadKeyInvalid,
                "The key \"\(key)\" is not of the form incoming/<user>/<file>, so nobody can be told whose it is.")
        }
        user = parts[1]
        self.fileName = fileName
    }

    private static func text(_ value: JSON?, _ path: String) throws(PipelineError) -> String {
        guard let text = value?.string, !text.isEmpty else {
            throw PipelineError(
                .eventInvalid,
                "The event has no text at \(path). Expected an EventBridge Object Created event, an S3 notification, or "
                    + "{\"bucket\": …, \"key\": …}.")
        }
        return text
    }
}
