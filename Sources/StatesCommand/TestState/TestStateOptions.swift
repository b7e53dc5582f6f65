import ArgumentParser
import JSON

/// The members of a TestState request, by the names that the AWS command line gives them.
struct TestStateOptions: ParsableArguments {
    @Option(
        name: .customLong("cli-input-json"),
        help: ArgumentHelp("A whole request; the other options replace its members.", valueName: "json|file"))
    var whole: String?

    @Option(help: ArgumentHelp("A state, or with --state-name a whole machine.", valueName: "json|file"))
    var definition: String?

    @Option(help: "Which state of the machine, at whatever depth.")
    var stateName: String?

    @Option(help: ArgumentHelp("The state's input; {} by default.", valueName: "json|file"))
    var input: String?

    @Option(help: "What to show: INFO the end, DEBUG and TRACE also the data on the way; INFO by default.")
    var inspectionLevel: String?

    @Option(help: "The role in the context object; needed for a Task that is not mocked.")
    var roleArn: String?

    @Flag(inversion: .prefixedNo, help: "Accepted for the sake of the API: nothing here is left out.")
    var revealSecrets: Bool?

    @Option(help: ArgumentHelp("Variables by name.", valueName: "json|file"))
    var variables: String?

    @Option(
        help: ArgumentHelp(
            "How the state's work ends: result, or errorOutput with error and cause; and fieldValidationMode.",
            valueName: "json|file"))
    var mock: String?

    @Option(help: ArgumentHelp("Members of the context object.", valueName: "json|file"))
    var context: String?

    @Option(
        help: ArgumentHelp(
            "What happened before: retrierRetryCount, errorCausedByState, mapIterationFailureCount, mapItemReaderData.",
            valueName: "json|file"))
    var stateConfiguration: String?

    /// All members of a request.
    private static let members = [
        "context", "definition", "input", "inspectionLevel", "mock", "revealSecrets", "roleArn", "stateConfiguration",
        "stateName", "variables",
    ]
    private static let mockMembers = ["errorOutput", "fieldValidationMode", "result"]
    private static let configurationMembers = [
        "errorCausedByState", "mapItemReaderData", "mapIterationFailureCount", "retrierRetryCount",
    ]

    func validate() throws {
        if whole == nil, definition == nil {
            throw ValidationError("--definition FILE, or --cli-input-json FILE with a whole request, is needed")
        }
    }

    /// The request as the API takes it.
    ///
    /// - Throws: `ValidationError` for what is no JSON, and for members that a request does not have.
    func request() throws -> JSONObject {
        var request = try whole.map(readRequest) ?? JSONObject()
        for (member, value) in [
            ("definition", definition), ("input", input), ("variables", variables), ("context", context),
        ] {
            if let value { request[member] = .string(try ArgumentValue.text(value, of: member)) }
        }
        for (member, value) in [
            ("stateName", stateName), ("inspectionLevel", inspectionLevel), ("roleArn", roleArn),
        ] {
            if let value { request[member] = .string(value) }
        }
        for (member, value) in [("mock", mock), ("stateConfiguration", stateConfiguration)] {
            if let value { request[member] = try ArgumentValue.json(value, of: member) }
        }
        if let revealSecrets { request["revealSecrets"] = .bool(revealSecrets) }
        try Self.refuseUnknownMembers(request)
        return request.withTexts
    }

    private func readRequest(_ argument: String) throws -> JSONObject {
        guard let request = try ArgumentValue.json(argument, of: "cli-input-json").object else {
            throw ValidationError("--cli-input-json takes an object with the members of a request")
        }
        return request
    }

    /// Refuses a misspelt member, which the state would be tested without.
    private static func refuseUnknownMembers(_ request: JSONObject) throws {
        for (what, value, known) in [
            ("A TestState request", .object(request), members), ("'mock'", request["mock"], mockMembers),
            ("'mock.errorOutput'", request["mock"]?["errorOutput"], ["error", "cause"]),
            ("'stateConfiguration'", request["stateConfiguration"], configurationMembers),
        ] as [(String, JSON?, [String])] {
            for name in value?.object?.keys ?? [] where !known.contains(name) {
                throw ValidationError("\(what) has no member '\(name)'; it has \(known.joined(separator: ", "))")
            }
        }
    }
}

extension JSONObject {
    /// The request with JSON text where the API wants it: people may write the value itself.
    fileprivate var withTexts: JSONObject {
        var request = withText("definition").withText("input").withText("variables").withText("context")
        if let mock = request["mock"]?.object { request["mock"] = .object(mock.withText("result")) }
        if let configuration = request["stateConfiguration"]?.object {
            request["stateConfiguration"] = .object(configuration.withText("mapItemReaderData"))
        }
        return request
    }

    private func withText(_ name: String) -> JSONObject {
        guard let value = self[name], value.string == nil else { return self }
        var object = self
        object[name] = .string(value.text())
        return object
    }
}
