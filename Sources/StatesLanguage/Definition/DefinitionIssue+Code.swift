extension DefinitionIssue {
    /// What class of problem an issue is.
    ///
    /// Names and meanings are those of the API's ValidateStateMachineDefinitionDiagnostic, and those that the service
    /// gives for variables and JSONata; the last group is ours.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case invalidJSON = "INVALID_JSON_DESCRIPTION"
        case schema = "SCHEMA_VALIDATION_FAILED"
        case missingTransitionTarget = "MISSING_TRANSITION_TARGET"
        case missingEndState = "MISSING_END_STATE"
        case duplicateStateName = "DUPLICATE_STATE_NAME"
        case invalidStateName = "INVALID_STATE_NAME"
        case duplicateLabelName = "DUPLICATE_LABEL_NAME"
        case invalidLabelName = "INVALID_LABEL_NAME"
        case tooDeeplyNested = "TOO_DEEPLY_NESTED"
        case invalidVariableName = "INVALID_VARIABLE_NAME"
        case reservedVariableName = "RESERVED_VARIABLE_NAME"
        case invalidJSONata = "INVALID_JSONATA_EXPRESSION"
        case unsupportedJSONata = "UNSUPPORTED_JSONATA_EXPRESSION"
        case noDollar = "NO_DOLLAR"
        case noPath = "NO_PATH"
        case passResultIsStatic = "PASS_RESULT_IS_STATIC"

        /// The language has it, this interpreter does not yet.
        case unsupported = "UNSUPPORTED"
        /// A `${name}` without a value.
        case unresolvedSubstitution = "UNRESOLVED_SUBSTITUTION"
        /// A task that waits for its token without giving it to anybody.
        case missingTaskToken = "MISSING_TASK_TOKEN"
        /// A variable that is read, but never assigned where it could be seen.
        case unknownVariable = "UNKNOWN_VARIABLE"
        /// A parameter of a task that its service does not take.
        case unknownParameter = "UNKNOWN_PARAMETER"
        /// An error name that begins with `States.` but is none of the language's.
        case unknownErrorName = "UNKNOWN_ERROR_NAME"
    }
}

extension DefinitionIssue.Code {
    /// How grave such a problem is.
    public var severity: DefinitionIssue.Severity {
        switch self {
        case .noDollar, .noPath, .passResultIsStatic, .missingTaskToken, .unknownVariable, .unknownParameter,
            .unknownErrorName:
            .warning
        default: .error
        }
    }

    /// What the problem is about, in a few words.
    public var summary: String {
        switch self {
        case .invalidJSON: "The definition is not JSON."
        case .schema: "A field is missing, misplaced or has a value it cannot have."
        case .missingTransitionTarget: "A transition leads to no state, or no transition leads to a state."
        case .missingEndState: "No state ends the workflow."
        case .duplicateStateName: "Two states have the same name."
        case .invalidStateName: "A state has a name that states cannot have."
        case .duplicateLabelName: "Two Map states have the same label."
        case .invalidLabelName: "A Map state has a label that Map Runs cannot have."
        case .tooDeeplyNested: "States nest too deeply."
        case .invalidVariableName: "Assign gives a name that variables cannot have."
        case .reservedVariableName: "Assign gives the name of a variable that the language keeps for itself."
        case .invalidJSONata: "An expression is not JSONata."
        case .unsupportedJSONata: "An expression reads what Step Functions does not offer at its place."
        case .noDollar: "A value looks like an expression, but its key does not end with '.$'."
        case .noPath: "A value looks like a path, but its field takes it as it is."
        case .passResultIsStatic: "The Result of a Pass state looks like an expression, but is taken as it is."
        case .missingTaskToken: "A task waits for its token, but does not give it to anybody."
        case .unknownVariable: "A variable is read that no state assigns."
        case .unknownParameter: "A task has a parameter that its service does not take."
        case .unsupported: "The language has this, this interpreter does not."
        case .unresolvedSubstitution: "A substitution has no value."
        case .unknownErrorName: "An error name begins with 'States.' but is none that Step Functions reports."
        }
    }
}
