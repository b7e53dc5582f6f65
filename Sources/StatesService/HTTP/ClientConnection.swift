import FlyingSocks
import Foundation
import Glibc

/// One client's connection: requests come in and are answered, one after the other.
///
/// It reads only as much as a request may have, so that no client costs more than its share, and it notices when the
/// client hangs up.
actor ClientConnection {
    /// How long a client may take to send a request it has begun.
    private static let patience = Duration.seconds(60)
    /// Bytes of a body that is too large which are read all the same, so that its client hears why it is refused.
    private static let discarded = 16 << 20
    /// Bytes of requests to come that are taken while one is being answered.
    private static let ahead = 64 << 10
    private static let piece = 4096

    private let socket: AsyncSocket
    private let handler: APIHandler
    /// What was read and not yet used.
    private var buffer = ByteQueue()
    private var isOpen = true
    private var isAnswering = false
    private var isEnding = false

    init(_ socket: AsyncSocket, _ handler: APIHandler) {
        self.socket = socket
        self.handler = handler
        var enabled: Int32 = 1
        setsockopt(
            socket.socket.file.rawValue, Int32(IPPROTO_TCP), TCP_NODELAY, &enabled,
            socklen_t(MemoryLayout<Int32>.size))
    }

    /// Serves until either side closes the connection.
    func serve() async {
        do {
            while !isEnding, try await answerNext() {}
        } catch let fault as MessageFault {
            try? await socket.write(HTTPReply(fault).message(keepsOpen: false))
            await linger()
        } catch {
            // The client is gone, or the server stops.
        }
        isOpen = false
        try? socket.close()
    }

    /// Ends the connection once nothing is being answered.
    func end() {
        isEnding = true
        if !isAnswering { hangUp() }
    }

    /// Ends the connection.
    func hangUp() {
        if isOpen { _ = shutdown(socket.socket.file.rawValue, Int32(SHUT_RDWR)) }
    }

    /// - Returns: Whether another request may follow.
    private func answerNext() async throws -> Bool {
        guard try await hasMore() else { return false }
        let (head, body) = try await inTime { () async throws -> (RequestHead, [UInt8]) in
            let head = try await self.readHead()
            // Whoever may not be served is told before anything of the body is read.
            if let refusal = self.handler.refusal(of: head) { throw refusal }
            let framing = try BodyFraming(head)
            if head.awaitsContinue, self.buffer.isEmpty, framing != .sized(0) {
                try await self.socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
            }
            return (head, try await self.readBody(framing))
        }
        isAnswering = true
        defer { isAnswering = false }
        guard let reply = await reply(to: head, body) else { return false }
        let keepsOpen = head.keepsOpen && !isEnding
        try await socket.write(reply.message(keepsOpen: keepsOpen))
        return keepsOpen
    }

    /// The answer; nil where its client went away before it was there.
    private func reply(to head: RequestHead, _ body: [UInt8]) async -> HTTPReply? {
        let (handler, file) = (handler, socket.socket.file.rawValue)
        let isClientThere: @Sendable () -> Bool = { !Self.isClosed(file) }
        guard handler.endsWithClient(head) else {
            return await handler.reply(to: head, body, isClientThere: isClientThere)
        }
        return await withTaskGroup(of: HTTPReply?.self) { group in
            group.addTask { await handler.reply(to: head, body, isClientThere: isClientThere) }
            group.addTask {
                await self.untilClientIsGone()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// Reads on until there is nothing more to read, or this task is cancelled.
    private func untilClientIsGone() async {
        do {
            while buffer.count < Self.ahead { guard try await fill() else { return } }
            // A client that sends so much ahead is there. What it does next is seen when it is answered.
            try await Task.sleep(for: .seconds(Int64.max / 4))
        } catch {
            // Cancelled, or the connection broke.
        }
    }

    /// Whether the client has closed its side, as the system knows already.
    private static func isClosed(_ descriptor: Int32) -> Bool {
        // `POLLRDHUP`, which the module map leaves out.
        let closedByPeer: Int16 = 0x2000
        var poll = pollfd(fd: descriptor, events: closedByPeer, revents: 0)
        guard Glibc.poll(&poll, 1, 0) > 0 else { return false }
        return poll.revents & (closedByPeer | Int16(POLLHUP) | Int16(POLLERR)) != 0
    }

    // MARK: Reading

    private func readHead() async throws -> RequestHead {
        while true {
            if let head = buffer.takeHead() { return try RequestHead(parsing: head) }
            guard buffer.count <= RequestHead.maximumSize else { throw MessageFault.headTooLarge }
            guard try await fill() else { throw SocketError.disconnected }
        }
    }

    private func readBody(_ framing: BodyFraming) async throws -> [UInt8] {
        var body: [UInt8] = []
        switch framing {
        case .sized(let size): try await read(size, into: &body, after: 0)
        case .chunked:
            var total = 0
            while true {
                let size = try BodyFraming.chunkSize(try await readLine())
                if size == 0 { break }
                try await read(size, into: &body, after: total)
                total += size
                guard try await readLine().isEmpty else { throw MessageFault.malformed("A chunk is not of its size.") }
            }
            // The fields after the last chunk, as many as a head may have.
            var left = RequestHead.maximumSize
            while case let line = try await readLine(), !line.isEmpty {
                left -= line.count
                guard left > 0 else { throw MessageFault.headTooLarge }
            }
            if total > APIHandler.maximumBodySize { throw MessageFault.bodyTooLarge }
        }
        if case .sized(let size) = framing, size > APIHandler.maximumBodySize { throw MessageFault.bodyTooLarge }
        return body
    }

    /// Reads a part of a body, which is not kept where the whole is too large.
    private func read(_ size: Int, into body: inout [UInt8], after total: Int) async throws {
        guard size <= Self.discarded - total else { throw MessageFault.bodyTooLarge }
        var left = size
        let isKept = total + size <= APIHandler.maximumBodySize
        while left > 0 {
            guard try await hasMore() else { throw SocketError.disconnected }
            let bytes = buffer.take(atMost: left)
            left -= bytes.count
            if isKept { body.append(contentsOf: bytes) }
        }
    }

    private func readLine() async throws -> [UInt8] {
        while true {
            if let line = buffer.takeLine() { return line }
            guard buffer.count <= RequestHead.maximumSize else {
                throw MessageFault.malformed("A line of the body is too long.")
            }
            guard try await fill() else { throw SocketError.disconnected }
        }
    }

    /// Whether anything is left of what the client sends.
    private func hasMore() async throws -> Bool {
        if !buffer.isEmpty { return true }
        return try await fill()
    }

    /// - Returns: Whether there was something left to read.
    private func fill() async throws -> Bool {
        do {
            buffer.append(try await socket.read(atMost: Self.piece))
            return true
        } catch SocketError.disconnected {
            return false
        }
    }

    /// Reads something, and hangs up when it takes too long.
    private func inTime<Result>(_ read: () async throws -> Result) async throws -> Result {
        let alarm = Task {
            try await Task.sleep(for: Self.patience)
            hangUp()
        }
        defer { alarm.cancel() }
        return try await read()
    }

    /// Lets the client read the last answer: closing before it has sent everything would take the answer away from it.
    private func linger() async {
        _ = shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
        let alarm = Task {
            try await Task.sleep(for: .seconds(2))
            hangUp()
        }
        defer { alarm.cancel() }
        var left = Self.discarded
        while left > 0, let bytes = try? await socket.read(atMost: Self.piece) { left -= bytes.count }
    }
}
