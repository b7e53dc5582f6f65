public import JSON
import StatesLanguage

/// The test cases of one file: one case, or several below `cases` with what they share beside it.
public struct TestSuite: Sendable {
    /// The cases, in the order of the file.
    public let cases: [TestCase]

    /// Reads the content of a file.
    ///
    /// - Parameters:
    ///   - source: The content.
    ///   - name: What a case is called that has no name, such as the file's.
    ///   - machineName: The name that executions run under whose case gives none.
    ///   - load: Gives the JSON of a file that `inputFile` or `mockFile` names.
    /// - Throws: ``TestFormatError`` with the place of the first fault.
    public init(
        _ source: JSON, name: String, machineName: String, load: (String) throws(TestFormatError) -> JSON
    ) throws(TestFormatError) {
        var shared = try CaseFields(source, what: "A file of test cases", at: "")
        _ = try shared.string("machine")
        guard let cases = shared.object["cases"] else {
            self.cases = [
                try CaseReader(defaults: JSONObject(), machineName: machineName, isAlone: true)
                    .read(source, named: name, at: "", load)
            ]
            return
        }
        guard let entries = cases.array, !entries.isEmpty else {
            throw TestFormatError("'cases' is an array with at least one case", at: "/cases")
        }
        var defaults = shared.object
        defaults["cases"] = .none
        defaults["machine"] = .none
        for field in ["name", "expect"] where defaults[field] != nil {
            throw TestFormatError("'\(field)' belongs to each case, not to all of them", at: "/\(field)")
        }
        let reader = CaseReader(defaults: defaults, machineName: machineName, isAlone: false)
        var read: [TestCase] = []
        for (position, entry) in entries.enumerated() {
            let label = entries.count == 1 ? name : "\(name) \(position + 1)"
            read.append(try reader.read(entry, named: label, at: "/cases/\(position)", load))
        }
        self.cases = read
    }
}
