public import JSON

/// A mock file in the format of AWS Step Functions Local.
public struct MockFile: Sendable {
    /// The file's content.
    public private(set) var source: JSONObject

    /// A file without test cases.
    public init() {
        source = [:]
    }

    /// Takes a file up; nil for a document of another kind, which must not be written into.
    public init?(_ source: JSON) {
        guard let object = source.object else { return nil }
        let isForeign = object.keys.contains { !["StateMachines", "MockedResponses"].contains($0) }
        let machines = object["StateMachines"] ?? [:]
        guard !isForeign, (object["MockedResponses"] ?? [:]).object != nil, let machines = machines.object,
            machines.allSatisfy({ $0.value.object != nil && ($0.value["TestCases"] ?? [:]).object != nil })
        else { return nil }
        self.source = object
    }

    /// Adds a test case, or puts it in the place of one of that name.
    ///
    /// - Parameters:
    ///   - name: The test case's name.
    ///   - stateMachine: The machine's name.
    ///   - responses: For each state the answers to its tasks, in the order they are asked for.
    public mutating func set(_ name: String, of stateMachine: String, to responses: [(state: String, list: [JSON])]) {
        var machines = source["StateMachines"]?.object ?? JSONObject()
        var machine = machines[stateMachine]?.object ?? JSONObject()
        var cases = machine["TestCases"]?.object ?? JSONObject()
        let replaced = Set((cases[name]?.object ?? JSONObject()).compactMap(\.value.string))
        cases[name] = [:]
        machine["TestCases"] = .object(cases)
        machines[stateMachine] = .object(machine)
        let used = Self.usedResponses(machines)
        var mocked = JSONObject(
            (source["MockedResponses"]?.object ?? JSONObject()).filter {
                !replaced.contains($0.key) || used.contains($0.key)
            }.map { ($0.key, $0.value) })
        var states = JSONObject()
        for (state, list) in responses {
            let free = Self.freeName("\(stateMachine).\(name).\(state)", in: mocked)
            states[state] = .string(free)
            mocked[free] = Self.sequence(list)
        }
        cases[name] = .object(states)
        machine["TestCases"] = .object(cases)
        machines[stateMachine] = .object(machine)
        source["StateMachines"] = .object(machines)
        source["MockedResponses"] = .object(mocked)
    }

    private static func usedResponses(_ machines: JSONObject) -> Set<String> {
        var used: Set<String> = []
        for machine in machines {
            for testCase in machine.value["TestCases"]?.object ?? JSONObject() {
                used.formUnion((testCase.value.object ?? JSONObject()).compactMap(\.value.string))
            }
        }
        return used
    }

    /// Names may hold the points that they are joined with, so two of them may be joined to the same.
    private static func freeName(_ name: String, in mocked: JSONObject) -> String {
        guard mocked[name] != nil else { return name }
        return (2...).lazy.map { "\(name)#\($0)" }.first { mocked[$0] == nil } ?? name
    }

    /// Answers by call number; equal ones that follow each other share a range such as `1-3`.
    private static func sequence(_ list: [JSON]) -> JSON {
        var object = JSONObject()
        var start = 0
        for end in list.indices where end + 1 == list.count || list[end + 1] != list[end] {
            object[start == end ? "\(start)" : "\(start)-\(end)"] = list[end]
            start = end + 1
        }
        return .object(object)
    }
}
