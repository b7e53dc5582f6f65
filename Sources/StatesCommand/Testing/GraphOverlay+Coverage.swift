import StatesTesting
import StatesTooling

extension GraphOverlay {
    /// What test cases came through. A state of which not all retriers, rules or catchers were is reached in part.
    init(_ coverage: Coverage) {
        var marks: [String: Mark] = [:]
        let all = Array(zip(coverage.points, coverage.hits))
        let open = Dictionary(grouping: all.filter { $0.1 == 0 }, by: \.0.statePointer)
        for (point, hits) in all where hits > 0 {
            switch point.part {
            case .state:
                let missing = open[point.pointer]?.count ?? 0
                marks[point.pointer] = Mark(
                    missing == 0 ? .reached : .partly, note: missing == 0 ? "\(hits)×" : "\(hits)× · \(missing) open")
            case .rule, .defaultRule, .catcher: marks[point.pointer] = Mark(.reached, note: "\(hits)×")
            case .failedRule, .retrier: break
            }
        }
        for (pointer, count) in coverage.onward { marks[pointer + "/Next"] = Mark(.reached, note: "\(count)×") }
        self.init(marks)
    }
}
