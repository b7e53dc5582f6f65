import JSON

extension Evaluator {
    func evaluateCall(
        _ call: Call, _ node: Node, _ input: Value, _ scope: Scope, piped: Value? = nil
    ) throws(JSONataError) -> Value {
        let function = try evaluate(call.procedure, input, scope)
        if function.isUndefined { try suggest("T1005", for: call, node, scope) }
        var arguments: [Value] = []
        arguments.reserveCapacity(call.arguments.count + 1)
        if let piped { arguments.append(piped) }
        for argument in call.arguments { arguments.append(try evaluate(argument, input, scope)) }
        if node.isTailCall, piped == nil {
            pendingCall = (function, arguments, node)
            return .tailCall
        }
        do throws(JSONataError) {
            return try apply(function, arguments, context: input)
        } catch {
            throw error.located(at: node.position, token: call.name)
        }
    }

    /// Fails where a name without `$` was called that is the name of a function.
    private func suggest(_ code: String, for call: Call, _ node: Node, _ scope: Scope) throws(JSONataError) {
        guard case .path = call.procedure.kind, let name = call.name else { return }
        guard Library.functions[name] != nil || scope.lookup(names.id(of: name)) != nil else { return }
        throw .of(code, position: node.position, token: name)
    }

    /// Calls a function, and the functions that it ends with, one after the other on the same stack.
    func apply(_ function: Value, _ arguments: [Value], context: Value) throws(JSONataError) -> Value {
        var value = try applyOnce(function, arguments, context)
        while case .tailCall = value {
            guard let (next, arguments, node) = pendingCall else { return .undefined }
            pendingCall = nil
            do throws(JSONataError) {
                value = try applyOnce(next, arguments, context)
            } catch {
                guard case .call(let call) = node.kind else { throw error }
                throw error.located(at: node.position, token: call.name)
            }
        }
        return value
    }

    private func applyOnce(
        _ function: Value, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        try spend(1)
        guard case .function(let target) = function else { throw .of("T1006") }
        switch target {
        case .native(let native):
            let valid = try native.signature?.validated(arguments, context: context, countedBy: self) ?? arguments
            // What a function of the library does to a text takes time with its length.
            try spend(text: valid.reduce(0) { $0 + ($1.string?.utf8.count ?? 0) })
            return try checked(try native.body(self, valid, context))
        case .closure(let closure): return try apply(closure, arguments, context)
        }
    }

    private func apply(_ closure: Closure, _ arguments: [Value], _ context: Value) throws(JSONataError) -> Value {
        switch closure.body {
        case .lambda(let lambda, let scope, let definitionContext):
            let arguments =
                try lambda.signature?.validated(arguments, context: context, countedBy: self) ?? arguments
            let inner = Scope(in: scope)
            for (index, parameter) in lambda.parameters.enumerated() {
                inner.bind(parameter, index < arguments.count ? arguments[index] : .undefined)
            }
            return try evaluate(lambda.body, definitionContext, inner)
        case .partial(let function, let known):
            var rest = arguments[...]
            let all = known.map { $0 ?? rest.popFirst() ?? .undefined }
            return try nested { () throws(JSONataError) in
                try self.apply(.function(function), all, context: context)
            }
        case .composition(let first, let second):
            return try nested { () throws(JSONataError) in
                let value = try self.apply(.function(first), arguments, context: .undefined)
                return try self.apply(.function(second), [value], context: .undefined)
            }
        case .transform(let transform, let scope):
            return try apply(transform, to: arguments.first ?? context, scope)
        case .matcher(let pattern): return try match(pattern, arguments)
        case .nextMatch(let pattern, let text, let offset): return try nextMatch(pattern, text, offset)
        case .none: return .undefined
        }
    }

    /// Counts a call that is no node of its own as a level of depth.
    private func nested(_ call: () throws(JSONataError) -> Value) throws(JSONataError) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= environment.limits.depth / 4 else {
            throw .limit("Functions are composed too deeply")
        }
        return try call()
    }

    func evaluatePartial(
        _ call: Call, _ node: Node, _ input: Value, _ scope: Scope
    ) throws(JSONataError) -> Value {
        var arguments: [Value?] = []
        for argument in call.arguments {
            if case .placeholder = argument.kind {
                arguments.append(nil)
            } else {
                arguments.append(try evaluate(argument, input, scope))
            }
        }
        let function = try evaluate(call.procedure, input, scope)
        guard case .function(let target) = function else {
            if function.isUndefined { try suggest("T1007", for: call, node, scope) }
            throw .of("T1008", position: node.position, token: call.name)
        }
        return try make(.partial(target, arguments))
    }

    func evaluateApply(
        _ left: Node, _ right: Node, _ node: Node, _ input: Value, _ scope: Scope
    ) throws(JSONataError) -> Value {
        let value = try evaluate(left, input, scope)
        if case .call(let call) = right.kind {
            return try evaluateCall(call, right, input, scope, piped: value)
        }
        let function = try evaluate(right, input, scope)
        guard case .function(let second) = function else {
            throw .of("T2006", position: node.position, value: function.json())
        }
        if case .function(let first) = value { return try make(.composition(first, second)) }
        return try apply(function, [value], context: .undefined)
    }
}
