/// Texts that the cells of a column repeat from row to row, such as the app's name: each is made once and then shared.
final class RepeatedTexts {
    /// Longer cells are hardly ever repeated, and would make the memory depend on the file.
    private static let longest = 64

    /// A text's place follows from its bytes; two texts of one place take turns.
    private var slots = [String](repeating: "", count: 64)

    /// The text of a cell.
    ///
    /// - Parameter make: Makes the text where it is not at hand.
    func text(
        _ cell: UnsafeBufferPointer<UInt8>, else make: (UnsafeBufferPointer<UInt8>) -> String?
    ) -> String? {
        guard let first = cell.first, let last = cell.last, cell.count <= Self.longest else { return make(cell) }
        let slot = (cell.count &* 7 ^ Int(first) &* 3 ^ Int(last)) & (slots.count - 1)
        if slots[slot].utf8.elementsEqual(cell) { return slots[slot] }
        let text = make(cell)
        if let text, text.utf8.elementsEqual(cell) { slots[slot] = text }
        return text
    }
}
