/// The rule for names of machines, activities and executions.
enum NameRule {
    private static let forbidden = Set("<>{}[]?*\"#%\\^|~`$&,;:/".unicodeScalars)

    /// - Throws: `InvalidName` for white space, brackets, wildcards, special and control characters.
    static func check(_ name: String) throws(ServiceError) {
        for scalar in name.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            // As the documentation of the names lists them; surrogates cannot be in a text of ours.
            let isForbidden = [0xFFFE, 0xFFFF, 0x10FFFF].contains(scalar.value)
            if isControl || isForbidden || scalar.properties.isWhitespace || forbidden.contains(scalar) {
                throw .invalidName(name)
            }
        }
    }
}

/// An ARN of Step Functions, taken apart.
struct ResourceName: Sendable {
    /// What an ARN names.
    enum Kind: String, Sendable {
        case stateMachine
        case execution
        case express
        case activity
        case mapRun
    }

    let text: String
    let kind: Kind
    /// What follows the kind, between colons.
    let parts: [String]

    /// Takes an ARN apart.
    ///
    /// - Throws: `InvalidArn` for a text that is none, or names something of another kind.
    init(_ text: String, _ allowed: Kind...) throws(ServiceError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 6, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "states" else {
            throw .invalidARN("Invalid ARN prefix: \(text)")
        }
        guard let kind = Kind(rawValue: parts[5]), allowed.contains(kind) else {
            throw .invalidARN("Resource type not valid in this context: \(parts[5])")
        }
        guard parts.count >= 7, parts[6...].allSatisfy({ !$0.isEmpty }) else {
            throw .invalidARN("Invalid ARN: \(text)")
        }
        self.text = text
        self.kind = kind
        self.parts = Array(parts[6...])
    }

    /// The version or alias that a machine's ARN ends in.
    var qualifier: String? {
        kind == .stateMachine && parts.count > 1 ? parts[1] : nil
    }

    /// Whether it is that of a distributed Map state, with the state's label behind the machine's name.
    var isOfMapState: Bool {
        kind == .stateMachine && parts.first?.contains("/") == true
    }

    /// The ARN without its qualifier.
    var unqualified: String {
        qualifier.map { String(text.dropLast($0.count + 1)) } ?? text
    }
}
