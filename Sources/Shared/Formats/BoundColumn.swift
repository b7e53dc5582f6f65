import Workouts

/// A column of a file together with the rule that says what it means.
///
/// A class, because millions of cells are handed on with theirs, and a copy of all it holds costs more than reading one.
final class BoundColumn {
    let column: HeaderColumn
    let rule: ColumnRule
    let mark: DecimalMark
    /// The unit of its numbers; nil where they have none, or where it is not known.
    var unit: Unit?
    /// Whether the numbers have a unit that nothing tells.
    var isUnitUnknown = false

    init(column: HeaderColumn, rule: ColumnRule, mark: DecimalMark) {
        self.column = column
        self.rule = rule
        self.mark = mark
    }
}

/// What was assumed about a file as a whole.
public struct Assumption: Hashable, Sendable {
    /// The stable code, such as `unit_from_header`.
    public var code: String
    /// The column's header; nil where the file is meant.
    public var column: String?
    /// What was assumed.
    public var value: String

    /// An assumption about a column or, without one, the file.
    public init(code: String, column: String? = nil, value: String) {
        self.code = code
        self.column = column
        self.value = value
    }
}

/// The columns of a file, each with its rule, in the order of the rules.
struct ColumnBinding {
    var bound: [BoundColumn] = []
    /// Columns that no rule takes, with the name they have among a record's extras.
    var unbound: [(index: Int, name: String)] = []
    var assumptions: [Assumption] = []

    init(format: any WorkoutFormat, header: Header, decisions: ColumnDecisions, options: ReadingOptions) {
        for rule in format.columns {
            guard let column = Self.column(for: rule, in: header) else { continue }
            let mark = decisions.decimalCommaColumns.contains(column.index) ? DecimalMark.comma : .point
            bound.append(BoundColumn(column: column, rule: rule, mark: mark))
        }
        for index in bound.indices { resolveUnit(at: index, options: options) }
        for index in bound.indices where bound[index].mark == .comma && bound[index].rule.isNumeric {
            assumptions.append(Assumption(code: "decimal_comma", column: bound[index].column.text, value: ","))
        }
        let taken = Set(bound.map(\.column.index))
        unbound = header.columns.filter { !taken.contains($0.index) }.map { column in
            let name = column.text.isEmpty ? "column \(column.index + 1)" : column.text
            return (column.index, column.occurrence == 0 ? name : "\(name)#\(column.occurrence + 1)")
        }
    }

    private static func column(for rule: ColumnRule, in header: Header) -> HeaderColumn? {
        if let position = rule.position {
            return header.columns.indices.contains(position) ? header.columns[position] : nil
        }
        for name in rule.names {
            let columns = header.columns(named: name)
            switch rule.occurrence {
            case .first: if let column = columns.first { return column }
            case .second: if columns.count > 1 { return columns[1] }
            }
        }
        return nil
    }

    private mutating func resolveUnit(at index: Int, options: ReadingOptions) {
        let column = bound[index].column
        let written = column.unit.flatMap(Unit.named)
        switch bound[index].rule.unit {
        case .none:
            break
        case .fixed(let unit):
            bound[index].unit = unit
        case .header(let fallback):
            if let written {
                bound[index].unit = written
                assumptions.append(Assumption(code: "unit_from_header", column: column.text, value: written.symbol))
            } else if let unit = fallback ?? neighbourUnit(of: index) {
                bound[index].unit = unit
                if fallback == nil {
                    assumptions.append(Assumption(code: "unit_from_neighbour", column: column.text, value: unit.symbol))
                }
            } else {
                bound[index].isUnitUnknown = true
                assumptions.append(Assumption(code: "unit_unknown", column: column.text, value: "no unit in the file"))
            }
        case .account(let metric, let imperial):
            if let written {
                bound[index].unit = written
                assumptions.append(Assumption(code: "unit_from_header", column: column.text, value: written.symbol))
            } else if let units = options.units {
                let unit = units == .metric ? metric : imperial
                bound[index].unit = unit
                assumptions.append(Assumption(code: "unit_from_option", column: column.text, value: unit.symbol))
            } else {
                bound[index].isUnitUnknown = true
            }
        }
    }

    /// The unit that another column of the same kind has in its header: `Max Speed` beside `Avg Speed (mi/h)`.
    private func neighbourUnit(of index: Int) -> Unit? {
        guard let dimension = Self.dimension(of: bound[index].rule.target) else { return nil }
        return bound.lazy.compactMap { $0.column.unit.flatMap(Unit.named) }.first { $0.dimension == dimension }
    }

    private static func dimension(of target: ColumnRule.Target) -> Unit.Dimension? {
        switch target {
        case .measure(.speedAverage), .measure(.speedMax): .speed
        case .measure(.distance): .length
        default: nil
        }
    }
}
