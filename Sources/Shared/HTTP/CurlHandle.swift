import CCurl

/// A libcurl easy handle with its connection; freed when the value goes away.
struct CurlHandle: ~Copyable {
    /// Nil when libcurl has no memory or cannot start its TLS library.
    private let raw: UnsafeMutableRawPointer?
    /// Where libcurl writes what went wrong; it must stay put as long as the handle.
    private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init() {
        raw = curl_easy_init()
    }

    deinit {
        curl_easy_cleanup(raw)
        message.deallocate()
    }

    /// Carries out one exchange. Options are set anew each time, so that nothing of a request reaches the next one.
    func perform(
        _ request: HTTPRequest, bypassingProxy: Bool, until cancellation: HTTPCancellation? = nil
    ) throws(HTTPError) -> HTTPResponse {
        guard let raw else { throw HTTPError(.other, request, cause: "libcurl could not be started") }
        curl_easy_reset(raw)
        message.pointee = 0
        let received = ReceivedResponse(bodyLimit: request.responseLimit)
        let fields = try Self.list(of: request)
        defer { curl_slist_free_all(fields) }

        let code = withExtendedLifetime((received, cancellation)) {
            request.body.withUnsafeBytes { body in
                let code = setUp(
                    request, fields: fields, body: body, bypassingProxy: bypassingProxy, received: received,
                    cancellation: cancellation)
                return code == CURLE_OK ? curl_easy_perform(raw) : code
            }
        }
        guard code == CURLE_OK else {
            let cause = message.pointee == 0 ? curl_easy_strerror(code) : UnsafePointer(message)
            throw HTTPError(Self.meaning(of: code, received), request, cause: cause.map { String(cString: $0) } ?? "")
        }
        var status = 0
        _ = ccurl_get_long(raw, CURLINFO_RESPONSE_CODE, &status)
        return HTTPResponse(status: status, headers: received.headers, body: received.body)
    }

    /// The header fields as libcurl takes them; whoever asks frees them.
    private static func list(of request: HTTPRequest) throws(HTTPError) -> UnsafeMutablePointer<curl_slist>? {
        // Without this libcurl waits up to a second for permission to send a large body.
        var fields = curl_slist_append(nil, "Expect:")
        for field in request.headers.fields {
            // A line end would smuggle in fields of its own, or a whole second request.
            guard !(field.name + field.value).utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
                curl_slist_free_all(fields)
                throw HTTPError(
                    .invalidHeader, request, cause: "the value of \(field.name.debugDescription) has a line end")
            }
            // libcurl drops "Name:" without a value; a semicolon sends it empty.
            fields = curl_slist_append(fields, field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        return fields
    }

    /// Sets every option, or says which failure kept one from being set: a limit that is not in force must not be missed.
    private func setUp(
        _ request: HTTPRequest, fields: UnsafeMutablePointer<curl_slist>?, body: UnsafeRawBufferPointer,
        bypassingProxy: Bool, received: ReceivedResponse, cancellation: HTTPCancellation?
    ) -> CURLcode {
        let context = Unmanaged.passUnretained(received).toOpaque()
        var codes = [
            ccurl_set_pointer(raw, CURLOPT_ERRORBUFFER, message),
            ccurl_set_string(raw, CURLOPT_URL, request.url),
            ccurl_set_string(raw, CURLOPT_PROTOCOLS_STR, "http,https"),
            ccurl_set_long(raw, CURLOPT_FOLLOWLOCATION, 0),
            ccurl_set_long(raw, CURLOPT_NOSIGNAL, 1),
            ccurl_set_long(raw, CURLOPT_SSL_VERIFYPEER, 1),
            ccurl_set_long(raw, CURLOPT_SSL_VERIFYHOST, 2),
            ccurl_set_list(raw, CURLOPT_HTTPHEADER, fields),
            ccurl_set_writer(raw, CURLOPT_WRITEFUNCTION, receiveBody),
            ccurl_set_pointer(raw, CURLOPT_WRITEDATA, context),
            ccurl_set_writer(raw, CURLOPT_HEADERFUNCTION, receiveHeader),
            ccurl_set_pointer(raw, CURLOPT_HEADERDATA, context),
        ]
        if bypassingProxy { codes.append(ccurl_set_string(raw, CURLOPT_PROXY, "")) }
        if let cancellation {
            codes += [
                ccurl_set_progress(raw, CURLOPT_XFERINFOFUNCTION, watchProgress),
                ccurl_set_pointer(raw, CURLOPT_XFERINFODATA, Unmanaged.passUnretained(cancellation).toOpaque()),
                ccurl_set_long(raw, CURLOPT_NOPROGRESS, 0),
            ]
        }
        if let timeout = request.timeout {
            codes.append(ccurl_set_long(raw, CURLOPT_TIMEOUT_MS, max(1, timeout.wholeMilliseconds)))
        }
        codes += setMethod(request.method, body: body)
        return codes.first { $0 != CURLE_OK } ?? CURLE_OK
    }

    private func setMethod(_ method: String, body: UnsafeRawBufferPointer) -> [CURLcode] {
        switch method {
        case "GET": return [ccurl_set_long(raw, CURLOPT_HTTPGET, 1)]
        case "HEAD": return [ccurl_set_long(raw, CURLOPT_NOBODY, 1)]
        default:
            return [
                ccurl_set_string(raw, CURLOPT_CUSTOMREQUEST, method),
                ccurl_set_long(raw, CURLOPT_POSTFIELDSIZE_LARGE, body.count),
                // An empty buffer may have no address, which libcurl would take for "ask a callback for the body".
                body.isEmpty
                    ? ccurl_set_string(raw, CURLOPT_COPYPOSTFIELDS, "")
                    : ccurl_set_pointer(raw, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: body.baseAddress)),
            ]
        }
    }

    private static func meaning(of code: CURLcode, _ received: ReceivedResponse) -> HTTPError.Code {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .hostNotFound
        case CURLE_COULDNT_CONNECT, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE:
            .connectionFailed
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE:
            .tlsFailed
        case CURLE_ABORTED_BY_CALLBACK: .cancelled
        case CURLE_WRITE_ERROR where received.isOverLimit: .responseTooLarge
        default: .other
        }
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
