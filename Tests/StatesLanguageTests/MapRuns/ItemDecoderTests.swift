import Foundation
import JSON
import Testing

@testable import StatesLanguage

/// How objects hold items, whatever the size of the pieces that they come in.
@Suite struct ItemDecoderTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var format: ItemSource.Format
        var text: String
        var items: JSON

        var testDescription: String { name }
    }

    static func csv(_ delimiter: Character = ",", headers: [String]? = nil) -> ItemSource.Format {
        .csv(ItemSource.CSVLayout(headers: headers, delimiter: delimiter.asciiValue ?? 0))
    }

    static let cases = [
        Case(
            name: "the first row names the columns", format: csv(), text: "a,b\n1,2\n3,4",
            items: [["a": "1", "b": "2"], ["a": "3", "b": "4"]]),
        Case(
            name: "given headers leave the first row an item", format: csv(headers: ["x"]), text: "a\r\nb\r\n",
            items: [["x": "a"], ["x": "b"]]),
        Case(
            name: "missing fields are empty and further ones dropped", format: csv(), text: "a,b\n1\n1,2,3\n ,\n",
            items: [["a": "1", "b": ""], ["a": "1", "b": "2"], ["a": " ", "b": ""]]),
        Case(
            name: "empty lines are no rows", format: csv(), text: "\na\n\n1\n\n\n2\n", items: [["a": "1"], ["a": "2"]]),
        Case(
            name: "quotes hold delimiters, line ends and quotes", format: csv(";"),
            text: "a;b\n\"1;2\";\"line\nend \"\"q\"\"\"\n", items: [["a": "1;2", "b": "line\nend \"q\""]]),
        Case(name: "columns part at blanks", format: csv(" "), text: "a b\n1 2\n", items: [["a": "1", "b": "2"]]),
        Case(name: "only a header", format: csv(), text: "a,b\n", items: []),
        Case(name: "no text", format: csv(), text: "", items: []),
        Case(
            name: "lines of JSON", format: .jsonLines, text: "{\"a\": 1}\n\n [2] \r\n\"x\"",
            items: [["a": 1], [2], "x"]),
        Case(
            name: "an array", format: .json(pointer: ""), text: #" [ 1, "a,]\"[", {"b": [2, {}]}, [] , null ] "#,
            items: [1, "a,]\"[", ["b": [2, [:]]], [], nil]),
        Case(name: "an empty array", format: .json(pointer: ""), text: "[ ]", items: []),
        Case(
            name: "an array inside", format: .json(pointer: "/a~1b/1/c"), text: #"{"a/b": [0, {"c": [7, 8]}]}"#,
            items: [7, 8]),
    ]

    @Test(arguments: cases, [1, 3, 1000])
    func itemsAreTheSameWhateverThePieces(_ sample: Case, size: Int) throws {
        #expect(try Self.items(of: sample.text, sample.format, piece: size).map(\.value) == sample.items.array)
    }

    @Test(arguments: [1, 1000])
    func membersOfAnObjectKeepTheirNames(size: Int) throws {
        let items = try Self.items(of: #"{"a" : 1, "b\n": {"c": 2}}"#, .json(pointer: ""), piece: size)
        #expect(items.map(\.key) == ["a", "b\n"])
        #expect(items.map(\.value) == [1, ["c": 2]])
    }

    @Test(arguments: [
        ("a,a\n1,2\n", csv(), "CSV headers cannot contain duplicates."),
        ("a,b\n\"1,2\n3,4\n", csv(), "Line 2 of the CSV file has a quote that is not closed."),
        ("7", .json(pointer: ""), "Attempting to map over non-iterable node."),
        ("[1, 2", .json(pointer: ""), "The object is not valid JSON: the text ends inside a value"),
        ("[1,,2]", .json(pointer: ""), "The object is not valid JSON: a comma without a value"),
        ("[1,]", .json(pointer: ""), "The object is not valid JSON: a comma without a value"),
        ("[1}", .json(pointer: ""), "The object is not valid JSON: brackets do not match"),
        ("", .json(pointer: ""), "The object is not valid JSON: it is empty"),
        ("{}", .json(pointer: "/a"), "The ItemsPointer '/a' does not lead to a value."),
        ("1\nx\n", .jsonLines, "Line 2 is not valid JSON: expected a value"),
    ])
    func whatIsWrongIsSaid(text: String, format: ItemSource.Format, message: String) {
        #expect(throws: ObjectError(message)) { try Self.items(of: text, format, piece: 4) }
    }

    /// An item beyond what an execution can take, in many pieces.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("\"", ItemSource.Format.jsonLines, "Line 1 of the JSON Lines file is too long."),
            ("[\"", .json(pointer: ""), "An item of the JSON document is larger than 16777216 bytes."),
        ])
    func anItemWithoutEndIsRefused(start: String, format: ItemSource.Format, message: String) {
        #expect(throws: ObjectError(message)) {
            var decoder = format.makeDecoder()
            decoder.add(Array(start.utf8))
            let piece = Array(repeating: UInt8(ascii: "x"), count: 64 << 10)
            for _ in 0...256 {
                decoder.add(piece)
                _ = try decoder.next()
            }
        }
    }

    private static let spectrum = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/conformance/csv")

    // The samples are no part of the repository; without them there is nothing to compare with.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: spectrum.path), "needs ../shared/conformance/csv"),
        arguments: [1, 1000])
    func knownFilesOfDelimitedTextReadAsExpected(size: Int) throws {
        let folder = Self.spectrum.appendingPathComponent("csvs")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let answer = Self.spectrum.appendingPathComponent("json/\(name.dropLast(4)).json")
            // One answer of the collection is no list, and of another file.
            guard let expected = try JSON(parsing: Array(Data(contentsOf: answer))).array else { continue }
            #expect(try Self.items(of: text, Self.csv(), piece: size).map(\.value) == expected, "\(name)")
        }
    }

    private static func items(
        of text: String, _ format: ItemSource.Format, piece: Int
    ) throws -> [(key: String?, value: JSON)] {
        var decoder = format.makeDecoder()
        var items: [(key: String?, value: JSON)] = []
        var rest = Array(text.utf8)[...]
        repeat {
            let bytes = rest.prefix(piece)
            rest = rest.dropFirst(piece)
            decoder.add(Array(bytes))
            while let item = try decoder.next() { items.append(item) }
            if bytes.isEmpty { return items }
        } while true
    }
}
