import JSON
import Storage
import Terminal

/// Tells a person what came of a file.
struct ImportSummary {
    let outcome: ImportOutcome
    let report: JSON
    let objects: any ObjectStore
    let isDryRun: Bool

    func write() {
        let name = Terminal.bold(Terminal.printable(outcome.fileName))
        switch outcome.kind {
        case .imported, .unannounced:
            Terminal.line("\(name): \(isDryRun ? "would be " : "")\(headline)")
            writeDetails()
            if outcome.kind == .unannounced { Terminal.talk("Warning: \(outcome.cause ?? "")") }
        case .alreadyProcessed:
            Terminal.line("\(name): nothing new; imported before\(earlier).")
        case .failed: writeFailure()
        case .aborted:
            Terminal.talk("Interrupted: \(outcome.fileName) was not imported; nothing of it was stored.")
        }
    }

    private func count(_ name: String) -> Int { report["counts"]?[name]?.int ?? 0 }

    private var headline: String {
        if count("rows") == 0 { return "nothing to do; the file has a header and no rows." }
        if count("new") == 0, count("changed") == 0, count("rejected") == 0 {
            return "nothing new; \(counted(count("records"), "workout")) known already."
        }
        var parts = ["\(count("new")) new", "\(count("changed")) changed"]
        if count("unchanged") > 0 { parts.append("\(count("unchanged")) unchanged") }
        if count("rejected") > 0 {
            parts.append("\(counted(count("rejected"), "row")) need\(count("rejected") == 1 ? "s" : "") your attention")
        }
        return parts.joined(separator: ", ")
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private func writeDetails() {
        let format = report["file"]?["format"]?.string ?? ""
        var facts = ["\(format), \(counted(count("rows"), "row")), \(counted(count("records"), "workout"))"]
        if let from = report["period"]?["from"]?.string, let to = report["period"]?["to"]?.string {
            facts.append(from == to ? from : "\(from) to \(to)")
        }
        if let number = outcome.difference?["import"]?["number"]?.int, !isDryRun { facts.append("import \(number)") }
        Terminal.line(Terminal.dim("  " + facts.joined(separator: "; ")))
        for entry in report["by_code"]?.array ?? [] where entry["severity"]?.string != "info" {
            writeCode(entry)
        }
        writePersonalRecords()
        if count("rejected") > 0, !isDryRun, let number = outcome.difference?["import"]?["number"]?.int {
            Terminal.line("  The rejected rows and why:  workouts rejects \(number)")
        }
    }

    private func writeCode(_ entry: JSON) {
        let rows = entry["rows"]?.int ?? 0
        let lines = (entry["first_lines"]?.array ?? []).compactMap(\.int).map(String.init).joined(separator: ", ")
        let more = rows > (entry["first_lines"]?.array?.count ?? 0) ? ", …" : ""
        Terminal.line(
            Terminal.dim(
                "  \(entry["severity"]?.string ?? ""): \(counted(rows, "row")) \(entry["code"]?.string ?? "")"
                    + (lines.isEmpty ? "" : " (line\(rows == 1 ? "" : "s") \(lines)\(more))")))
    }

    /// Those that beat an earlier one; in a first import everything is a record.
    private func writePersonalRecords() {
        let records = (outcome.difference?["personal_records"]?.array ?? []).filter { $0["previous"]?.double != nil }
        for record in records.prefix(5) {
            let subject = record["activity"]?.string.map(Quantities.activity) ?? record["exercise"]?.string ?? ""
            let kind = (record["kind"]?.string ?? "").replacing("_", with: " ")
            let unit = record["unit"]?.string ?? ""
            let values = [record["value"]?.double, record["previous"]?.double].map { value in
                value.map { shown($0, unit: unit) } ?? "?"
            }
            Terminal.line("  New record, \(Terminal.printable(subject)), \(kind): \(values[0]) (was \(values[1]))")
        }
    }

    private func shown(_ value: Double, unit: String) -> String {
        switch unit {
        case "m": Quantities.distance(value)
        case "s": Quantities.duration(value)
        default: "\(Quantities.number(value)) \(unit)"
        }
    }

    /// Which import held the file before.
    private var earlier: String {
        let earlier = outcome.failureReport["details"]?["import"]
        let number = earlier?["number"]?.int.map { " as import \($0)" } ?? ""
        return number + (earlier?["imported_at"]?.string.map { " on \($0.prefix(10))" } ?? "")
    }

    private func writeFailure() {
        let reason = outcome.failureReport["errorMessage"]?.string
        if isDryRun {
            // What the stages wrote, and tell of, is gone.
            let rows = "\(count("rejected")) of \(counted(count("rows"), "row")) could not be read."
            Terminal.talk(
                "Error: \(Terminal.printable(outcome.fileName)) would not be imported: "
                    + (outcome.error == "Rows.TooManyRejected" ? rows : reason ?? outcome.cause ?? ""))
            return
        }
        Terminal.talk("Error: \(outcome.cause ?? outcome.error ?? "The import failed.")")
        guard outcome.notice == nil else { return }
        // The message, which says why and where the file is, was not delivered.
        if let reason { Terminal.talk("  The reason: \(Terminal.printable(reason))") }
        if let key = outcome.data["quarantine"]?["key"]?.string {
            Terminal.talk("  The file is kept with the reason in \(objects.uri(key))")
        }
    }
}
