import JSON

/// A mock configuration file of Step Functions Local: test cases by machine, and responses by name.
struct MockConfiguration {
    /// How many calls one entry such as `0-9` may cover.
    static let maximumCalls = 10_000

    let source: JSON

    func responses(
        stateMachine: String?, testCase: String?
    ) throws(MockFormatError) -> [String: [MockResponse]] {
        let machines = "/StateMachines"
        let machine = try choose(stateMachine, in: source["StateMachines"], what: "state machine", at: machines)
        let cases = machines.appending(pointer: machine.name).appending(pointer: "TestCases")
        let chosen = try choose(testCase, in: machine.value["TestCases"], what: "test case", at: cases)
        let place = cases.appending(pointer: chosen.name)
        guard let states = chosen.value.object else {
            throw MockFormatError(message: "A test case is an object of state names", pointer: place)
        }
        var responses: [String: [MockResponse]] = [:]
        for member in states {
            guard let name = member.value.string, let mocked = source["MockedResponses"]?[name] else {
                throw MockFormatError(
                    message: "There is no mocked response of that name", pointer: place.appending(pointer: member.key))
            }
            responses[member.key] = try Self.sequence(mocked, at: "/MockedResponses".appending(pointer: name))
        }
        return responses
    }

    private func choose(
        _ name: String?, in candidates: JSON?, what: String, at pointer: String
    ) throws(MockFormatError) -> (name: String, value: JSON) {
        guard let object = candidates?.object, let first = object.first else {
            throw MockFormatError(message: "The file has no \(what)", pointer: pointer)
        }
        if let name {
            if let value = object[name] { return (name, value) }
            throw MockFormatError(
                message: "There is no \(what) '\(name)'; there are: \(object.keys.joined(separator: ", "))",
                pointer: pointer)
        }
        guard object.count == 1 else {
            throw MockFormatError(
                message: "Which \(what)? There are: \(object.keys.joined(separator: ", "))", pointer: pointer)
        }
        return (first.key, first.value)
    }

    /// Whether a value has the answers by number of call, rather than being one answer.
    static func isSequence(_ source: JSON) -> Bool {
        guard let first = source.object?.keys.first?.utf8.first else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    }

    /// The answers in call order; a key is the number of a call, or a range such as `1-2`.
    static func sequence(_ source: JSON, at pointer: String) throws(MockFormatError) -> [MockResponse] {
        var byCall: [Int: MockResponse] = [:]
        for member in source.object ?? JSONObject() {
            let place = pointer.appending(pointer: member.key)
            let ends = member.key.split(separator: "-", maxSplits: 1).map { Int($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, first >= 0, first <= last,
                last < Self.maximumCalls
            else { throw MockFormatError(message: "A key is the number of a call, or a range", pointer: place) }
            let response = try MockResponse(member.value, at: place)
            for call in first...last { byCall[call] = response }
        }
        var responses: [MockResponse] = []
        while let response = byCall[responses.count] { responses.append(response) }
        guard responses.count == byCall.count else {
            throw MockFormatError(message: "There is no response for call \(responses.count)", pointer: pointer)
        }
        return responses
    }
}
