import JSON
import JSONPath

/// Paths, over the document on the lines below them or else over a fixed one.
enum JSONPathTarget: FuzzTarget {
    static let name = "jsonpath"

    private static let document: JSON = [
        "a": [["b": 1, "c": "x"], ["b": 2.5, "c": ["d": [1, 2, 3]]], ["b": nil, "c": ""]], "n": -1,
        "list": [3, 1, 2], "text": "väl", "empty": [:], "none": [], "yes": true,
    ]

    static func check(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let text = String(decoding: parts.first ?? [], as: UTF8.self)
        let given = parts.count == 2 ? try? JSON(parsing: Array(parts[1])) : nil
        let document = given ?? Self.document
        guard let path = try? JSONPath(parsing: text) else { return }
        expect((try? JSONPath(parsing: path.text)) == path, "a path's text gives the same path")
        let value = try? path.evaluate(document)
        if !path.isDefinite, let value { expect(value.array != nil, "an indefinite path gives an array") }
        guard let place = try? ReferencePath(parsing: text) else { return }
        expect(path.isDefinite, "a reference path is definite")
        guard let changed = try? place.setting("put", in: document), let put = try? path.evaluate(changed) else {
            return
        }
        expect(put == "put", "what is put at a path is found there")
    }
}
