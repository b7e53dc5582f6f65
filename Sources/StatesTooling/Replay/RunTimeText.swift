import StatesLanguage

/// A text of which parts were made at run time: those that differ from run to run. The rest is the machine's own.
struct RunTimeText {
    private enum Part {
        case fixed(ArraySlice<UInt8>)
        case made(ArraySlice<UInt8>)
    }

    private let parts: [Part]

    /// - Parameter others: The text as other runs made it.
    init(_ text: String, others: [String]) {
        let words = Self.words(of: text)
        var isFixed = Array(repeating: true, count: words.count)
        for other in others {
            let second = Self.words(of: other)
            if words.count == second.count {
                for index in words.indices where words[index] != second[index] { isFixed[index] = false }
            } else {
                // What corresponds to what cannot be told, so all between the common ends counts as made.
                let start = zip(words, second).prefix { $0 == $1 }.count
                let room = min(words.count, second.count) - start
                let end = zip(words.reversed(), second.reversed()).prefix { $0 == $1 }.count
                for index in start..<max(start, words.count - min(end, room)) { isFixed[index] = false }
            }
        }
        parts = Self.parts(words, isFixed)
    }

    /// Words of letters and digits, and each other character by itself.
    private static func words(of text: String) -> [ArraySlice<UInt8>] {
        let bytes = Array(text.utf8)
        var words: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let length = bytes[start...].prefix { isWord($0) }.count
            words.append(bytes[start..<(start + max(1, length))])
            start += max(1, length)
        }
        return words
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
            true
        default: false
        }
    }

    /// Puts words together; what was made goes on over marks such as those of UUIDs and times.
    private static func parts(_ words: [ArraySlice<UInt8>], _ isFixed: [Bool]) -> [Part] {
        let joints = Set("-_.:+".utf8.map { [$0] })
        var parts: [Part] = []
        for index in words.indices {
            let isJoint =
                isFixed[index] && joints.contains(Array(words[index])) && index > 0 && index + 1 < words.count
                && !isFixed[index - 1] && !isFixed[index + 1]
            switch (parts.last, isFixed[index] && !isJoint) {
            case (.fixed(let text), true): parts[parts.count - 1] = .fixed(text + words[index])
            case (.made(let text), false): parts[parts.count - 1] = .made(text + words[index])
            case (_, true): parts.append(.fixed(words[index]))
            case (_, false): parts.append(.made(words[index]))
            }
        }
        return parts
    }

    /// Whether another text has the same fixed parts, with something of the same kind between them.
    func matches(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        var made: ArraySlice<UInt8>?
        for (index, part) in parts.enumerated() {
            switch part {
            case .made(let text): made = text
            case .fixed(let text):
                let isLast = index == parts.count - 1
                guard let start = place(of: text, in: rest, after: made == nil ? 0 : 1, isLast: isLast) else {
                    return false
                }
                if let made {
                    guard Self.areAlike(made, rest[..<start]) else { return false }
                } else if start != rest.startIndex {
                    return false
                }
                rest = rest[(start + text.count)...]
                made = nil
            }
        }
        return made.map { Self.areAlike($0, rest) } ?? rest.isEmpty
    }

    /// Where a fixed part begins; the last one stands at the end.
    private func place(
        of text: ArraySlice<UInt8>, in rest: ArraySlice<UInt8>, after count: Int, isLast: Bool
    ) -> Int? {
        let last = rest.endIndex - text.count
        let first = rest.startIndex + count
        guard first <= last else { return nil }
        if isLast { return rest[last...].elementsEqual(text) ? last : nil }
        return (first...last).first { rest[$0..<($0 + text.count)].elementsEqual(text) }
    }

    private static func areAlike(_ now: ArraySlice<UInt8>, _ recorded: ArraySlice<UInt8>) -> Bool {
        guard !recorded.isEmpty else { return false }
        let (now, recorded) = (String(decoding: now, as: UTF8.self), String(decoding: recorded, as: UTF8.self))
        return Kind(now).map { $0 == Kind(recorded) } ?? true
    }

    /// What has a form of its own. Names have none.
    private enum Kind {
        case uuid
        case time
        case number

        init?(_ text: String) {
            if Timestamp(text) != nil {
                self = .time
            } else if Double(text) != nil {
                self = .number
            } else if Self.isUUID(text) {
                self = .uuid
            } else {
                return nil
            }
        }

        private static func isUUID(_ text: String) -> Bool {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
        }
    }
}
