import JSON

/// `ReaderConfig` of an `ItemReader`: how objects hold items, and how many are read.
struct ReaderConfig: Sendable {
    enum InputType: String, CaseIterable {
        case csv = "CSV"
        case json = "JSON"
        case jsonLines = "JSONL"
        case parquet = "PARQUET"
        case manifest = "MANIFEST"
    }

    enum Transformation: String, CaseIterable {
        case none = "NONE"
        case loadAndFlatten = "LOAD_AND_FLATTEN"
    }

    enum ManifestType: String, CaseIterable {
        case athenaData = "ATHENA_DATA"
        case inventory = "S3_INVENTORY"
    }

    enum HeaderLocation: String, CaseIterable {
        case firstRow = "FIRST_ROW"
        case given = "GIVEN"
    }

    enum Delimiter: String, CaseIterable {
        case comma = "COMMA"
        case pipe = "PIPE"
        case semicolon = "SEMICOLON"
        case space = "SPACE"
        case tab = "TAB"

        var byte: UInt8 {
            switch self {
            case .comma: UInt8(ascii: ",")
            case .pipe: UInt8(ascii: "|")
            case .semicolon: UInt8(ascii: ";")
            case .space: UInt8(ascii: " ")
            case .tab: UInt8(ascii: "\t")
            }
        }
    }

    /// How objects hold items; nil where the entries of a listing are the items.
    private(set) var format: ItemSource.Format?
    private(set) var indirection = ItemSource.Indirection.none
    /// Whether the listed objects are read, not their entries.
    private(set) var isFlattened = false
    /// 0 for all items.
    private(set) var maxItems: MapState.Quantity?

    /// The field of an `ItemReader`; absent it says what is usual for the resource.
    init(from reader: inout FieldReader, for resource: ItemReader.Resource) {
        guard var config = reader.reader("ReaderConfig") else {
            if resource == .getObject { reader.require("ReaderConfig") }
            return
        }
        maxItems = config.quantity("MaxItems", in: 0...ItemReader.maximumItems)
        let type = config.word("InputType", InputType.self)
        isFlattened = config.word("Transformation", Transformation.self) == .loadAndFlatten
        if isFlattened, resource == .getObject {
            config.report(
                .schema, "'LOAD_AND_FLATTEN' is only supported for 's3:listObjectsV2'", at: "Transformation")
        }
        let manifest = config.word("ManifestType", ManifestType.self)
        let layout = Self.layout(from: &config, isRequired: type == .csv && manifest == nil)
        let pointer = Self.pointer(from: &config, type)
        if manifest == .inventory || type == .manifest {
            indirection = .inventoryManifest
        } else if manifest == .athenaData {
            indirection = .athenaManifest
        }
        format = Self.format(type, layout, pointer: pointer, in: config)
        // Only the entries of a listing, and the files of an inventory, need no word for what is in them.
        let needsType = resource == .getObject ? indirection != .inventoryManifest : isFlattened
        if needsType { config.require("InputType") }
        config.finish()
    }

    private static func format(
        _ type: InputType?, _ layout: ItemSource.CSVLayout, pointer: String, in config: FieldReader
    ) -> ItemSource.Format? {
        switch type {
        case .csv: return .csv(layout)
        case .json: return .json(pointer: pointer)
        case .jsonLines: return .jsonLines
        case .parquet:
            config.report(.unsupported, "The InputType 'PARQUET' is not supported", at: "InputType")
            return nil
        case .manifest, nil: return nil
        }
    }

    private static func layout(from config: inout FieldReader, isRequired: Bool) -> ItemSource.CSVLayout {
        var layout = ItemSource.CSVLayout()
        if let delimiter = config.word("CSVDelimiter", Delimiter.self) { layout.delimiter = delimiter.byte }
        if isRequired, !config.has("CSVHeaderLocation") {
            config.report(.schema, "The field 'CSVHeaderLocation' is required")
        }
        let location = config.word("CSVHeaderLocation", HeaderLocation.self)
        if let elements = config.filledArray("CSVHeaders") {
            let headers = elements.compactMap(\.string)
            if headers.count != elements.count {
                config.report(.schema, "Expected value of type String", at: "CSVHeaders")
            }
            layout.headers = headers
        }
        if location == .given {
            config.require("CSVHeaders")
        } else if layout.headers != nil {
            config.report(
                .schema, "The field 'CSVHeaders' is only supported where 'CSVHeaderLocation' is 'GIVEN'",
                at: "CSVHeaders")
        }
        return layout
    }

    private static func pointer(from config: inout FieldReader, _ type: InputType?) -> String {
        guard let pointer = config.string("ItemsPointer") else { return "" }
        if type != .json {
            config.report(
                .schema, "The field 'ItemsPointer' is only supported for the InputType 'JSON'", at: "ItemsPointer")
        }
        if !pointer.isEmpty, !pointer.hasPrefix("/") || pointer.utf8.count > 2000 {
            config.report(.schema, "Value is not a valid JSON pointer", at: "ItemsPointer")
        }
        return pointer
    }
}
