/// How each `%` finds the step whose context it means.
extension Compiler {
    /// Lets the steps of a path answer the `%` of its last step; what is left over is for the steps around the path.
    func resolveAncestry(of node: Node, _ path: Path) throws(JSONataError) {
        guard let last = path.steps.last else { return }
        for slot in last.slotsToAnswer {
            var index = path.steps.count - 2
            while slot.level > 0 {
                guard index >= 0 else {
                    node.openSlots.append(slot)
                    break
                }
                var step = path.steps[index]
                index -= 1
                // Steps in a row that bind a variable share one context.
                while index >= 0, step.step.focus != nil, path.steps[index].step.focus != nil {
                    step = path.steps[index]
                    index -= 1
                }
                try seek(slot, from: step)
            }
        }
    }

    /// Climbs from a step towards the context that a `%` means, and marks the step that will remember it.
    func seek(_ slot: AncestorSlot, from node: Node) throws(JSONataError) {
        switch node.kind {
        case .name, .wildcard:
            slot.level -= 1
            guard slot.level == 0 else { return }
            if let ancestor = node.step.ancestor { slot.label = ancestor.label }
            node.step.ancestor = slot
            node.step.isTuple = true
        case .parent:
            slot.level += 1
        case .block(let expressions):
            guard let last = expressions.last else { return }
            node.step.isTuple = true
            try seek(slot, from: last)
        case .path(let path):
            path.isTuple = true
            node.step.isTuple = true
            for (offset, step) in path.steps.reversed().enumerated() where offset == 0 || slot.level > 0 {
                try seek(slot, from: step)
            }
        default:
            throw .of("S0217", position: node.position, token: node.typeName)
        }
    }
}
