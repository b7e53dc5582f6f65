/// What a cell says about how the dates of its file are meant.
public enum DateEvidence {
    /// The order of day and month, where a date with slashes can be meant one way only; nil for any other cell.
    public static func order(_ cell: UnsafeBufferPointer<UInt8>) -> DateOrder? {
        DateCell.slashedOrder(cell)
    }
}
