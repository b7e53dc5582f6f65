import JSON

/// Functions of objects.
extension Library {
    static let objects: [NativeFunction] = [
        function("keys", "<x-:a<s>>") { (evaluator, arguments, _) throws(JSONataError) in
            .sequence(try keys(of: arguments.argument(0), evaluator).map { .string($0) })
        },
        function("lookup", "<x-s:x>") { (evaluator, arguments, _) throws(JSONataError) in
            try evaluator.lookup(arguments.argument(1).string ?? "", in: arguments.argument(0))
        },
        function("spread", "<x-:a<o>>") { (evaluator, arguments, _) throws(JSONataError) in
            try spread(arguments.argument(0), evaluator)
        },
        function("merge", "<a<o>:o>") { (evaluator, arguments, _) throws(JSONataError) in
            guard !arguments.argument(0).isUndefined else { return .undefined }
            var merged = OrderedMembers()
            for object in Elements(arguments[0]).all {
                try evaluator.spend(1 + object.memberCount)
                for member in object.members { merged[member.key] = member.value }
            }
            return .object(of: merged)
        },
        function("each", "<o-f:a>", each),
        function("sift", "<o-f?:o>", sift),
        function("clone", "<(oa)-:o>") { (_, arguments, _) throws(JSONataError) in arguments.argument(0) },
    ]

    private static func keys(of value: Value, _ evaluator: Evaluator) throws(JSONataError) -> [String] {
        guard value.isArray else {
            try evaluator.spend(1 + value.memberCount)
            return value.members.map(\.key)
        }
        var (keys, seen): ([String], Set<ExactText>) = ([], [])
        for element in Elements(value).all {
            for key in try self.keys(of: element, evaluator) where seen.insert(ExactText(key)).inserted {
                keys.append(key)
            }
        }
        return keys
    }

    private static func spread(_ value: Value, _ evaluator: Evaluator) throws(JSONataError) -> Value {
        if value.isArray {
            var parts: [Value] = []
            for element in Elements(value).all {
                let spread = try spread(element, evaluator)
                if !spread.isUndefined { parts += Elements(spread).all }
            }
            return .sequence(parts)
        }
        guard value.isObject else { return value }
        try evaluator.spend(value.memberCount)
        return .sequence(
            value.members.map { member in
                var single = OrderedMembers()
                single[member.key] = member.value
                return .object(of: single)
            }
        )
    }

    @Sendable private static func each(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let (object, function) = (arguments.argument(0), arguments.argument(1))
        var results: [Value] = []
        for member in object.members {
            let value = try evaluator.call(function, [member.value, .string(member.key), object])
            if !value.isUndefined { results.append(value) }
        }
        return .sequence(results)
    }

    @Sendable private static func sift(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        let (object, function) = (arguments.argument(0), arguments.argument(1))
        var kept = OrderedMembers()
        for member in object.members {
            let verdict = try evaluator.call(function, [member.value, .string(member.key), object])
            if try verdict.truth() { kept[member.key] = member.value }
        }
        return kept.count == 0 ? .undefined : .object(of: kept)
    }
}
