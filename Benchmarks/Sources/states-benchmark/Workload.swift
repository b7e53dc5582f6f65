import JSON
import StatesLanguage

/// A machine and its input, the same for us and for the peer.
struct Workload {
    var name: String
    var definition: JSON
    var input: JSON
    /// How many states one execution enters.
    var transitions: Int

    /// Pass states, one behind the other.
    static func chain(of count: Int) -> Workload {
        let states = (0..<count).map { position -> (String, JSON) in
            let isLast = position == count - 1
            let follows: (String, JSON) = isLast ? ("End", true) : ("Next", .string("S\(position + 1)"))
            return ("S\(position)", .object(JSONObject([("Type", "Pass"), follows])))
        }
        return Workload(
            name: "chain of \(count) Pass", definition: ["StartAt": "S0", "States": .object(JSONObject(states))],
            input: ["a": 1], transitions: count)
    }

    /// A Map of one Pass over many items.
    static func map(items count: Int) -> Workload {
        let items = (0..<count).map { JSON.object(["i": .int($0), "name": .string("item\($0)")]) }
        return Workload(
            name: "Map over \(count) items",
            definition: [
                "StartAt": "M",
                "States": [
                    "M": [
                        "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1,
                        "ItemProcessor": [
                            "ProcessorConfig": ["Mode": "INLINE"], "StartAt": "P",
                            "States": ["P": ["Type": "Pass", "End": true]],
                        ], "End": true,
                    ]
                ],
            ], input: ["items": .array(items)], transitions: count + 1)
    }

    /// Runs executions, history included.
    func measure(runs: Int) async throws -> Measurement {
        let clock = ContinuousClock()
        let beginning = clock.now
        let machine = try Definition(definition)
        let parsing = (clock.now - beginning) / .seconds(1)
        let interpreter = Interpreter(
            runner: MockTaskRunner([:]), clock: VirtualClock(now: Timestamp(seconds: 1_750_000_000)))
        var best = Duration.seconds(1_000)
        var events = 0
        for _ in 0..<runs {
            let start = clock.now
            let finished = await interpreter.run(Execution(machine, input: input))
            best = min(best, clock.now - start)
            events = finished.history.count
            precondition(finished.status == .succeeded, "The workload '\(name)' failed")
        }
        return Measurement(seconds: best / .seconds(1), parsing: parsing, events: events)
    }
}

/// What one execution took, at best.
struct Measurement {
    /// moto parses the definition for every execution; ours is decoded once, before the first.
    var seconds: Double
    /// Seconds that reading the definition takes: part of moto's seconds, not of ours.
    var parsing: Double
    /// Events of its history.
    var events: Int
}
