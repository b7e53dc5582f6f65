import Glibc
import HTTP
import JSON

/// Breaks the rules of the Runtime API in the named way, and answers with how it was told off.
struct Misbehaviour {
    private let base: String
    private let transport = CurlTransport(proxy: .none)

    init(runtimeAPI: String) {
        base = "http://\(runtimeAPI)/2018-06-01/runtime/"
    }

    func run(_ kind: String) throws -> Never {
        var toldOff: JSON = .null
        while true {
            let id = try next().headers["Lambda-Runtime-Aws-Request-Id"] ?? ""
            switch kind {
            case "answersUnknownRequest":
                toldOff = try post("invocation/unknown/response", "1")
                _ = try post("invocation/\(id)/response", toldOff.text())
            case "answersTwice":
                _ = try post("invocation/\(id)/response", toldOff.text())
                toldOff = try post("invocation/\(id)/response", "2")
            case "asksTwice":
                toldOff = try described(next())
                _ = try post("invocation/\(id)/response", toldOff.text())
            case "asksForNonsense":
                toldOff = try post("invocation", "")
                _ = try post("invocation/\(id)/response", toldOff.text())
            case "postsNoJSON":
                _ = try post("invocation/\(id)/response", "{{{")
            case "postsTooMuch":
                // The connection must stay usable, although nobody wants the rest of this.
                let answer = try post("invocation/\(id)/response", String(repeating: "1", count: 6_291_557))
                if answer["status"] != 413 { exit(8) }
            case "postsNothing":
                _ = try post("invocation/\(id)/response", "")
            case "failsWithoutType":
                _ = try post("invocation/\(id)/error", "[1]")
            case "diesIdle":
                _ = try post("invocation/\(id)/response", String(getpid()))
                exit(0)
            default: exit(9)
            }
        }
    }

    private func next() throws -> HTTPResponse {
        try transport.send(HTTPRequest("GET", base + "invocation/next"))
    }

    private func post(_ path: String, _ body: String) throws -> JSON {
        try described(transport.send(HTTPRequest("POST", base + path, body: Array(body.utf8))))
    }

    private func described(_ response: HTTPResponse) -> JSON {
        ["status": .int(response.status), "body": .string(String(decoding: response.body, as: UTF8.self))]
    }
}
