import JSON
import Logging

/// One event, ready to be written.
struct LogLine {
    var time: WallTime
    var level: Logger.Level
    var message: String
    var stage: String
    var metadata: Logger.Metadata

    func text(_ format: LogSettings.Format) -> String {
        switch format {
        case .json: json.text()
        case .text: humanText
        }
    }

    private var json: JSON {
        var members: JSONObject = [
            "timestamp": .string(time.timestamp), "level": .string(level.lambdaName), "message": .string(message),
            "stage": .string(stage),
        ]
        for (key, value) in sortedMetadata where members[key] == nil { members[key] = Self.json(value) }
        return .object(members)
    }

    /// `12:34:56.789 WARN StageClean: message key=value`; line ends inside would fake further events and are escaped.
    private var humanText: String {
        var text = "\(time.timeOfDay) \(level.lambdaName) \(stage): \(Self.onOneLine(message))"
        for (key, value) in sortedMetadata {
            text += " \(key)=\(Self.onOneLine(Self.json(value).string ?? "\(value)"))"
        }
        return text
    }

    private var sortedMetadata: [(key: String, value: Logger.Metadata.Value)] {
        metadata.sorted { $0.key < $1.key }
    }

    private static func json(_ value: Logger.Metadata.Value) -> JSON {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let number as any BinaryInteger): .int(number)
        case .stringConvertible(let flag as Bool): .bool(flag)
        case .stringConvertible(let other): .string(other.description)
        case .array(let values): .array(values.map(json))
        case .dictionary(let members): .object(JSONObject(members.sorted { $0.key < $1.key }.map { ($0, json($1)) }))
        }
    }

    private static func onOneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return text }
        return text.unicodeScalars.reduce(into: "") { line, scalar in
            line += scalar.value < 0x20 || scalar.value == 0x7F ? scalar.escaped(asASCII: true) : String(scalar)
        }
    }
}
