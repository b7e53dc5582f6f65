import Synchronization

/// The pictures that the evaluations of one expression have parsed. Most are literals, the same in every evaluation and for
/// every item of an array, so that they are parsed once.
final class PictureCache: Sendable {
    private struct Pictures {
        var moments: [String: DateTimePicture] = [:]
        var readers: [String: DateTimeReader] = [:]
        var integers: [String: IntegerPicture] = [:]
        var numbers: [String: NumberPicture] = [:]
    }

    private let pictures = Mutex(Pictures())

    /// An expression that makes pictures from its data must not fill the memory with them.
    private static let maximumCount = 32
    private static let maximumBytes = 1024

    /// How a moment is written.
    func moment(_ picture: String) throws(JSONataError) -> DateTimePicture {
        try kept(\.moments, picture) { text throws(JSONataError) in try DateTimePicture(parsing: text) }
    }

    /// How a moment is read.
    func reader(_ picture: String) throws(JSONataError) -> DateTimeReader {
        try kept(\.readers, picture) { text throws(JSONataError) in try DateTimeReader(self.moment(text)) }
    }

    /// How an integer is written and read.
    func integer(_ picture: String) throws(JSONataError) -> IntegerPicture {
        try kept(\.integers, picture) { text throws(JSONataError) in try IntegerPicture(parsing: text) }
    }

    /// How a number is written with the usual symbols.
    func number(_ picture: String) throws(JSONataError) -> NumberPicture {
        try kept(\.numbers, picture) { text throws(JSONataError) in try NumberPicture(parsing: text, NumberSymbols()) }
    }

    private func kept<Picture: Sendable>(
        _ path: any WritableKeyPath<Pictures, [String: Picture]> & Sendable, _ text: String,
        parse: (String) throws(JSONataError) -> Picture
    ) throws(JSONataError) -> Picture {
        if let known = pictures.withLock({ $0[keyPath: path][text] }) { return known }
        let picture = try parse(text)
        guard text.utf8.count <= Self.maximumBytes else { return picture }
        pictures.withLock {
            if $0[keyPath: path].count >= Self.maximumCount { $0[keyPath: path].removeAll() }
            $0[keyPath: path][text] = picture
        }
        return picture
    }
}
