import JSON

/// `ItemReader` of a distributed Map: the data set that its items come from.
struct ItemReader: Sendable {
    enum Resource: String, Sendable {
        case getObject = "s3:getObject"
        case listObjects = "s3:listObjectsV2"
    }

    /// Items of one Map Run, at most.
    static let maximumItems = 100_000_000

    let resource: Resource
    /// Evaluates to `Bucket`, and `Key` with `VersionId` or `Prefix`.
    let parameters: PayloadTemplate?
    let config: ReaderConfig

    init?(from reader: inout FieldReader) {
        let resource = Self.resource(from: &reader)
        let field = reader.language == .jsonata ? "Arguments" : "Parameters"
        reader.require(field)
        parameters = reader.template(field)
        config = ReaderConfig(from: &reader, for: resource ?? .getObject)
        reader.finish()
        guard let resource else { return nil }
        self.resource = resource
    }

    private static func resource(from reader: inout FieldReader) -> Resource? {
        reader.require("Resource")
        guard let text = reader.string("Resource") else { return nil }
        // The partition may be another one, such as `aws-cn`.
        let action = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        if action.count == 6, action[0] == "arn", action[2] == "states",
            let resource = Resource(rawValue: "\(action[5])")
        {
            return resource
        }
        reader.report(
            .schema,
            "The field 'Resource' does not match any of the allowed values. Examples: "
                + "[arn:<partition>:states:::s3:getObject, arn:<partition>:states:::s3:listObjectsV2]", at: "Resource")
        return nil
    }

    /// The data set, once the parameters are evaluated.
    func source(in scope: inout EvaluationScope) throws(Failure) -> ItemSource {
        let parameters = try parameters?.evaluate(in: &scope) ?? .null
        let bucket = try Self.text("Bucket", in: parameters)
        switch resource {
        case .getObject:
            let object = ObjectReference(
                bucket: bucket, key: try Self.text("Key", in: parameters), version: parameters["VersionId"]?.string)
            return ItemSource(
                origin: .object(object), format: config.format, indirection: config.indirection)
        case .listObjects:
            let prefix = parameters["Prefix"]?.string ?? ""
            return ItemSource(
                origin: .listing(bucket: bucket, prefix: prefix), format: config.isFlattened ? config.format : .none)
        }
    }

    private static func text(_ name: String, in parameters: JSON) throws(Failure) -> String {
        guard let text = parameters[name]?.string else {
            throw .runtime("The parameter '\(name)' of the ItemReader must be a string.")
        }
        return text
    }

    /// How many items are read at most; nil for all of them.
    ///
    /// - Throws: What the service notices once the Map Run has started.
    func maximumItems(in scope: inout EvaluationScope) throws(Failure) -> Int? {
        guard let quantity = config.maxItems else { return nil }
        let number = try quantity.wholeNumber(field: "MaxItems", from: .min, in: &scope)
        guard number >= 0 else { throw .itemReader("field MaxItems must be positive") }
        return number == 0 ? nil : min(number, Self.maximumItems)
    }
}

extension Failure {
    /// Items that cannot be read.
    static func itemReader(_ cause: String) -> Failure {
        Failure(error: "States.ItemReaderFailed", cause: cause)
    }
}
