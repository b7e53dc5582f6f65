public import JSON

/// The data set of a Map Run: what its `ItemReader` came to once its expressions were evaluated.
public struct ItemSource: Hashable, Sendable {
    /// What is read.
    public enum Origin: Hashable, Sendable {
        /// One object that holds the items (`s3:getObject`).
        case object(ObjectReference)
        /// The objects whose keys begin with a prefix (`s3:listObjectsV2`).
        case listing(bucket: String, prefix: String)
    }

    /// How an object holds items.
    public enum Format: Hashable, Sendable {
        /// An array or an object, at a JSON pointer; empty for the whole document.
        case json(pointer: String)
        /// A JSON value on every line.
        case jsonLines
        /// Delimited text.
        case csv(CSVLayout)
    }

    /// How delimited text is laid out.
    public struct CSVLayout: Hashable, Sendable {
        /// The names of the columns; nil where the first row has them.
        public var headers: [String]?
        /// The byte between two fields.
        public var delimiter = UInt8(ascii: ",")
    }

    /// What objects are found through, before their items are read.
    public enum Indirection: Hashable, Sendable {
        /// The object, or every listed one, holds the items itself.
        case none
        /// The object is a manifest of Athena: one `s3://bucket/key` on a line.
        case athenaManifest
        /// The object is a manifest of S3 Inventory: it names files of delimited text, and their columns.
        case inventoryManifest
    }

    /// What is read.
    public var origin: Origin
    /// How the objects hold items; nil for a listing whose entries are the items.
    public var format: Format?
    /// Whether the object only names those that hold the items.
    public var indirection = Indirection.none
}

/// One item of a data set.
public struct SourceItem: Hashable, Sendable {
    /// The item.
    public var value: JSON
    /// The member's name, where the items are the members of an object.
    public var key: String?
    /// Where the item was found, as `$$.Map.Item.Source` tells it.
    public var source: String
}

/// Asks for some items of a Map Run's data set.
public struct ItemRequest: Hashable, Sendable {
    /// The ARN of the Map Run.
    public var mapRun: String
    /// The data set.
    public var source: ItemSource
    /// How many items were read before: requests of one run follow each other without a gap.
    public var offset: Int
    /// How many items are wanted, at least 1.
    public var limit: Int
}

/// Some items of a Map Run's data set.
public struct ItemBatch: Hashable, Sendable {
    /// The items, as many as were asked for unless they are the last ones.
    public var items: [SourceItem]
    /// Whether there are no more.
    public var isLast: Bool
}
