import JSON
import StatesLanguage
import StatesTooling
import Terminal

/// What executions use and cost, for people and for machines.
struct CostReport {
    private struct Row {
        var name: String
        var usage: String
        var estimate: CostEstimate
    }

    private let options: PriceOptions
    private let isExpress: Bool
    private let rows: [Row]
    private let figures: JSONObject
    private let notes: [String]

    /// Of an execution that was counted.
    init(
        _ usage: ExecutionUsage, children: [ChildUsage], type: ExecutionIdentity.WorkflowType, _ options: PriceOptions
    ) {
        self.options = options
        isExpress = type == .express
        let duration = options.duration.map { Duration.seconds($0) } ?? usage.duration
        let estimate =
            isExpress
            ? Self.express(duration, options)
            : CostEstimate(transitions: usage.transitions, executions: options.executions, prices: options.list)
        let share = Int((Double(usage.events) / 250).rounded(.up))
        figures = [
            "transitions": .int(usage.transitions), "statesEntered": .int(usage.statesEntered),
            "retries": .int(usage.retries), "redrives": .int(usage.redrives), "events": .int(usage.events),
            "durationSeconds": Self.number(Self.seconds(duration)),
            "distributedItems": .int(usage.mapRuns.reduce(0) { $0 + ($1.items ?? 0) }),
            "children": Self.figures(of: children),
        ]
        var words = "\(usage.transitions) transitions (\(usage.statesEntered) states entered, \(usage.retries) retries"
        if usage.redrives > 0 { words += ", \(usage.redrives) redrives" }
        words += "), \(usage.events) events"
        if !isExpress { words += " (\(share) % of the limit)" }
        rows = [Row(name: "this execution", usage: words, estimate: estimate)] + Self.rows(of: children, options)
        notes = Self.notes(on: children, options)
    }

    /// Of all the ways through a machine.
    init(
        _ paths: PathEstimate, children: [ChildUsage], type: ExecutionIdentity.WorkflowType, _ options: PriceOptions
    ) {
        self.options = options
        isExpress = type == .express
        let atLeast = paths.hasLoop ? "at least " : ""
        let lengths = [("the shortest way", "", paths.shortest), ("the longest way", atLeast, paths.longest)]
        let duration = Duration.seconds(options.duration ?? 0.1)
        rows =
            lengths.map { name, grade, count in
                Row(
                    name: name, usage: "\(grade)\(count) transitions",
                    estimate: type == .express
                        ? Self.express(duration, options)
                        : CostEstimate(transitions: count, executions: options.executions, prices: options.list))
            } + Self.rows(of: children, options)
        figures = [
            "shortest": .int(paths.shortest), "longest": .int(paths.longest), "hasLoop": .bool(paths.hasLoop),
            "children": Self.figures(of: children),
        ]
        var notes = ["Nothing fails on these ways. Count an execution with --result, or run one with --mocks."]
        if paths.hasLoop { notes.append("There are loops; each round adds its states.") }
        if type == .express, options.duration == nil {
            notes.append("Express workflows are charged by time; give it with --duration. Here it is 0.1 s.")
        }
        self.notes = notes + Self.notes(on: children, options)
    }

    /// The child executions of distributed Maps, which are charged by themselves.
    private static func rows(of children: [ChildUsage], _ options: PriceOptions) -> [Row] {
        children.map { child in
            let (count, isTooMany) = child.executions.multipliedReportingOverflow(by: options.executions)
            let executions = isTooMany ? Int.max : count
            return Row(
                name: "children of '\(child.state)'",
                usage: "\(child.executions) executions"
                    + (child.isExpress ? "" : " of \(child.transitions) transitions"),
                estimate: child.isExpress
                    ? CostEstimate(
                        duration: .seconds(options.duration ?? 0.1), megabytes: options.memory ?? 64,
                        executions: executions, prices: options.list)
                    : CostEstimate(transitions: child.transitions, executions: executions, prices: options.list))
        }
    }

    private static func figures(of children: [ChildUsage]) -> JSON {
        .array(
            children.map {
                [
                    "state": .string($0.state), "executions": .int($0.executions), "transitions": .int($0.transitions),
                    "type": $0.isExpress ? "EXPRESS" : "STANDARD",
                ]
            })
    }

    private static func notes(on children: [ChildUsage], _ options: PriceOptions) -> [String] {
        var notes: [String] = []
        let assumed = children.filter { !$0.isCounted }.map { "'\($0.state)'" }
        if !assumed.isEmpty {
            notes.append("How many items \(assumed.joined(separator: ", ")) has is not known; --items says.")
        }
        if children.contains(where: { $0.isExpress }), options.duration == nil {
            notes.append("Express children are charged by time; give it with --duration. Here it is 0.1 s.")
        }
        return notes
    }

    private static func express(_ duration: Duration, _ options: PriceOptions) -> CostEstimate {
        CostEstimate(
            duration: duration, megabytes: options.memory ?? 64, executions: options.executions, prices: options.list)
    }

    private static func seconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// Writes a table, and below it what the figures leave out.
    func write() {
        var table = Table([
            .init(title: ""), .init(title: "uses", isFlexible: true),
            .init(title: "charged for \(options.executions) executions"), .init(title: "USD", isNumeric: true),
        ])
        for row in rows {
            for (position, item) in row.estimate.items.enumerated() {
                table.add([
                    position == 0 ? row.name : "", position == 0 ? row.usage : "",
                    "\(Self.amount(item.amount)) \(item.name)", Self.dollars(item.price),
                ])
            }
        }
        table.write()
        let prices = options.list
        Terminal.talk(
            "Prices of \(prices.region) as published in \(prices.asOf), without the free tier; --price sets others.")
        for note in notes { Terminal.talk(note) }
    }

    var json: JSON {
        var object = figures
        object["type"] = isExpress ? "EXPRESS" : "STANDARD"
        object["executions"] = .int(options.executions)
        object["region"] = .string(options.list.region)
        object["pricesAsOf"] = .string(options.list.asOf)
        object["costs"] = .array(
            rows.map { row in
                [
                    "of": .string(row.name), "usd": Self.number(row.estimate.price),
                    "usdPerThousand": Self.number(row.estimate.price * 1000 / Double(options.executions)),
                    "items": .array(
                        row.estimate.items.map {
                            ["name": .string($0.name), "amount": Self.number($0.amount), "usd": Self.number($0.price)]
                        }),
                ]
            })
        return .object(object)
    }

    /// A whole number without a fraction, any other to a billionth: sums of dollars are no exact doubles.
    private static func number(_ value: Double) -> JSON {
        if let whole = Int(exactly: value) { return .int(whole) }
        return .double(value.magnitude < 1e6 ? (value * 1e9).rounded() / 1e9 : value)
    }

    private static func amount(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }

    /// Cents with four further digits, since single executions cost less than a cent.
    private static func dollars(_ value: Double) -> String {
        guard value.magnitude < 1e12 else { return "\(value)" }
        let units = Int((value * 1_000_000).rounded())
        let fraction = String(units % 1_000_000)
        return "\(units / 1_000_000).\(String(repeating: "0", count: 6 - fraction.count))\(fraction)"
    }
}
