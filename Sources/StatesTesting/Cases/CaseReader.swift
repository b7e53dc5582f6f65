import JSON
import StatesLanguage

/// Reads one test case, completed by what all cases of its file share.
struct CaseReader {
    let defaults: JSONObject
    let machineName: String
    /// Whether the case is all of its file, and so says what concerns the file.
    let isAlone: Bool

    func read(
        _ source: JSON, named name: String, at pointer: String, _ load: (String) throws(TestFormatError) -> JSON
    ) throws(TestFormatError) -> TestCase {
        var fields = try CaseFields(completed(source), what: "A test case", at: pointer)
        if isAlone { _ = fields.take("machine") }
        _ = fields.take("comment")
        let test = TestCase(
            name: try fields.string("name") ?? name, input: try input(&fields, load),
            mocks: try mocks(&fields, load), mockPlaces: mockPlaces(source, at: pointer),
            ownMocks: Set(source["mocks"]?.object?.keys ?? []),
            objects: try ObjectContents(fields.take("objects"), at: fields.place("objects")).bytes,
            substitutions: try substitutions(&fields),
            identity: try identity(&fields), startTime: try startTime(&fields),
            seed: UInt64(try fields.count("seed") ?? 0),
            expectation: try Expectation(fields.take("expect") ?? [:], at: fields.place("expect")))
        try fields.finish()
        return test
    }

    /// The case with the members it shares with others; of mocks and substitutions each entry by itself.
    private func completed(_ source: JSON) -> JSON {
        guard var object = source.object else { return source }
        for member in defaults {
            guard let own = object[member.key] else {
                let isOtherSpelling =
                    member.key == "input" && object["inputFile"] != nil
                    || member.key == "inputFile" && object["input"] != nil
                if !isOtherSpelling { object[member.key] = member.value }
                continue
            }
            guard ["mocks", "substitutions"].contains(member.key), let ownObject = own.object,
                var merged = member.value.object
            else { continue }
            for entry in ownObject { merged[entry.key] = entry.value }
            object[member.key] = .object(merged)
        }
        return .object(object)
    }

    private func input(
        _ fields: inout CaseFields, _ load: (String) throws(TestFormatError) -> JSON
    ) throws(TestFormatError) -> JSON {
        let (input, file) = (fields.take("input"), try fields.string("inputFile"))
        if input != nil, file != nil {
            throw TestFormatError("A case has either 'input' or 'inputFile'", at: fields.place("inputFile"))
        }
        guard let file else { return input ?? [:] }
        return try Self.loaded(file, at: fields.place("inputFile"), load)
    }

    /// What is in a file that a member names; what is wrong with it is wrong at the member.
    private static func loaded(
        _ file: String, at place: String, _ load: (String) throws(TestFormatError) -> JSON
    ) throws(TestFormatError) -> JSON {
        do throws(TestFormatError) {
            return try load(file)
        } catch {
            throw TestFormatError(error.message, at: place)
        }
    }

    private func mocks(
        _ fields: inout CaseFields, _ load: (String) throws(TestFormatError) -> JSON
    ) throws(TestFormatError) -> MockTaskRunner {
        let own = try fields.object("mocks").map { JSON.object($0) } ?? [:]
        let (file, testCase) = (try fields.string("mockFile"), try fields.string("mockTestCase"))
        let machine = try fields.string("mockStateMachine")
        var fallback: MockTaskRunner?
        if let file {
            let source = try Self.loaded(file, at: fields.place("mockFile"), load)
            fallback = try Self.located(at: fields.place("mockFile")) { () throws(MockFormatError) in
                try MockTaskRunner(source, stateMachine: machine, testCase: testCase)
            }
        }
        return try Self.located(at: fields.place("mocks")) { () throws(MockFormatError) in
            try MockTaskRunner(own, fallback: fallback)
        }
    }

    /// Where each entry of the mocks stands: in the case, or in what it shares with others.
    private func mockPlaces(_ source: JSON, at pointer: String) -> [String: String] {
        var places: [String: String] = [:]
        for (mocks, place) in [(defaults["mocks"], ""), (source["mocks"], pointer)] {
            for name in mocks?.object?.keys ?? [] {
                places[name] = place.appending(pointer: "mocks").appending(pointer: name)
            }
        }
        return places
    }

    private static func located(
        at place: String, _ make: () throws(MockFormatError) -> MockTaskRunner
    ) throws(TestFormatError) -> MockTaskRunner {
        do throws(MockFormatError) {
            return try make()
        } catch {
            throw TestFormatError(error.message, at: place + error.pointer)
        }
    }

    private func substitutions(_ fields: inout CaseFields) throws(TestFormatError) -> [String: String] {
        var values: [String: String] = [:]
        for member in try fields.object("substitutions") ?? JSONObject() {
            guard let text = member.value.string else {
                throw TestFormatError(
                    "A substitution is a string, not \(member.value.kind)", at: fields.place("substitutions"))
            }
            values[member.key] = text
        }
        return values
    }

    private func identity(_ fields: inout CaseFields) throws(TestFormatError) -> ExecutionIdentity {
        let word = try fields.string("type") ?? ExecutionIdentity.WorkflowType.standard.rawValue
        guard let type = ExecutionIdentity.WorkflowType(rawValue: word) else {
            throw TestFormatError("'type' is STANDARD or EXPRESS, not '\(word)'", at: fields.place("type"))
        }
        return ExecutionIdentity(
            stateMachineName: machineName, executionName: try fields.string("executionName") ?? "test", type: type)
    }

    private func startTime(_ fields: inout CaseFields) throws(TestFormatError) -> Timestamp {
        guard let text = try fields.string("startTime") else { return TestCase.defaultStartTime }
        guard let time = Timestamp(text) else {
            throw TestFormatError(
                "'startTime' is a time such as 2026-01-01T00:00:00Z, not '\(text)'", at: fields.place("startTime"))
        }
        return time
    }
}
