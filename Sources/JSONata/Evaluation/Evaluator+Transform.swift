import JSON

extension Evaluator {
    /// A copy of a value in which what the pattern finds is changed.
    func apply(_ transform: Transform, to value: Value, _ scope: Scope) throws(JSONataError) -> Value {
        guard !value.isUndefined else { return .undefined }
        guard value.isObject || value.isArray else {
            throw .of("T0410", value: value.json(), fields: ["index": 1])
        }
        let clone = scope.lookup(names.id(of: "clone"))
        if let clone, clone.function == nil { throw .of("T2013", position: transform.pattern.position) }
        transforms += 1
        let owner = transforms
        let copy = try checked(copy(value, owner: owner))
        let matches = try evaluate(transform.pattern, copy, scope)
        guard !matches.isUndefined else { return copy }
        for match in Elements(matches).all {
            let object: ObjectValue? = if case .object(let object) = match { object } else { nil }
            try update(object, match, owner, transform, scope)
            try remove(from: object, match, owner, transform, scope)
        }
        return copy
    }

    private func update(
        _ object: ObjectValue?, _ match: Value, _ owner: Int, _ transform: Transform, _ scope: Scope
    ) throws(JSONataError) {
        let update = try evaluate(transform.update, match, scope)
        if update.isUndefined { return }
        guard update.isObject else {
            throw .of("T2011", position: transform.update.position, value: update.json())
        }
        // Only the copy changes; what the pattern took from elsewhere stays as it is.
        guard let object, object.owner == owner else { return }
        for member in update.members {
            // A copy again, so that no object comes to hold itself.
            object.members[member.key] = try copy(member.value, owner: owner)
        }
    }

    private func remove(
        from object: ObjectValue?, _ match: Value, _ owner: Int, _ transform: Transform, _ scope: Scope
    ) throws(JSONataError) {
        guard let delete = transform.delete else { return }
        let deletions = try evaluate(delete, match, scope)
        if deletions.isUndefined { return }
        let keys = Elements(deletions).all
        guard keys.allSatisfy({ $0.string != nil }) else {
            throw .of("T2012", position: delete.position, value: deletions.json())
        }
        guard let object, object.owner == owner else { return }
        for key in keys { if let key = key.string { object.members[key] = nil } }
    }

    private func copy(_ value: Value, owner: Int) throws(JSONataError) -> Value {
        try spend(1)
        if value.isArray {
            var elements: [Value] = []
            for element in Elements(value).all { elements.append(try copy(element, owner: owner)) }
            return .array(of: elements)
        }
        guard value.isObject else { return value }
        var members = OrderedMembers()
        for member in value.members { members[member.key] = try copy(member.value, owner: owner) }
        return .object(ObjectValue(members, owner: owner))
    }
}
