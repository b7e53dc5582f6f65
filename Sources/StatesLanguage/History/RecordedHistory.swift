public import JSON

/// The history of an execution that somebody wrote down: the output of GetExecutionHistory, or a result of `states run`.
public struct RecordedHistory: Sendable {
    /// All events, by ascending id from 1 without a gap.
    public let events: [HistoryEvent]

    /// Reads `{"events": [...]}`, `{"history": [...]}` or the bare array, in ascending or descending order.
    ///
    /// - Throws: ``HistoryFormatError`` at the first thing that is wrong.
    public init(_ source: JSON) throws(HistoryFormatError) {
        let key = ["events", "history"].first { source[$0] != nil }
        guard let list = source.array ?? key.flatMap({ source[$0]?.array }) else {
            throw HistoryFormatError(
                message: "A history is an object with 'events' or 'history', or an array of events, not \(source.kind)",
                pointer: "")
        }
        let place = key.map { "".appending(pointer: $0) } ?? ""
        var events: [HistoryEvent] = []
        events.reserveCapacity(list.count)
        for (position, event) in list.enumerated() {
            events.append(try HistoryEvent(event, at: place.appending(pointer: "\(position)")))
        }
        if let first = events.first, let last = events.last, first.id > last.id { events.reverse() }
        if let gap = events.indices.first(where: { events[$0].id != $0 + 1 }) {
            throw HistoryFormatError(
                message: "The event \(gap + 1) is missing; a history in pages has to be put together", pointer: place)
        }
        guard !events.isEmpty, (source["nextToken"] ?? .null).isNull else {
            throw HistoryFormatError(
                message: events.isEmpty
                    ? "The history has no events" : "The history is one page of several; get the others as well",
                pointer: place)
        }
        self.events = events
    }

    /// How the execution ended, as its last event says; running where it says nothing of an end.
    public var status: Execution.Status { events.last?.type.endStatus ?? .running }

    /// The input that the execution was started with; nil where the history was asked for without its data.
    public var input: JSON? { events.first?.data("input") }
}

/// Why a document is not the history of an execution.
public struct HistoryFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public var message: String
    /// The JSON pointer of the place.
    public var pointer: String

    /// A sentence with the place.
    public var description: String { "\(message) (at \(pointer.isEmpty ? "/" : pointer))" }
}
