import JSON
import StatesLanguage

/// When two values of histories mean the same although they differ: both made at run time, from a clock, at random or
/// by a service.
struct Equivalence {
    /// Words of the input, which are no accident and therefore compared as they are.
    private let fixed: Set<Substring>

    init(input: JSON) {
        fixed = Set(Self.words(of: input.text()))
    }

    func holds(_ left: JSON, _ right: JSON) -> Bool {
        if left == right { return true }
        guard let left = left.string, let right = right.string else { return false }
        let (first, second) = (Self.words(of: left), Self.words(of: right))
        return first.count == second.count && zip(first, second).allSatisfy(areAlike)
    }

    private func areAlike(_ left: Substring, _ right: Substring) -> Bool {
        if left == right { return true }
        guard !fixed.contains(left), !fixed.contains(right), let kind = Self.kind(of: left) else { return false }
        return kind == Self.kind(of: right)
    }

    /// What a text is made of, without blanks, quotes, brackets and the ends of sentences.
    private static func words(of text: String) -> [Substring] {
        text.split { !($0.isLetter || $0.isNumber || "_-+/=.:$%@".contains($0)) }
    }

    private static func kind(of word: Substring) -> String? {
        if isUUID(word) { return "uuid" }
        if Timestamp(String(word)) != nil { return "time" }
        if word.hasPrefix("arn:") {
            // The service and the kind of resource stay the same, account, region and names need not.
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            return parts.count > 5 ? "arn:\(parts[2]):\(parts[5].prefix { $0 != "/" })" : nil
        }
        let isLong = word.utf8.count >= 100
        return isLong && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? "token" : nil
    }

    private static func isUUID(_ word: Substring) -> Bool {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
    }
}
