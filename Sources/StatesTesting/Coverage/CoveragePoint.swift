/// Something in a definition that an execution can come through.
public struct CoveragePoint: Hashable, Sendable {
    /// What points are counted by.
    public enum Category: String, CaseIterable, Hashable, Sendable {
        case states, rules, retriers, catchers

        /// The category for people.
        public var title: String {
            switch self {
            case .states: "States"
            case .rules: "Choice rules"
            case .retriers: "Retriers"
            case .catchers: "Catchers"
            }
        }
    }

    /// What belongs to a state, with its position from 0.
    public enum Part: Hashable, Sendable {
        case state
        /// The rule held.
        case rule(Int)
        /// The rule was looked at and did not hold.
        case failedRule(Int)
        /// No rule held.
        case defaultRule
        case retrier(Int)
        case catcher(Int)
    }

    /// The state's name.
    public let state: String
    /// The JSON pointer of the state.
    public let statePointer: String
    /// What of the state it is.
    public let part: Part
    /// What tells it from its neighbours: a rule's target, the errors of a retrier or catcher.
    public let detail: String

    /// What it is counted by.
    public var category: Category {
        switch part {
        case .state: .states
        case .rule, .failedRule, .defaultRule: .rules
        case .retrier: .retriers
        case .catcher: .catchers
        }
    }

    /// The JSON pointer of the point itself.
    public var pointer: String {
        switch part {
        case .state: statePointer
        case .rule(let position), .failedRule(let position): "\(statePointer)/Choices/\(position)"
        case .defaultRule: "\(statePointer)/Default"
        case .retrier(let position): "\(statePointer)/Retry/\(position)"
        case .catcher(let position): "\(statePointer)/Catch/\(position)"
        }
    }

    /// What it is, in one word, such as `rule` or `retrier`.
    public var kind: String {
        switch part {
        case .state: "state"
        case .rule: "rule"
        case .failedRule: "failedRule"
        case .defaultRule: "default"
        case .retrier: "retrier"
        case .catcher: "catcher"
        }
    }

    /// The point for people, such as `rule 2 of Weigh (to Heavy)`.
    public var title: String {
        switch part {
        case .state: "state \(state)"
        case .rule(let position): "rule \(position + 1) of \(state) (to \(detail))"
        case .failedRule(let position): "rule \(position + 1) of \(state) not holding"
        case .defaultRule: "Default of \(state) (to \(detail))"
        case .retrier(let position): "retrier \(position + 1) of \(state) (\(detail))"
        case .catcher(let position): "catcher \(position + 1) of \(state) (\(detail))"
        }
    }
}
