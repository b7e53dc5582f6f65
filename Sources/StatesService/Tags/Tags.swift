import JSON

extension Operation {
    static let tags = [
        Operation("TagResource", [.required("resourceArn", .arn), .required("tags", .tags)]) {
            try await $0.tagResource($1)
        },
        Operation(
            "UntagResource", [.required("resourceArn", .arn), .required("tagKeys", .list(.text(1...128)))]
        ) { try await $0.untagResource($1) },
        Operation("ListTagsForResource", [.required("resourceArn", .arn)]) {
            try await $0.listTagsForResource($1)
        },
    ]
}

extension StatesService {
    /// Tags that one resource may have.
    static let maximumTags = 50

    func tagResource(_ request: Request) throws -> JSONObject {
        let arn = try taggedResource(request)
        try setTags(request, on: arn)
        return JSONObject()
    }

    func untagResource(_ request: Request) throws -> JSONObject {
        let arn = try taggedResource(request)
        for key in request.value("tagKeys")?.array ?? [] { try tags.remove(key.string ?? "", from: arn) }
        return JSONObject()
    }

    func listTagsForResource(_ request: Request) throws -> JSONObject {
        let list = try tags.tags(of: taggedResource(request))
        return ["tags": .array(list.map { ["key": .string($0.key), "value": .string($0.value)] })]
    }

    /// Sets the tags that a request holds.
    ///
    /// - Throws: `TooManyTags` where there would be more than ``maximumTags``.
    func setTags(_ request: Request, on arn: String) throws {
        let new = (request.value("tags")?.array ?? []).map { ($0["key"]?.string ?? "", $0["value"]?.string ?? "") }
        let keys = Set((try tags.tags(of: arn).map(\.key) + new.map(\.0)).map(ExactText.init))
        guard keys.count <= Self.maximumTags else {
            throw ServiceError(
                "TooManyTags", "Too many tags: '\(arn)' may have \(Self.maximumTags)", details: ["resourceName": arn])
        }
        for (key, value) in new { try tags.set(key, value, on: arn) }
    }

    private func taggedResource(_ request: Request) throws -> String {
        let arn = try ResourceName(request.required("resourceArn"), .stateMachine, .activity)
        let exists =
            switch arn.kind {
            case .activity: try resources.find(Activity.self, arn.text) != nil
            default: try resources.find(StateMachine.self, arn.text) != nil
            }
        guard exists else { throw ServiceError.resourceNotFound(arn.text) }
        return arn.text
    }
}
