import JSON

/// Which part of a long answer a request asks for.
struct Page: Sendable {
    static let defaultSize = 100

    /// How many entries at most.
    let size: Int
    /// Where the page starts: what the operation put into ``token(_:)`` before, 0 at first.
    let start: Int
    /// The operation with its filters: a token of another one is none.
    private let scope: String

    /// - Throws: `InvalidToken` for a token of another list.
    init(_ request: Request, of scope: String) throws(ServiceError) {
        self.scope = scope
        let wanted = request.integer("maxResults") ?? 0
        size = wanted == 0 ? Self.defaultSize : wanted
        guard let token = request.text("nextToken") else {
            start = 0
            return
        }
        guard let text = Hexadecimal.text(of: token), text.hasPrefix(scope + "|"),
            let start = Int(text.dropFirst(scope.count + 1)), start >= 0
        else { throw .invalidToken }
        self.start = start
    }

    /// The token for the page that starts there.
    func token(_ next: Int) -> JSON {
        .string(Hexadecimal.digits(of: "\(scope)|\(next)"))
    }

    /// The page of a list that is at hand as a whole, under its name.
    func response(_ name: String, _ entries: [JSON]) -> JSONObject {
        let rest = entries.dropFirst(start)
        var response: JSONObject = [name: .array(Array(rest.prefix(size)))]
        if rest.count > size { response["nextToken"] = token(start + size) }
        return response
    }
}

/// Text as digits, so that it passes for an opaque token.
enum Hexadecimal {
    static func digits(of text: String) -> String {
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The text; nil where the digits are none, or no UTF-8.
    static func text(of digits: String) -> String? {
        let symbols = Array(digits.utf8)
        guard symbols.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for position in stride(from: 0, to: symbols.count, by: 2) {
            guard let byte = UInt8(String(decoding: symbols[position...(position + 1)], as: UTF8.self), radix: 16)
            else {
                return nil
            }
            bytes.append(byte)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
