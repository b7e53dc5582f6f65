import HTTP
import JSON

/// Objects in S3: paths, headers, and XML where there are lists.
struct S3Client: ServiceClient {
    let endpoint: ServiceEndpoint

    /// Members of requests that go into header fields.
    private static let requestHeaders = [
        "ContentType": "Content-Type", "ContentEncoding": "Content-Encoding", "CacheControl": "Cache-Control",
        "Range": "Range", "IfMatch": "If-Match", "IfNoneMatch": "If-None-Match", "CopySource": "x-amz-copy-source",
        "StorageClass": "x-amz-storage-class", "ServerSideEncryption": "x-amz-server-side-encryption",
    ]
    /// Members of requests that go into the query.
    private static let queryNames = [
        "Prefix": "prefix", "Delimiter": "delimiter", "MaxKeys": "max-keys", "StartAfter": "start-after",
        "ContinuationToken": "continuation-token", "VersionId": "versionId",
    ]
    /// Header fields of responses that become members.
    private static let responseHeaders = [
        ("accept-ranges", "AcceptRanges"), ("content-type", "ContentType"), ("etag", "ETag"),
        ("last-modified", "LastModified"), ("x-amz-version-id", "VersionId"),
        ("x-amz-server-side-encryption", "ServerSideEncryption"),
    ]

    func call(_ operation: String, _ parameters: JSONObject) async throws(ServiceFailure) -> ServiceResponse {
        let (method, needsKey): (String, Bool)
        switch operation {
        case "GetObject": (method, needsKey) = ("GET", true)
        case "HeadObject": (method, needsKey) = ("HEAD", true)
        case "PutObject", "CopyObject": (method, needsKey) = ("PUT", true)
        case "DeleteObject": (method, needsKey) = ("DELETE", true)
        case "ListObjectsV2", "ListObjects": (method, needsKey) = ("GET", false)
        case "ListBuckets": (method, needsKey) = ("GET", false)
        case "CreateBucket": (method, needsKey) = ("PUT", false)
        case "DeleteBucket": (method, needsKey) = ("DELETE", false)
        case "HeadBucket": (method, needsKey) = ("HEAD", false)
        default:
            throw ServiceFailure(
                code: "NotImplemented", message: "The operation '\(operation)' is not carried out here.", status: 501)
        }
        let path = try Self.path(operation, parameters, needsKey: needsKey)
        let response = try await endpoint.send(
            method, path, headers: Self.headers(of: parameters),
            body: operation == "PutObject" ? Self.body(parameters["Body"]) : [])
        guard response.isSuccess else { throw Self.failure(response) }
        return ServiceResponse(
            Self.members(of: response, operation), headers: response.headers, status: response.status)
    }

    private static func path(
        _ operation: String, _ parameters: JSONObject, needsKey: Bool
    ) throws(ServiceFailure) -> String {
        if operation == "ListBuckets" { return "/" }
        guard let bucket = parameters["Bucket"]?.string, !bucket.isEmpty else { throw missing("Bucket") }
        var path = "/" + PercentEncoding.encode(bucket)
        if needsKey {
            guard let key = parameters["Key"]?.string, !key.isEmpty else { throw missing("Key") }
            path += "/" + PercentEncoding.encode(key, keeping: [UInt8(ascii: "/")])
        }
        var query = operation == "ListObjectsV2" ? ["list-type=2"] : []
        for member in parameters {
            guard let name = queryNames[member.key] else { continue }
            query.append("\(name)=\(PercentEncoding.encode(member.value.string ?? member.value.text()))")
        }
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }

    private static func missing(_ name: String) -> ServiceFailure {
        ServiceFailure(code: nil, message: "Parameter '\(name)' must not be null", status: 0)
    }

    private static func headers(of parameters: JSONObject) -> HTTPHeaders {
        var headers: HTTPHeaders = ["Content-Type": "application/octet-stream"]
        for member in parameters {
            if let name = requestHeaders[member.key] { headers[name] = member.value.string ?? member.value.text() }
            guard member.key == "Metadata" else { continue }
            for entry in member.value.object ?? JSONObject() {
                headers["x-amz-meta-\(entry.key)"] = entry.value.string ?? entry.value.text()
            }
        }
        return headers
    }

    /// A string as it is, everything else as JSON.
    private static func body(_ value: JSON?) -> [UInt8] {
        guard let value else { return [] }
        return value.string.map { Array($0.utf8) } ?? value.bytes()
    }

    private static func failure(_ response: HTTPResponse) -> ServiceFailure {
        let document = XMLElement(parsing: response.body)
        return ServiceFailure(
            code: document?.child("Code")?.text ?? (response.status == 404 ? "NoSuchKey" : "S3"),
            message: document?.child("Message")?.text ?? "", status: response.status,
            requestID: document?.child("RequestID")?.text ?? document?.child("RequestId")?.text
                ?? response.headers["x-amz-request-id"] ?? "")
    }

    private static func members(of response: HTTPResponse, _ operation: String) -> JSONObject {
        switch operation {
        case "ListBuckets": return buckets(XMLElement(parsing: response.body)?.json ?? [:])
        case "ListObjectsV2", "ListObjects", "CopyObject":
            return listing(XMLElement(parsing: response.body)?.json.object ?? JSONObject())
        case "GetObject", "HeadObject", "PutObject": break
        default: return JSONObject()
        }
        var members = JSONObject()
        for (header, member) in responseHeaders {
            guard let value = response.headers[header] else { continue }
            members[member] = .string(header == "last-modified" ? iso8601(value) : value)
        }
        guard operation != "PutObject" else {
            (members["ContentType"], members["LastModified"]) = (nil, nil)
            return members
        }
        members["ContentLength"] = (response.headers["content-length"].flatMap { Int($0) }).map { .int($0) }
        let prefix = "x-amz-meta-"
        let metadata = response.headers.fields.filter { $0.name.lowercased().hasPrefix(prefix) }
        members["Metadata"] = .object(
            JSONObject(metadata.map { (String($0.name.lowercased().dropFirst(prefix.count)), .string($0.value)) }))
        if operation == "GetObject" { members["Body"] = .string(String(decoding: response.body, as: UTF8.self)) }
        return members
    }

    /// `Tue, 24 Nov 2026 09:56:47 GMT` as the SDK's results have times; any other text as it is.
    private static func iso8601(_ date: String) -> String {
        let parts = date.split(separator: " ")
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard parts.count == 6, let month = months.firstIndex(of: String(parts[2])) else { return date }
        return "\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z"
    }

    /// A list of buckets where the document has an element of elements.
    private static func buckets(_ document: JSON) -> JSONObject {
        let entries = document["Buckets"]?["Bucket"]
        var members: JSONObject = ["Buckets": .array(entries?.array ?? entries.map { [$0] } ?? [])]
        members["Owner"] = document["Owner"]
        return members
    }

    /// Lists stay lists with one entry, and numbers are numbers.
    private static func listing(_ members: JSONObject) -> JSONObject {
        var members = members
        for name in ["Contents", "CommonPrefixes"] {
            if let value = members[name], value.array == nil { members[name] = .array([value]) }
        }
        for name in ["KeyCount", "MaxKeys"] {
            members[name] = (members[name]?.string.flatMap { Int($0) }).map { .int($0) }
        }
        if let text = members["IsTruncated"]?.string { members["IsTruncated"] = .bool(text == "true") }
        if let contents = members["Contents"]?.array {
            members["Contents"] = .array(
                contents.map { entry in
                    var entry = entry.object ?? JSONObject()
                    entry["Size"] = (entry["Size"]?.string.flatMap { Int($0) }).map { .int($0) }
                    return .object(entry)
                })
        }
        return members
    }
}
