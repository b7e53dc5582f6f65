/// What a value in the response of a service may be, as far as TestState looks at it.
indirect enum ResponseShape: Sendable {
    /// Anything: what the service itself does not look into.
    case any
    /// Text; also times and binary data, which the service gives as text.
    case text
    case word(Set<String>)
    case number(atLeast: Double? = nil, atMost: Double? = nil)
    case flag
    case list(ResponseShape)
    /// An object with any names.
    case map(ResponseShape)
    /// An object. Names are written as Step Functions writes them; those that are not listed may hold anything.
    case structure([String: ResponseShape], required: [String] = [])

    static let number = ResponseShape.number()
}
