import JSON
import JSONata

/// Compares the variables that states read and assign with those that they can see: each graph has a scope, and one
/// inside a Parallel state or an inline Map sees those around it too, without assigning what is theirs.
struct VariableScopeCheck {
    /// The variables that each state reads, by its name.
    private let reads: [String: Set<String>]
    private let log: IssueLog

    /// Every function can be read like a variable.
    private static let functions = JSONataExpression.libraryFunctionNames
        .subtracting(JSONataEnvironment.functionsThatTheServiceLacks)
        .union(StepFunctionsLibrary.functions.map(\.name))

    init(of machine: JSON, log: IssueLog) {
        reads = Definition.variablesRead(in: machine)
        self.log = log
    }

    /// Checks a graph and all graphs inside it.
    ///
    /// - Parameter outer: The variables of the scopes around it.
    func check(_ graph: JSON, at pointer: String = "", outer: Set<String> = []) {
        guard let states = graph["States"]?.object else { return }
        let place = pointer.appending(pointer: "States")
        let own = states.reduce(into: Set<String>()) { names, state in
            for assignment in Self.assignments(of: state.value) { names.insert(assignment.name) }
        }
        for state in states {
            let here = place.appending(pointer: state.key)
            for assignment in Self.assignments(of: state.value) where outer.contains(assignment.name) {
                log.report(
                    .invalidVariableName,
                    "Invalid variable name '\(assignment.name)': the name is a variable of an outer scope, which an inner "
                        + "scope cannot assign.", at: here + assignment.pointer)
            }
            let visible = own.union(outer)
            for name in (reads[state.key] ?? []).subtracting(visible).subtracting(Self.functions).sorted() {
                log.report(
                    .unknownVariable, "The variable '$\(name)' is read, but no state that could be before assigns it",
                    suggestion: log.suggestion(for: name, among: visible), at: here)
            }
            checkInner(state.value, at: here, outer: visible)
        }
    }

    private func checkInner(_ state: JSON, at pointer: String, outer: Set<String>) {
        for (position, branch) in (state["Branches"]?.array ?? []).enumerated() {
            check(branch, at: "\(pointer)/Branches/\(position)", outer: outer)
        }
        for field in ["ItemProcessor", "Iterator"] {
            guard let processor = state[field] else { continue }
            // The children of a distributed Map are executions of their own.
            let isDistributed = processor["ProcessorConfig"]?["Mode"] == "DISTRIBUTED"
            check(processor, at: pointer.appending(pointer: field), outer: isDistributed ? [] : outer)
        }
    }

    /// What the `Assign` of a state, of its rules and of its catchers sets, with the pointers from the state down.
    private static func assignments(of state: JSON) -> [(name: String, pointer: String)] {
        var holders = [(state, "")]
        for field in ["Catch", "Choices"] {
            holders += (state[field]?.array ?? []).enumerated().map { ($0.element, "/\(field)/\($0.offset)") }
        }
        return holders.flatMap { holder, pointer in
            (holder["Assign"]?.object?.keys ?? []).map { key in
                (key.hasSuffix(".$") ? String(key.dropLast(2)) : key, "\(pointer)/Assign".appending(pointer: key))
            }
        }
    }
}
