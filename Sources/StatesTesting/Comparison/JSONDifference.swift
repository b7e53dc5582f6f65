import JSON

/// Finds where two values differ.
struct JSONDifference {
    /// What the values are, for the mismatches.
    let subject: String
    /// Whether objects may have members that were not expected.
    var isPartial = false

    func mismatches(expected: JSON, actual: JSON?) -> [Mismatch] {
        var found: [Mismatch] = []
        compare(expected, actual, at: "$", into: &found)
        return found
    }

    private func compare(_ expected: JSON, _ actual: JSON?, at path: String, into found: inout [Mismatch]) {
        switch (expected, actual) {
        case (.object(let expected), .object(let actual)?):
            for member in expected {
                compare(member.value, actual[member.key], at: path + Self.step(member.key), into: &found)
            }
            guard !isPartial else { return }
            for member in actual where expected[member.key] == nil {
                add(expected: .none, actual: member.value, at: path + Self.step(member.key), to: &found)
            }
        case (.array(let expected), .array(let actual)?):
            for (position, element) in expected.enumerated() {
                let other = actual.indices.contains(position) ? actual[position] : JSON?.none
                compare(element, other, at: "\(path)[\(position)]", into: &found)
            }
            for (position, element) in actual.enumerated().dropFirst(expected.count) {
                add(expected: .none, actual: element, at: "\(path)[\(position)]", to: &found)
            }
        default:
            if expected != actual { add(expected: expected, actual: actual, at: path, to: &found) }
        }
    }

    private func add(expected: JSON?, actual: JSON?, at path: String, to found: inout [Mismatch]) {
        found.append(Mismatch(subject: "\(subject) \(path)", expected: expected, actual: actual))
    }

    private static func step(_ key: String) -> String {
        let isName =
            !key.isEmpty
            && key.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || $0 == UInt8(ascii: "_")
            }
        return isName ? ".\(key)" : "[\(JSON.string(key).text())]"
    }
}
