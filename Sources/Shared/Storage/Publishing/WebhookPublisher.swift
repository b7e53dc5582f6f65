public import Failures
public import HTTP
import JSON

/// Posts each message to an address of the user's choice.
///
/// Such an address is a secret, since whoever knows it can post: errors name its host and nothing more.
public struct WebhookPublisher: Publisher {
    private let url: String
    private let host: String
    private let transport: any HTTPTransport

    /// A publisher to an address.
    ///
    /// - Throws: `Publish.Refused` for what is no absolute `http:` or `https:` address.
    public init(url: String, transport: any HTTPTransport) throws(PipelineError) {
        guard let host = Self.host(of: url) else {
            throw PipelineError(
                .publishRefused, "WORKOUTS_WEBHOOK is no address that begins with https:// or http://.",
                code: "webhook_invalid")
        }
        self.url = url
        self.host = host
        self.transport = transport
    }

    public func publish(_ message: Message) throws(PipelineError) -> String {
        let request = HTTPRequest(
            "POST", url,
            headers: [
                "Content-Type": "application/json", "Idempotency-Key": message.deliveryID,
                "X-Delivery-Id": message.deliveryID,
            ],
            body: message.body.bytes(), timeout: .seconds(10), responseLimit: 1 << 20)
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try transport.send(request)
        } catch {
            // Neither the error's text nor the error itself goes on: both hold the address.
            let name: ErrorName = error.isTransient ? .publishUnavailable : .publishRefused
            throw PipelineError(name, "The webhook at \(host) cannot be reached (\(error.code.rawValue)).")
        }
        guard !response.isSuccess else { return message.deliveryID }
        let name: ErrorName = Self.mayPass(response.status) ? .publishUnavailable : .publishRefused
        throw PipelineError(name, "The webhook at \(host) answered with status \(response.status).")
    }

    /// Too early, too many, or a fault of the receiver's own.
    private static func mayPass(_ status: Int) -> Bool {
        status >= 500 || [408, 425, 429].contains(status)
    }

    private static func host(of url: String) -> String? {
        let lowercased = url.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lowercased.hasPrefix($0) }) else { return nil }
        let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return host.isEmpty ? nil : String(host)
    }
}
