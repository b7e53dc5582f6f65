import JSON

/// The fields of a Map state that only a distributed one has.
struct DistributedFields: Sendable {
    static let maximumLabelLength = 40

    let label: String?
    let itemReader: ItemReader?
    let itemBatcher: ItemBatcher?
    let resultWriter: ResultWriter?

    init(from reader: inout FieldReader) {
        label = Self.label(from: &reader)
        if var fields = reader.reader("ItemReader") {
            itemReader = ItemReader(from: &fields)
        } else {
            itemReader = nil
        }
        if var fields = reader.reader("ItemBatcher") {
            itemBatcher = ItemBatcher(from: &fields)
        } else {
            itemBatcher = nil
        }
        if var fields = reader.reader("ResultWriter") {
            resultWriter = ResultWriter(from: &fields)
        } else {
            resultWriter = nil
        }
        for field in ["ItemsPath", "Items"] where itemReader != nil && reader.has(field) {
            reader.report(.unsupported, "The field '\(field)' is not supported beside 'ItemReader'", at: field)
        }
    }

    /// A label becomes a part of the map run's ARN.
    private static func label(from reader: inout FieldReader) -> String? {
        guard let label = reader.string("Label") else { return nil }
        if label.isEmpty { reader.report(.invalidLabelName, "Label cannot be empty", at: "Label") }
        if label.unicodeScalars.count > maximumLabelLength {
            reader.report(
                .invalidLabelName,
                "Invalid Label name: Label '\(label)' exceeds the \(maximumLabelLength)-character limit allowed by the "
                    + "service", at: "Label")
        }
        let forbidden = Set("?*<>{}[]:;,\\|^~$#%&`\" /".unicodeScalars)
        if let character = label.unicodeScalars.first(where: { forbidden.contains($0) || $0.isControl }) {
            let shown = character.isControl ? character.escaped(asASCII: true) : String(character)
            reader.report(.invalidLabelName, "Label contains invalid character: '\(shown)'", at: "Label")
        }
        if !reader.log.labels.enter(label, at: reader.place("Label")) {
            reader.report(.duplicateLabelName, "Duplicate Label name: \(label)", at: "Label")
        }
        return label
    }

    /// Refuses the fields in a Map that is not distributed.
    func check(_ mode: MapState.Mode, in reader: FieldReader) {
        guard mode == .inline else { return }
        for field in ["ItemReader", "ItemBatcher", "ResultWriter"] where reader.has(field) {
            reader.reportUnexpected(
                .schema, "Field '\(field)' is not supported",
                suggestion: "Only a Map with \"Mode\": \"DISTRIBUTED\" in its ProcessorConfig has it.", at: field)
        }
    }

    /// What the fields come to.
    func plan(in scope: inout EvaluationScope) throws(Failure) -> Distribution {
        var plan = Distribution()
        plan.label = label
        if let itemReader {
            plan.source = try itemReader.source(in: &scope)
            do throws(Failure) {
                plan.maxItems = try itemReader.maximumItems(in: &scope)
            } catch {
                plan.failureOnceRunning = error
            }
        }
        plan.batch = try itemBatcher?.plan(in: &scope)
        if let resultWriter {
            plan.transformation = resultWriter.transformation
            plan.outputType = resultWriter.outputType
            plan.destination = try resultWriter.destination(in: &scope)
        }
        return plan
    }
}
