import JSON

/// The key of the uploaded object in what started a run, for runs that failed before Fetch could read it.
enum UploadKey {
    /// The key in an EventBridge event, an S3 notification or `{bucket, key}`; nil in anything else.
    static func find(in event: JSON) -> String? {
        if let key = event["Records"]?[0]?["s3"]?["object"]?["key"]?.string { return formDecoded(key) }
        return event["detail"]?["object"]?["key"]?.string ?? event["key"]?.string
    }

    /// S3 notifications hold keys as forms do: `+` for a blank, `%C3%BC` for other bytes.
    private static func formDecoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
