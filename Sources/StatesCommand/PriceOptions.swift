import ArgumentParser
import StatesTooling

/// How many executions, and at what prices.
struct PriceOptions: ParsableArguments {
    @Option(help: "How many executions a month.")
    var executions = 1000

    @Option(
        name: .customLong("price"),
        help: ArgumentHelp(
            "Dollars for a thousand transitions, a million requests or a GB-second; may be repeated.",
            valueName: "transitions|requests|gb-seconds=dollars"))
    var pairs: [String] = []

    @Option(help: "Megabytes that an express execution takes; charged in steps of 64; 64 by default.")
    var memory: Int?

    @Option(help: "Seconds that an express execution takes, instead of those counted.")
    var duration: Double?

    func validate() throws {
        guard (1...1_000_000_000_000).contains(executions) else {
            throw ValidationError("--executions takes a number above 0")
        }
        guard (1...1_000_000).contains(memory ?? 64) else { throw ValidationError("--memory takes megabytes above 0") }
        if let duration, !(0...300).contains(duration) {
            throw ValidationError("--duration takes 0 to 300 seconds, the most that an express execution may take")
        }
        for pair in pairs where Self.price(pair) == nil {
            throw ValidationError("--price takes transitions, requests or gb-seconds = dollars, not '\(pair)'")
        }
    }

    /// The first option that only means something for express workflows, if one is given.
    var expressOption: String? { duration != nil ? "--duration" : memory != nil ? "--memory" : nil }

    /// The prices of us-east-1 with the user's own in their place.
    var list: PriceList {
        var list = PriceList()
        for (name, price) in pairs.compactMap(Self.price) {
            switch name {
            case "transitions": list.transition = price / 1000
            case "requests": list.request = price / 1_000_000
            default: list.tiers = [PriceList.Tier(size: nil, price: price)]
            }
        }
        return list
    }

    private static func price(_ pair: String) -> (String, Double)? {
        guard let named = NamedValue(pair), ["transitions", "requests", "gb-seconds"].contains(named.name),
            let price = Double(named.value), price.isFinite, price >= 0
        else { return nil }
        return (named.name, price)
    }
}
