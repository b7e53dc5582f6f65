extension TaskResource {
    /// What is known of the optimised integration that the resource names; nil for functions, activities, `aws-sdk` and
    /// what does not exist.
    var optimizedIntegration: OptimizedIntegration? {
        guard case .service(let service, let action) = family else { return nil }
        return OptimizedIntegration.named(service, Self.split(action).name)
    }

    /// Whether there is such a service, such an action of it, and such a way to call it.
    var isRecognized: Bool {
        guard case .service(let service, let action) = family else { return true }
        let (name, suffix) = Self.split(action)
        let pattern: OptimizedIntegration.Pattern?
        switch suffix {
        case "": pattern = nil
        case ".sync": pattern = .job
        case ".sync:2": pattern = .jobWithOutput
        case ".waitForTaskToken": pattern = .taskToken
        default: return false
        }
        if service.hasPrefix("aws-sdk:") {
            // Which of the many services and actions there are changes too often to be known here; all are in camel case.
            return name.first?.isLowercase == true && (pattern == nil || pattern == .taskToken)
        }
        guard let integration = optimizedIntegration else { return false }
        return pattern.map { integration.patterns.contains($0) } ?? true
    }

    private static func split(_ action: String) -> (name: String, suffix: String) {
        let name = action.prefix { $0 != "." }
        return (String(name), String(action.dropFirst(name.count)))
    }
}
