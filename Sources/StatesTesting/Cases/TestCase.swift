public import JSON
public import StatesLanguage

/// One execution to try, and what has to come of it.
public struct TestCase: Sendable {
    /// What the case is called in reports.
    public var name: String
    /// The execution's input.
    public var input: JSON
    /// What answers the tasks.
    public var mocks: MockTaskRunner
    /// By the states that `mocks` names, the JSON pointers of their entries; those of a mock file are not among them.
    var mockPlaces: [String: String]
    /// The states whose mocks stand in the case itself, and are shared with no other.
    var ownMocks: Set<String>
    /// What the distributed Maps of the machine find, by bucket and key.
    var objects: [String: [String: [UInt8]]]
    /// Values for `${name}` in the definition.
    public var substitutions: [String: String]
    /// The names that the execution runs under, and its type.
    public var identity: ExecutionIdentity
    /// When the execution starts; from there time is virtual.
    public var startTime: Timestamp
    /// What random numbers, UUIDs and jitter follow from.
    public var seed: UInt64
    /// What has to come of it.
    public var expectation: Expectation

    /// When executions of cases start that do not say: 2026-01-01T00:00:00Z.
    public static let defaultStartTime = Timestamp(seconds: 1_767_225_600)
}

extension TestCase {
    /// Refuses mocks of states that a machine does not have: the state that was meant would run without.
    ///
    /// - Throws: ``TestFormatError`` with the place of the entry.
    public func check(against definition: Definition) throws(TestFormatError) {
        for name in mocks.unknownStates(in: definition.statePlaces) {
            guard let place = mockPlaces[name] else { continue }
            throw TestFormatError(
                "The machine has no state '\(name)' to mock; it has: "
                    + definition.statePlaces.map(\.name).joined(separator: ", "), at: place)
        }
        let names = definition.statePlaces.map(\.name)
        for name in expectation.calls.keys.sorted() where !names.contains(name) {
            throw TestFormatError(
                "The machine has no state '\(name)' to be called; it has: " + names.joined(separator: ", "),
                at: expectation.callsPlace.appending(pointer: name))
        }
    }
}
