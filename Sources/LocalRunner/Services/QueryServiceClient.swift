import HTTP
import JSON

/// A service of the AWS query protocol: a form in, XML out.
struct QueryServiceClient: ServiceClient {
    let endpoint: ServiceEndpoint
    /// Of the API.
    let version: String

    func call(_ operation: String, _ parameters: JSONObject) async throws(ServiceFailure) -> ServiceResponse {
        var fields = [("Action", operation), ("Version", version)]
        for member in parameters { Self.flatten(member.value, as: member.key, into: &fields) }
        let form = fields.map { "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))" }
        let response = try await endpoint.send(
            "POST", "/", headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
            body: Array(form.joined(separator: "&").utf8))
        guard let document = XMLElement(parsing: response.body) else {
            throw .unreachable("\(endpoint.url) did not answer with XML")
        }
        guard response.isSuccess else {
            let error = document.child("Error") ?? document
            throw ServiceFailure(
                code: error.child("Code")?.text ?? "InternalFailure", message: error.child("Message")?.text ?? "",
                status: response.status, requestID: document.child("RequestId")?.text ?? "")
        }
        let result = document.child("\(operation)Result")
        return ServiceResponse(
            result?.json.object ?? JSONObject(), headers: response.headers, status: response.status)
    }

    /// `Tags.member.1.Key`, `MessageAttributes.entry.1.Name` and the like.
    private static func flatten(_ value: JSON, as name: String, into fields: inout [(String, String)]) {
        switch value {
        case .object(let object) where name == "MessageAttributes" || name == "Attributes":
            for (position, member) in object.enumerated() {
                let entry = "\(name).entry.\(position + 1)"
                fields.append((entry + (name == "Attributes" ? ".key" : ".Name"), member.key))
                flatten(member.value, as: entry + (name == "Attributes" ? ".value" : ".Value"), into: &fields)
            }
        case .object(let object):
            for member in object { flatten(member.value, as: "\(name).\(member.key)", into: &fields) }
        case .array(let elements):
            for (position, element) in elements.enumerated() {
                flatten(element, as: "\(name).member.\(position + 1)", into: &fields)
            }
        case .null: break
        default: fields.append((name, value.string ?? value.text()))
        }
    }
}

/// Text in addresses and forms (RFC 3986).
enum PercentEncoding {
    /// - Parameter kept: Bytes that stay besides letters, digits, `-`, `.`, `_` and `~`.
    static func encode(_ text: String, keeping kept: Set<UInt8> = []) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case _ where kept.contains(byte): encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
