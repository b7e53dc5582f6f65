import JSON

/// `ResultWriter` of a distributed Map: where the results of the child executions go, and in what shape.
struct ResultWriter: Sendable {
    /// What of a child's result is kept.
    enum Transformation: String, CaseIterable, Sendable {
        /// The output with all that is known of the execution.
        case none = "NONE"
        case compact = "COMPACT"
        /// The elements of outputs that are arrays.
        case flatten = "FLATTEN"
    }

    enum OutputType: String, CaseIterable, Sendable {
        case json = "JSON"
        case jsonLines = "JSONL"
    }

    /// Evaluates to `Bucket` and `Prefix`; nil where the results are the state's own.
    let parameters: PayloadTemplate?
    let transformation: Transformation
    let outputType: OutputType

    init(from reader: inout FieldReader) {
        let field = reader.language == .jsonata ? "Arguments" : "Parameters"
        let writes = reader.has("Resource") || reader.has(field)
        if writes { reader.require("Resource", field) }
        if let resource = reader.string("Resource"), !resource.hasSuffix(":states:::s3:putObject") {
            reader.report(
                .schema, "The field 'Resource' should have one of these values: [arn:aws:states:::s3:putObject]",
                at: "Resource")
        }
        parameters = reader.template(field)
        if !writes, !reader.has("WriterConfig") {
            reader.report(.schema, "Value cannot be empty: a ResultWriter has WriterConfig, or Resource and \(field)")
        }
        var (transformation, outputType) = (writes ? Transformation.none : .compact, OutputType.json)
        if var config = reader.reader("WriterConfig") {
            transformation = config.word("Transformation", Transformation.self) ?? transformation
            outputType = config.word("OutputType", OutputType.self) ?? outputType
            config.finish()
        }
        (self.transformation, self.outputType) = (transformation, outputType)
        reader.finish()
    }

    /// Where the results go, once the parameters are evaluated; nil where they are the state's own.
    func destination(in scope: inout EvaluationScope) throws(Failure) -> ResultDestination? {
        guard let parameters = try parameters?.evaluate(in: &scope) else { return nil }
        guard let bucket = parameters["Bucket"]?.string else {
            throw .runtime("The parameter 'Bucket' of the ResultWriter must be a string.")
        }
        return ResultDestination(bucket: bucket, prefix: parameters["Prefix"]?.string ?? "")
    }
}

/// The place that the files of a Map Run go to.
struct ResultDestination: Hashable, Sendable {
    var bucket: String
    var prefix: String

    /// The key of a file of a run.
    ///
    /// - Parameter run: The last part of the run's ARN.
    func key(of file: String, run: String) -> String {
        let folder = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
        return "\(folder)\(run)/\(file)"
    }
}
