import StatesLanguage

/// What a member of a request may be. The limits are those of the published API model.
indirect enum Shape: Sendable {
    /// Text of so many characters.
    case text(ClosedRange<Int>, pattern: TextPattern? = nil, isSensitive: Bool = false)
    /// Text of so many bytes in UTF-8 at most, which errors do not show.
    case data(Int)
    /// One of some words.
    case word([String])
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case flag
    case list(Shape, ClosedRange<Int> = 0...Int.max)
    /// Members, and the name of the structure in the API.
    case structure([Member], name: String = "")
}

/// A named member of a structure.
struct Member: Sendable {
    var name: String
    var shape: Shape
    var isRequired: Bool

    static func required(_ name: String, _ shape: Shape) -> Member {
        Member(name: name, shape: shape, isRequired: true)
    }

    static func optional(_ name: String, _ shape: Shape) -> Member {
        Member(name: name, shape: shape, isRequired: false)
    }
}

/// A rule for the characters of a text, and how the service writes it.
struct TextPattern: Sendable {
    var source: String
    var allows: @Sendable (String) -> Bool

    /// Names of aliases: letters, digits, `_`, `-` and `.`, and not digits alone.
    static let restrictedName = TextPattern(source: #"^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$"#) { text in
        let isAllowed = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x5F || byte == 0x2D || byte == 0x2E
        }
        return isAllowed && text.utf8.contains { !(0x30...0x39).contains($0) }
    }

    /// Letters, digits and white space of any script, and a few symbols.
    static let tag = TextPattern(source: #"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$"#) { isTag($0) }
    /// As ``tag``; the prefix is kept for the service's own.
    static let tagKey = TextPattern(source: #"^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$"#) { text in
        isTag(text) && !text.lowercased().hasPrefix("aws:")
    }

    private static func isTag(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                .spaceSeparator, .lineSeparator, .paragraphSeparator, .decimalNumber, .letterNumber, .otherNumber:
                true
            default: "_.:/=+-@".unicodeScalars.contains(scalar)
            }
        }
    }

    static let ascii = TextPattern(source: #"\p{ASCII}*"#) { $0.utf8.allSatisfy { $0 < 0x80 } }
    static let printable = TextPattern(source: "[!-~]+") { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }
}

extension Shape {
    static let arn = Shape.text(1...256)
    static let longARN = Shape.text(1...2000)
    static let name = Shape.text(1...80)
    static let description = Shape.text(0...256, isSensitive: true)
    static let definition = Shape.text(1...1_048_576, isSensitive: true)
    /// Inputs and outputs of executions and tasks.
    static let data = Shape.data(ExecutionLimits.serviceDataBytes)
    static let error = Shape.text(0...256, isSensitive: true)
    static let cause = Shape.text(0...32_768, isSensitive: true)
    static let taskToken = Shape.text(1...2048)
    static let machineType = Shape.word(["STANDARD", "EXPRESS"])
    static let includedData = Shape.word(["ALL_DATA", "METADATA_ONLY"])
    static let tags = Shape.list(
        .structure([.optional("key", .tagKey), .optional("value", .text(0...256, pattern: .tag))], name: "Tag"))
    static let tagKey = Shape.text(1...128, pattern: .tagKey)
    static let logging = Shape.structure([
        .optional("level", .word(["ALL", "ERROR", "FATAL", "OFF"])), .optional("includeExecutionData", .flag),
        .optional(
            "destinations",
            .list(.structure([.optional("cloudWatchLogsLogGroup", .structure([.optional("logGroupArn", .arn)]))]))),
    ])
    static let tracing = Shape.structure([.optional("enabled", .flag)])
    static let encryption = Shape.structure([
        .optional("kmsKeyId", .text(1...2048)), .optional("kmsDataKeyReusePeriodSeconds", .integer(60...900)),
        .required("type", .word(["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"])),
    ])
}

extension [Member] {
    /// What all operations that answer in pages take.
    static func paging(token: Int = 1024) -> [Member] {
        [.optional("maxResults", .integer(0...1000)), .optional("nextToken", .text(1...token))]
    }
}
