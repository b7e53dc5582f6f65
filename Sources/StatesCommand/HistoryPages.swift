import ArgumentParser
import JSON

/// A history that came in pages: several files, or several documents in one, as a loop over `nextToken` writes them.
struct HistoryPages {
    /// The pages put together.
    let source: JSON

    /// Reads all pages, in the order of the files.
    init(paths: [String]) throws {
        var pages: [JSON] = []
        for path in paths { pages += try Self.documents(of: path) }
        guard pages.count > 1 else {
            source = pages.first ?? .null
            return
        }
        var events: [JSON] = []
        for page in pages { events += (page.array ?? page["events"]?.array ?? page["history"]?.array ?? []) }
        // A token on every page means that the last one is not among them.
        var object: JSONObject = ["events": .array(events)]
        if pages.allSatisfy({ !($0["nextToken"] ?? .null).isNull }) { object["nextToken"] = pages.last?["nextToken"] }
        source = .object(object)
    }

    private static func documents(of path: String) throws -> [JSON] {
        let text = try InputFile.text(of: path)
        do {
            return [try JSON(parsing: text)]
        } catch {
            let parts = split(text)
            guard parts.count > 1 else { throw ValidationError("\(path) is not JSON: \(error)") }
            do {
                return try parts.map { try JSON(parsing: $0) }
            } catch let inner {
                throw ValidationError("\(path) is not JSON: \(inner)")
            }
        }
    }

    /// Cuts documents that follow each other after the bracket that closes each.
    private static func split(_ text: String) -> [String] {
        var parts: [String] = []
        var (depth, isString, isEscaped) = (0, false, false)
        let bytes = Array(text.utf8)
        var start = 0
        for (index, byte) in bytes.enumerated() {
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                guard depth == 0 else { continue }
                parts.append(String(decoding: bytes[start...index], as: UTF8.self))
                start = index + 1
            default: break
            }
        }
        let rest = String(decoding: bytes[start...], as: UTF8.self)
        return rest.allSatisfy(\.isWhitespace) ? parts : parts + [rest]
    }
}
