public import Failures
public import Formats
public import JSON

/// What an upload's sender may say about it: `{units, timezone, date_order, max_rejected_percent}`.
public struct UploadOptions: Sendable {
    /// What goes into reading the rows.
    public var reading: ReadingOptions
    /// How many rows may be rejected.
    public var threshold: RejectionThreshold

    /// Reads the options.
    ///
    /// - Throws: `Event.Invalid` naming the option and what it may be.
    public init(json: JSON) throws(PipelineError) {
        reading = ReadingOptions()
        threshold = RejectionThreshold()
        if let text = try Self.text(json, "units") {
            guard let units = ReadingOptions.UnitSystem(rawValue: text) else {
                throw Self.invalid("units", text, "metric or imperial")
            }
            reading.units = units
        }
        if let text = try Self.text(json, "date_order") {
            guard let order = DateOrder(rawValue: text) else { throw Self.invalid("date_order", text, "dmy or mdy") }
            reading.dateOrder = order
        }
        if let text = try Self.text(json, "timezone") {
            guard let zone = SystemTimeZone(named: text) else {
                throw Self.invalid("timezone", text, "a zone that this system knows, such as Europe/Berlin")
            }
            reading.zone = zone
        }
        if let value = json["max_rejected_percent"], !value.isNull {
            guard let percent = value.double, (0...100).contains(percent) else {
                throw Self.invalid("max_rejected_percent", value.description, "a number from 0 to 100")
            }
            threshold.maxRejectedPercent = percent
        }
    }

    private static func text(_ json: JSON, _ name: String) throws(PipelineError) -> String? {
        guard let value = json[name], !value.isNull else { return nil }
        guard let text = value.string else { throw invalid(name, value.description, "a string") }
        return text
    }

    private static func invalid(_ name: String, _ value: String, _ expected: String) -> PipelineError {
        PipelineError(
            .eventInvalid, "The option \(name) cannot be \"\(value)\"; it must be \(expected).", code: "option_invalid")
    }
}
