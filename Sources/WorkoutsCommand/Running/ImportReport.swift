import Failures
import JSON
import Storage

/// The report document of an import, whatever came of the file.
struct ImportReport {
    let outcome: ImportOutcome
    let objects: any ObjectStore

    /// The report that the stages wrote, or one that says why there is none.
    func document() throws -> JSON {
        var report = try written()?.object ?? bare
        switch outcome.kind {
        case .imported, .unannounced: break
        case _ where outcome.storedNumber != nil: break
        case .alreadyProcessed:
            report["run_id"] = .string(outcome.runID)
            report["status"] = "already_processed"
            var counts = report["counts"]?.object ?? [:]
            // All of it is stored, so all of it is unchanged.
            counts["unchanged"] = counts["records"] ?? 0
            for name in ["new", "changed", "superseded"] { counts[name] = 0 }
            report["counts"] = .object(counts)
        case .failed, .aborted:
            report["status"] = "failed"
            var counts = report["counts"]?.object ?? [:]
            for name in ["new", "changed", "unchanged", "superseded", "duplicate_in_file"] { counts[name] = 0 }
            report["counts"] = .object(counts)
            report["error"] = [
                "name": outcome.error.map(JSON.string) ?? .null,
                "code": outcome.failureReport["code"] ?? .null,
                "message": outcome.cause.map(JSON.string) ?? "The import was interrupted.",
            ]
            if let key = outcome.data["quarantine"]?["key"], !key.isNull { report["quarantine"] = key }
        }
        return .object(report)
    }

    private func written() throws -> JSON? {
        guard let key = outcome.reportKey, try objects.exists(key) else { return nil }
        return try JSON(parsing: objects.contents(of: key))
    }

    private var bare: JSONObject {
        [
            "schema": "reject-report/1", "run_id": .string(outcome.runID), "status": "failed",
            "file": outcome.data["fetch"]?["payload"]?["file"] ?? ["name": .string(outcome.fileName)],
            "counts": [
                "lines": 0, "rows": 0, "blank": 0, "repeated_header": 0, "excluded": 0, "rejected": 0, "flagged": 0,
                "records": 0, "new": 0, "changed": 0, "unchanged": 0, "duplicate_in_file": 0,
            ],
        ]
    }
}
