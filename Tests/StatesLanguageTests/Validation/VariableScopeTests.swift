import JSON
import StatesLanguage
import Testing

@Suite struct VariableScopeTests {
    private static func map(_ inner: String, mode: String = "INLINE") -> String {
        let config = #"{"Mode": "\#(mode)", "ExecutionType": "STANDARD"}"#
        return
            #"{"Type": "Map", "ItemProcessor": {"ProcessorConfig": \#(config), "StartAt": "I", "States": {"I": \#(inner)}}, "End": true}"#
    }

    private func issues(_ states: String, language: String = "JSONPath") throws -> [String] {
        let machine: JSON = [
            "QueryLanguage": .string(language), "StartAt": "A", "States": try JSON(parsing: states),
        ]
        return Definition.issues(in: machine).filter { $0.message.contains("variable") }.map(\.description)
    }

    @Test(arguments: [
        #"{"A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"}, "B": {"Type": "Pass", "Parameters": {"y.$": "$x"}, "End": true}}"#,
        #"{"A": {"Type": "Pass", "Assign": {"x.$": "$.x"}, "Next": "B"}, "B": \#(map(#"{"Type": "Pass", "Parameters": {"y.$": "$x"}, "End": true}"#))}"#,
        #"{"A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"}, "B": \#(map(#"{"Type": "Pass", "Assign": {"x": 2}, "End": true}"#, mode: "DISTRIBUTED"))}"#,
        #"{"A": {"Type": "Parallel", "Branches": [{"StartAt": "I", "States": {"I": {"Type": "Pass", "Assign": {"x": 1}, "End": true}}}, {"StartAt": "J", "States": {"J": {"Type": "Pass", "Assign": {"x": 1}, "End": true}}}], "End": true}}"#,
    ])
    func whatAScopeHasMayBeReadAndAssigned(_ states: String) throws {
        #expect(try issues(states) == [])
    }

    @Test func functionsAndBoundNamesOfQueriesAreNoVariables() throws {
        let states =
            #"{"A": {"Type": "Pass", "Output": "{% ($f := function($v) { $v + 1 }; $map([1], $f) ~> $sum & $uuid()) %}", "End": true}}"#
        #expect(try issues(states, language: "JSONata") == [])
    }

    @Test(arguments: [
        ("($f := function($x) { $x * $y }; $y := 2; $f(2))", 0), ("($x := $y; $y := 2; $x)", 1), ("$eval('1')", 1),
    ])
    func aFunctionMayReadWhatItsBlockBindsLater(_ query: String, _ warnings: Int) throws {
        let states: JSON = ["A": ["Type": "Pass", "Output": .string("{% \(query) %}"), "End": true]]
        #expect(try issues(states.text(), language: "JSONata").count == warnings)
    }

    @Test func aVariableThatNobodyAssignsIsWarnedOf() throws {
        let states =
            #"{"A": {"Type": "Pass", "Assign": {"total": 1}, "Next": "B"}, "B": {"Type": "Pass", "Output": "{% $totla + 1 %}", "End": true}}"#
        #expect(
            try issues(states, language: "JSONata") == [
                "UNKNOWN_VARIABLE: The variable '$totla' is read, but no state that could be before assigns it "
                    + "at /States/B"
            ])
    }

    @Test func childrenOfADistributedMapSeeNothingFromOutside() throws {
        let inner = Self.map(#"{"Type": "Pass", "Parameters": {"y.$": "$x"}, "End": true}"#, mode: "DISTRIBUTED")
        let told = try issues(#"{"A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"}, "B": \#(inner)}"#)
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("UNKNOWN_VARIABLE: The variable '$x' is read") == true)
    }

    @Test func anInnerScopeAssignsNothingOfAnOuterOne() throws {
        let inner = Self.map(#"{"Type": "Pass", "Assign": {"x": 2}, "End": true}"#)
        #expect(
            try issues(#"{"A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"}, "B": \#(inner)}"#) == [
                "INVALID_VARIABLE_NAME: Invalid variable name 'x': the name is a variable of an outer scope, which an inner "
                    + "scope cannot assign. at /States/B/ItemProcessor/States/I/Assign/x"
            ])
    }
}
