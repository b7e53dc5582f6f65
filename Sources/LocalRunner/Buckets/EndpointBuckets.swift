import HTTP
import JSON
public import StatesLanguage

/// The buckets of a server that speaks S3: MinIO, moto, LocalStack. Requests carry a stand-in for a signature.
///
/// Objects are read and written in pieces, so that their size does not matter.
public struct EndpointBuckets: BucketStore {
    /// Bytes of one piece; S3 takes none under 5 MiB, but for the last.
    static let piece = 8 << 20

    private let endpoint: ServiceEndpoint

    /// The buckets behind an address such as `http://127.0.0.1:9000`.
    public init(endpoint: String) {
        self.endpoint = ServiceEndpoint(url: endpoint, signingName: "s3")
    }

    public func open(_ object: ObjectReference) async throws(ObjectError) -> any ObjectStream {
        let stream = EndpointStream(EndpointObject(object, endpoint), version: object.version)
        // What is not there is told now, not at the first item.
        try await stream.fill()
        return stream
    }

    public func list(
        _ bucket: String, prefix: String, after token: String?
    ) async throws(ObjectError) -> ObjectPage {
        var parameters: JSONObject = ["Bucket": .string(bucket), "Prefix": .string(prefix)]
        if let token { parameters["ContinuationToken"] = .string(token) }
        let members: JSONObject
        do {
            members = try await S3Client(endpoint: endpoint).call("ListObjectsV2", parameters).members
        } catch {
            throw ObjectError("\(bucket) cannot be listed: \(error.message)")
        }
        let objects = (members["Contents"]?.array ?? []).compactMap { entry -> ListedObject? in
            guard let key = entry["Key"]?.string, let size = entry["Size"]?.int,
                let modified = entry["LastModified"]?.string.flatMap({ Timestamp($0) })
            else { return nil }
            return ListedObject(
                key: key, size: size, entityTag: entry["ETag"]?.string ?? "", lastModified: modified,
                storageClass: entry["StorageClass"]?.string ?? "STANDARD")
        }
        return ObjectPage(objects: objects, next: members["NextContinuationToken"]?.string)
    }

    public func write(_ object: ObjectReference) async throws(ObjectError) -> any ObjectUpload {
        EndpointUpload(EndpointObject(object, endpoint))
    }
}

/// One object behind an address.
struct EndpointObject: Sendable {
    private let reference: ObjectReference
    private let endpoint: ServiceEndpoint

    init(_ reference: ObjectReference, _ endpoint: ServiceEndpoint) {
        (self.reference, self.endpoint) = (reference, endpoint)
    }

    /// Sends a request about the object.
    ///
    /// - Parameter query: Names and values, encoded.
    /// - Throws: ``ObjectError`` for any answer that is no success, in the service's words.
    func send(
        _ method: String, query: String = "", headers: HTTPHeaders = [:], body: [UInt8] = []
    ) async throws(ObjectError) -> HTTPResponse {
        let path =
            "/" + PercentEncoding.encode(reference.bucket) + "/"
            + PercentEncoding.encode(reference.key, keeping: [UInt8(ascii: "/")])
        var headers = headers
        // Without it the transport calls a body a form, and servers take it apart.
        headers["Content-Type"] = "application/octet-stream"
        let response: HTTPResponse
        do {
            response = try await endpoint.send(
                method, query.isEmpty ? path : "\(path)?\(query)", headers: headers, body: body)
        } catch {
            throw ObjectError("\(reference.bucket)/\(reference.key): \(error.message)")
        }
        // No byte lies in the range that was asked for: the object is empty, or has ended.
        guard response.isSuccess || response.status == 416 else {
            throw error(XMLElement(parsing: response.body), orElse: "status \(response.status)")
        }
        return response
    }

    /// The error that a document of the service tells of.
    func error(_ document: XMLElement?, orElse reason: String) -> ObjectError {
        ObjectError("\(reference.bucket)/\(reference.key): \(document?.child("Message")?.text ?? reason)")
    }
}

private actor EndpointStream: ObjectStream {
    private let object: EndpointObject
    private let version: String?
    private var waiting: [UInt8] = []
    private var offset = 0
    private var entityTag: String?
    private var isAtEnd = false

    init(_ object: EndpointObject, version: String?) {
        (self.object, self.version) = (object, version)
    }

    func next() async throws(ObjectError) -> [UInt8]? {
        if waiting.isEmpty, !isAtEnd { try await fill() }
        defer { waiting = [] }
        return waiting.isEmpty ? nil : waiting
    }

    /// Reads the next piece.
    func fill() async throws(ObjectError) {
        var headers: HTTPHeaders = ["Range": "bytes=\(offset)-\(offset + EndpointBuckets.piece - 1)"]
        // An object that changes meanwhile must not be read half and half.
        if let entityTag { headers["If-Match"] = entityTag }
        let query = version.map { "versionId=\(PercentEncoding.encode($0))" } ?? ""
        let response = try await object.send("GET", query: query, headers: headers)
        waiting = response.status == 416 ? [] : response.body
        entityTag = response.headers["ETag"]
        offset += waiting.count
        // A server that knows no ranges answers 200 with everything.
        isAtEnd = response.status != 206 || waiting.count < EndpointBuckets.piece
    }
}

private actor EndpointUpload: ObjectUpload {
    private let object: EndpointObject
    private var buffer: [UInt8] = []
    private var upload: String?
    private var tags: [String] = []

    init(_ object: EndpointObject) {
        self.object = object
    }

    /// The parts of an object that never was finished are in nobody's way.
    deinit {
        guard let upload else { return }
        let object = object
        Task { _ = try? await object.send("DELETE", query: "uploadId=\(upload)") }
    }

    func append(_ bytes: [UInt8]) async throws(ObjectError) {
        buffer += bytes
        if buffer.count >= EndpointBuckets.piece { try await sendPart() }
    }

    func finish() async throws(ObjectError) {
        guard let upload else {
            _ = try await object.send("PUT", body: buffer)
            return
        }
        if !buffer.isEmpty { try await sendPart() }
        let parts = tags.enumerated().map {
            "<Part><PartNumber>\($0.offset + 1)</PartNumber><ETag>\($0.element)</ETag></Part>"
        }
        let body = "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
        let response = try await object.send("POST", query: "uploadId=\(upload)", body: Array(body.utf8))
        // S3 begins to answer before it knows how it ends: an error may come with the status of a success.
        let document = XMLElement(parsing: response.body)
        if document?.name == "Error" { throw object.error(document, orElse: "the upload could not be completed") }
        self.upload = nil
    }

    private func sendPart() async throws(ObjectError) {
        let upload = try await begun()
        let bytes = buffer
        buffer = []
        let response = try await object.send(
            "PUT", query: "partNumber=\(tags.count + 1)&uploadId=\(upload)", body: bytes)
        tags.append(response.headers["ETag"] ?? "")
    }

    private func begun() async throws(ObjectError) -> String {
        if let upload { return upload }
        let response = try await object.send("POST", query: "uploads")
        guard let id = XMLElement(parsing: response.body)?.child("UploadId")?.text, !id.isEmpty else {
            throw ObjectError("The server began no upload in parts.")
        }
        let encoded = PercentEncoding.encode(id)
        upload = encoded
        return encoded
    }
}
