/// What Step Functions charges, in US dollars.
public struct PriceList: Hashable, Sendable {
    /// A part of a month's gigabyte-seconds that has a price of its own.
    public struct Tier: Hashable, Sendable {
        /// Gigabyte-seconds that the tier takes; nil for all that is left.
        public var size: Double?
        /// Dollars for a gigabyte-second.
        public var price: Double

        /// A tier.
        public init(size: Double?, price: Double) {
            self.size = size
            self.price = price
        }
    }

    /// The region that the prices hold in.
    public var region = "us-east-1"
    /// When they were published; they have not changed since express workflows began.
    public var asOf = "2025"
    /// Standard workflows: dollars for a state transition.
    public var transition = 0.000_025
    /// Express workflows: dollars for a request.
    public var request = 0.000_001
    /// Express workflows: dollars for gigabyte-seconds, cheaper after 1,000 and 5,000 gigabyte-hours of a month.
    public var tiers = [
        Tier(size: 3_600_000, price: 0.000_016_67), Tier(size: 14_400_000, price: 0.000_008_33),
        Tier(size: nil, price: 0.000_004_56),
    ]

    /// The prices of us-east-1, without the free tier.
    public init() {}

    /// Dollars for so many gigabyte-seconds in a month.
    public func price(ofGigabyteSeconds amount: Double) -> Double {
        var (rest, sum) = (amount, 0.0)
        for tier in tiers where rest > 0 {
            let part = min(rest, tier.size ?? rest)
            sum += part * tier.price
            rest -= part
        }
        return sum
    }
}
