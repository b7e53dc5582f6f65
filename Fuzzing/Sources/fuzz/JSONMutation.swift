import CLibFuzzer
import JSON
import StatesLanguage

/// Changes whole values of JSON documents, where changing bytes would mostly give texts that are no JSON.
///
/// libFuzzer finds this function by its name. The same seed gives the same change.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int, _ seed: UInt32) -> Int {
    var mutation = JSONMutation(seed: seed)
    guard Fuzz.target.takesJSON, !mutation.chance(1, of: 3),
        let source = try? JSON(parsing: Array(UnsafeBufferPointer(start: data, count: size)))
    else { return LLVMFuzzerMutate(data, size, maximum) }
    let text = mutation.changed(source).bytes()
    guard text.count <= maximum else { return LLVMFuzzerMutate(data, size, maximum) }
    _ = UnsafeMutableBufferPointer(start: data, count: maximum).update(fromContentsOf: text)
    return text.count
}

/// One random change of a document.
struct JSONMutation {
    private var random: SeededRandom

    init(seed: UInt32) {
        random = SeededRandom(seed: UInt64(seed))
    }

    mutating func chance(_ part: Int, of whole: Int) -> Bool {
        Int.random(in: 0..<whole, using: &random) < part
    }

    /// The document with a value of it replaced, removed, doubled or moved.
    mutating func changed(_ document: JSON) -> JSON {
        // Any value of the document may come in the place of any other.
        let donor = pick(from: document)
        return change(document, donor)
    }

    private mutating func pick(from value: JSON) -> JSON {
        let children = value.array ?? value.object?.values ?? []
        guard let child = children.randomElement(using: &random), !chance(1, of: 4) else { return value }
        return pick(from: child)
    }

    private mutating func change(_ value: JSON, _ donor: JSON) -> JSON {
        switch value {
        case .array(var elements) where !elements.isEmpty && !chance(1, of: 8):
            let index = Int.random(in: 0..<elements.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: elements.remove(at: index)
            case 1: elements.insert(donor, at: index)
            default: elements[index] = change(elements[index], donor)
            }
            return .array(elements)
        case .object(var object) where !object.isEmpty && !chance(1, of: 8):
            let member = object[Int.random(in: 0..<object.count, using: &random)]
            switch Int.random(in: 0..<10, using: &random) {
            case 0: object[member.key] = Optional.none
            case 1: object[mutated(member.key)] = member.value
            case 2: object[donor.string ?? "States"] = member.value
            default: object[member.key] = change(member.value, donor)
            }
            return .object(object)
        case .string(let text) where !chance(1, of: 4): return .string(mutated(text))
        case .number where !chance(1, of: 4): return number()
        default: return chance(1, of: 3) ? odd() : donor
        }
    }

    /// A text changed by libFuzzer, which knows the words of the dictionary.
    private mutating func mutated(_ text: String) -> String {
        var bytes = Array(text.utf8)
        let (size, room) = (bytes.count, bytes.count + 32)
        bytes += repeatElement(0, count: 32)
        let length = bytes.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { LLVMFuzzerMutate($0, size, room) } ?? 0
        }
        return String(decoding: bytes.prefix(length), as: UTF8.self)
    }

    private mutating func number() -> JSON {
        let numbers: [JSON] = [
            0, -1, 1, 2, 0.5, 100, 256, 1_000_000, 99_999_999, 100_000_000, 1e15, -1e300, 1e300, .int(Int.max),
            .int(Int.min), .int(UInt64.max),
        ]
        return numbers.randomElement(using: &random) ?? 0
    }

    private mutating func odd() -> JSON {
        let values: [JSON] = [nil, true, false, "", "$", "$$", "$.a", "{% $states.input %}", [], [:], [nil], ["": ""]]
        return values.randomElement(using: &random) ?? .null
    }
}
