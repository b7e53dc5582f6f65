import Failures
import JSON
import Storage

/// Keeps an upload that cannot be imported, with the reason beside it.
struct Quarantine {
    var objects: any ObjectStore

    /// Copies the upload to `quarantine/<user>/<run>/upload/` and writes `quarantine/<user>/<run>/reason.json`.
    ///
    /// The upload has a folder of its own, since its name is anybody's choice and may be the reason's.
    ///
    /// - Parameters:
    ///   - event: The event that the run began with; where it names no object there is nothing to keep.
    ///   - runID: The run.
    ///   - failure: What a Catch gives: `{Error, Cause}`.
    /// - Returns: `{key, reason}`; both null where there was nothing to keep.
    func keep(event: JSON, runID: String, failure: JSON) throws -> JSON {
        guard let reference = try? UploadReference(event: event), try objects.exists(reference.key) else {
            return ["key": .null, "reason": .null]
        }
        let folder = "quarantine/\(reference.user)/\(runID)"
        let key = "\(folder)/upload/\(reference.fileName)"
        let reason = "\(folder)/reason.json"
        try objects.copy(from: reference.key, to: key)
        let cause = failure["Cause"]?.string ?? ""
        let report = (try? JSON(parsing: cause)) ?? .null
        let document: JSON = [
            "schema": "quarantine/1", "run_id": .string(runID), "user": .string(reference.user),
            "file": ["name": .string(reference.fileName), "bytes": .int(try objects.head(key)?.size ?? 0)],
            "error": failure["Error"] ?? .null, "code": report["code"] ?? .null,
            "message": report["errorMessage"] ?? .string(cause), "details": report["details"] ?? [:],
        ]
        try objects.put(reason, document.bytes(.pretty) + [UInt8(ascii: "\n")])
        return ["key": .string(key), "reason": .string(reason)]
    }
}
