import JSON
import Testing

@testable import StatesLanguage

@Suite struct ComparisonTests {
    @Test func theLanguageHas39Comparisons() {
        #expect(Comparison.byFieldName.count == 39)
    }

    @Test(arguments: [
        ("StringEquals", "a" as JSON, "a" as JSON, true), ("StringEquals", 1, "1", false),
        ("StringEquals", "e\u{301}", "\u{E9}", false),
        ("StringLessThan", "B", "a", true), ("StringGreaterThanEquals", "a", "a", true),
        ("NumericEquals", 1.0, 1, true), ("NumericEquals", "1", 1, false), ("NumericLessThan", -0.5, 0, true),
        ("NumericGreaterThan", 2, 2, false), ("NumericLessThanEquals", 2, 2, true),
        ("BooleanEquals", true, true, true), ("BooleanEquals", 1, true, false),
        ("TimestampEquals", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z", true),
        ("TimestampLessThan", "2026-01-01T00:00:00.5Z", "2026-01-01T00:00:01Z", true),
        ("TimestampGreaterThan", "yesterday", "2026-01-01T00:00:01Z", false),
        ("IsNull", nil, true, true), ("IsNull", 0, true, false), ("IsString", "x", true, true),
        ("IsNumeric", "1", false, true), ("IsBoolean", false, true, true),
        ("IsTimestamp", "2026-02-30T00:00:00Z", true, false), ("IsTimestamp", "2024-02-29T00:00:00Z", true, true),
        ("IsTimestamp", "2026-01-01", false, true),
    ])
    func comparisonHoldsOrNot(_ name: String, _ value: JSON, _ operand: JSON, _ holds: Bool) throws {
        let comparison = try #require(Comparison.byFieldName[name])
        #expect(comparison.holds(value, operand) == holds)
    }

    @Test(arguments: [
        ("log-*.txt", "log-1.txt", true), ("log-*.txt", "log-.txt", true), ("log-*.txt", "log-1.csv", false),
        ("*", "", true), ("", "", true), ("", "a", false), ("a*b*c", "a-b-b-c", true), ("*a*", "bab", true),
        (#"a\*b"#, "a*b", true), (#"a\*b"#, "axb", false), (#"a\\*"#, #"a\x"#, true), ("a*", "a\nb", true),
    ])
    func wildcardCoversTheWholeText(_ pattern: String, _ text: String, _ matches: Bool) {
        #expect(WildcardPattern(pattern).matches(text) == matches)
    }

    @Test(.timeLimit(.minutes(5)))
    func wildcardThatBacktracksTakesBoundedTime() {
        let pattern = WildcardPattern(String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 20_000)))
    }
}
