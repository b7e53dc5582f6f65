/// What a number of equal executions costs in a month.
public struct CostEstimate: Hashable, Sendable {
    /// A charge.
    public struct Item: Hashable, Sendable {
        /// What is charged, such as `state transitions`.
        public let name: String
        /// How much of it.
        public let amount: Double
        /// Dollars.
        public let price: Double
    }

    /// The charges.
    public let items: [Item]

    /// Dollars in all.
    public var price: Double { items.reduce(0) { $0 + $1.price } }

    /// Standard workflows: every transition is charged, however long it takes.
    public init(transitions: Int, executions: Int, prices: PriceList) {
        let amount = Double(transitions) * Double(executions)
        items = [Item(name: "state transitions", amount: amount, price: amount * prices.transition)]
    }

    /// Express workflows: requests, and time by memory, in steps of 100 ms and 64 MB.
    public init(duration: Duration, megabytes: Int, executions: Int, prices: PriceList) {
        let (seconds, attoseconds) = duration.components
        let tenths = (Double(seconds) * 10 + (Double(attoseconds) / 1e17)).rounded(.up)
        let gigabytes = (Double(max(1, megabytes)) / 64).rounded(.up) * 64 / 1024
        let count = Double(executions)
        let amount = max(1, tenths) / 10 * gigabytes * count
        items = [
            Item(name: "requests", amount: count, price: count * prices.request),
            Item(name: "GB-seconds", amount: amount, price: prices.price(ofGigabyteSeconds: amount)),
        ]
    }
}
