import JSON
import StatesLanguage
import Testing

/// A state with fields of its own, and what is said about it.
struct FieldRule: CustomTestStringConvertible, Sendable {
    private static let completions: [String: JSONObject] = [
        "Task": ["Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", "End": true],
        "Pass": ["End": true], "Wait": ["End": true], "Fail": [:],
        "Map": ["ItemProcessor": ["StartAt": "I", "States": ["I": ["Type": "Succeed"]]], "End": true],
    ]

    var type: String
    /// The fields as JSON; what else the type needs is added.
    var fields: String
    var expected: String

    init(_ type: String, _ fields: String, _ expected: String = "") {
        (self.type, self.fields, self.expected) = (type, fields, expected)
    }

    var testDescription: String { "\(type) \(fields)" }

    var state: JSON {
        get throws {
            var state = try JSON(parsing: fields).object ?? [:]
            state["Type"] = .string(type)
            for field in Self.completions[type] ?? [:] where state[field.key] == nil { state[field.key] = field.value }
            return .object(state)
        }
    }

    /// What is said about it, with `~` for the state's place and without the commonest code.
    func issues(type: ExecutionIdentity.WorkflowType = .standard) throws -> [String] {
        Definition.issues(in: ["StartAt": "A", "States": ["A": try state]], type: type).map {
            $0.description.replacing("SCHEMA_VALIDATION_FAILED: ", with: "").replacing("/States/A", with: "~")
        }
    }
}

/// The rules of single fields, in the words and at the places of the service.
@Suite struct FieldRuleTests {
    private static let processor = #"{"StartAt": "J", "States": {"J": {"Type": "Succeed"}}}"#

    @Test(arguments: [
        FieldRule("Task", #"{"TimeoutSeconds": 0}"#, "Minimum value is 1 at ~/TimeoutSeconds"),
        FieldRule("Task", #"{"TimeoutSeconds": 1e8}"#, "Maximum value is 99999999 at ~/TimeoutSeconds"),
        FieldRule("Task", #"{"TimeoutSeconds": "5"}"#, "Expected value of type Integer at ~/TimeoutSeconds"),
        FieldRule(
            "Task", #"{"Retry": [{"ErrorEquals": ["E"], "BackoffRate": 0.5}]}"#,
            "Minimum value is 1.0 at ~/Retry[0]/BackoffRate"),
        FieldRule(
            "Task", #"{"Retry": [{"ErrorEquals": ["E"], "JitterStrategy": "HALF"}]}"#,
            "Value should be one of the following: [NONE, FULL] at ~/Retry[0]/JitterStrategy"),
        FieldRule("Task", #"{"Retry": [{"ErrorEquals": []}]}"#, "Value cannot be empty at ~/Retry[0]/ErrorEquals"),
        FieldRule(
            "Task", #"{"Retry": [{"MaxAttempts": 1}]}"#, "These fields are required: [ErrorEquals] at ~/Retry[0]"),
        FieldRule(
            "Task", #"{"Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["E"]}]}"#,
            "States.ALL must appear alone and at end of list at ~/Retry[0]/ErrorEquals[0]"),
        FieldRule(
            "Task", #"{"TimeoutSeconds": 1, "TimeoutSecondsPath": "$.t"}"#,
            "There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath] at ~"),
        FieldRule("Task", #"{"Resource": "InvalidArn"}"#, "Value is not a valid resource ARN at ~/Resource"),
        FieldRule(
            "Task", #"{"Resource": "arn:aws:states:::lambda:invoke.sync"}"#,
            "The resource provided arn:aws:states:::lambda:invoke.sync is not recognized. The value is not a valid "
                + "resource ARN, or the resource is not available in this region. at ~/Resource"),
        FieldRule(
            "Task", #"{"Resource": "arn:aws:states:::lambda:invok"}"#,
            "The resource provided arn:aws:states:::lambda:invok is not recognized. The value is not a valid "
                + "resource ARN, or the resource is not available in this region. at ~/Resource"),
        FieldRule(
            "Task", #"{"Resource": "arn:aws:states:::aws-sdk:s3:GetObject", "Parameters": {}}"#,
            "The resource provided arn:aws:states:::aws-sdk:s3:GetObject is not recognized. The value is not a valid "
                + "resource ARN, or the resource is not available in this region. at ~/Resource"),
        FieldRule(
            "Task", #"{"Resource": "arn:aws:states:us-east-1:123456789012:lambda:invoke"}"#,
            "Value is not a valid resource ARN at ~/Resource"),
        FieldRule(
            "Task", #"{"Resource": "arn:aws:states:::lambda:invoke"}"#,
            "Parameters field is required for resource ARN: arn:aws:states:::lambda:invoke at ~/Resource"),
        FieldRule(
            "Task", #"{"QueryLanguage": "JSONata", "Resource": "arn:aws:states:::sns:publish"}"#,
            "Arguments field is required for resource ARN: arn:aws:states:::sns:publish at ~/Resource"),
        FieldRule(
            "Task", #"{"Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl.$": "$.q"}}"#,
            "The field 'MessageBody' is required but was missing at ~/Parameters"),
        FieldRule(
            "Task", #"{"Credentials": {"Role": "x"}}"#,
            "The field 'RoleArn' is required but was missing at ~/Credentials"),
        FieldRule("Task", #"{"ResultPath": "$.a[*]"}"#, "Value is not a Reference Path at ~/ResultPath"),
        FieldRule(
            "Task", #"{"ResultPath": "a"}"#,
            "Value is not a Reference Path: Reference path didn't start with '$' at ~/ResultPath"),
        FieldRule("Task", #"{"InputPath": "a"}"#, "Value must be a valid JSONPath. at ~/InputPath"),
    ])
    func faultOfATaskIsToldInTheWordsOfTheService(_ rule: FieldRule) throws {
        #expect(try rule.issues() == [rule.expected])
    }

    @Test(arguments: [
        FieldRule(
            "Wait", "{}",
            "This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] "
                + "at ~"),
        FieldRule("Wait", #"{"Timestamp": "2030-01-01"}"#, "String does not match RFC3339 timestamp at ~/Timestamp"),
        FieldRule("Pass", #"{"Retry": []}"#, "Field 'Retry' is not supported at ~"),
        FieldRule(
            "Pass", #"{"End": false}"#, "This object should have only one of the following fields: [Next, End] at ~"),
        FieldRule(
            "Pass", #"{"Assign": {"states": 1}}"#,
            "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at ~/Assign/states"),
        FieldRule(
            "Pass", #"{"Assign": {"a-b": 1}}"#,
            "INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters. "
                + "at ~/Assign/a-b"),
        FieldRule(
            "Pass", #"{"QueryLanguage": "JSONata", "Output": {"x": [1, "{% 1"]}}"#,
            "JSONata string must start with {% and end with %} at ~/Output/x[1]"),
        FieldRule(
            "Pass", #"{"QueryLanguage": "jsonata"}"#,
            "Value should be one of the following: [JSONPath, JSONata] at ~/QueryLanguage"),
        FieldRule(
            "Map", #"{"Iterator": \#(processor)}"#,
            "There should only be one of the following fields: [ItemProcessor, Iterator] at ~"),
        FieldRule(
            "Fail", #"{"Error": "E", "ErrorPath": "$.e"}"#,
            "There should only be one of the following fields: [Error, ErrorPath] at ~"),
    ])
    func faultOfAnotherStateIsToldInTheWordsOfTheService(_ rule: FieldRule) throws {
        #expect(try rule.issues() == [rule.expected])
    }

    @Test(arguments: [
        FieldRule("Task", #"{"Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 0, "MaxDelaySeconds": 31622399}]}"#),
        FieldRule(
            "Task",
            #"{"Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": {"StateMachineArn.$": "$.m"}}"#
        ),
        FieldRule("Task", #"{"Resource": "arn:aws:states:::aws-sdk:sts:getCallerIdentity", "Parameters": {}}"#),
        FieldRule(
            "Task",
            #"{"QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": "{% $states.input %}"}"#
        ),
        FieldRule("Task", #"{"Credentials": {"RoleArn.$": "$.role"}}"#),
        FieldRule("Pass", #"{"Parameters": {"price": "$5", "x.$": "$.x", "y.$": "States.UUID()"}}"#),
        FieldRule("Pass", #"{"Result": {"x": "$5"}}"#),
    ])
    func whatTheServiceTakesIsTaken(_ rule: FieldRule) throws {
        #expect(try rule.issues() == [])
    }

    @Test(arguments: [
        FieldRule(
            "Pass", #"{"Parameters": {"x": "$.x"}}"#,
            "NO_DOLLAR: The value of 'x' looks like a JSONPath. Instead of 'x', use 'x.$' to evaluate it as a JSONPath at "
                + "runtime. at ~/Parameters"),
        FieldRule(
            "Pass", #"{"Result": {"x.$": 1}}"#,
            "PASS_RESULT_IS_STATIC: The value of 'x.$' will not evaluate as a JSONPath or Intrinsic Function at runtime. "
                + "Instead of 'Result', use 'Parameters' to evaluate it as a JSONPath or Intrinsic Function at runtime. "
                + "at ~/Result"),
        FieldRule(
            "Fail", #"{"Cause": "$.cause"}"#,
            "NO_PATH: The value of 'Cause' looks like a JSONPath. Instead of 'Cause', use 'CausePath' to evaluate it as a "
                + "JSONPath at runtime. at ~/Cause"),
        FieldRule(
            "Task", #"{"Retry": [{"ErrorEquals": ["States.TimeOut"]}]}"#,
            "UNKNOWN_ERROR_NAME: Step Functions reports no error 'States.TimeOut' at ~/Retry[0]/ErrorEquals[0]"),
        FieldRule(
            "Task",
            #"{"Resource": "arn:aws:states:::sns:publish.waitForTaskToken", "Parameters": {"Message": "done?"}}"#,
            "MISSING_TASK_TOKEN: The task waits for its token, but nobody is given it at ~/Parameters"),
        FieldRule(
            "Task",
            #"{"Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f", "payload.$": "$"}}"#,
            "UNKNOWN_PARAMETER: The field \"payload\" is not supported by Step Functions at ~/Parameters/payload.$"),
        FieldRule(
            "Task",
            #"{"QueryLanguage": "JSONata", "Resource": "arn:aws:states:::dynamodb:putItem", "Arguments": {"TableName": "t", "Item": {}, "Kye": {}}}"#,
            "UNKNOWN_PARAMETER: The field \"Kye\" is not supported by Step Functions at ~/Arguments/Kye"),
    ])
    func whatIsProbablyAMistakeIsOnlyAWarning(_ rule: FieldRule) throws {
        let issues = Definition.issues(in: ["StartAt": "A", "States": ["A": try rule.state]])
        #expect(issues.map(\.severity) == [.warning])
        #expect(issues.map { $0.description.replacing("/States/A", with: "~") } == [rule.expected])
    }

    @Test(arguments: [
        FieldRule(
            "Task", #"{"Resource": "arn:aws:states:us-east-1:1:activity:a"}"#,
            "Express state machine does not support Activity ARN at ~/Resource"),
        FieldRule(
            "Task",
            #"""
            {"Resource": "arn:aws:states:::sns:publish.waitForTaskToken",
             "Parameters": {"Message.$": "$$.Task.Token"}}
            """#,
            "Express state machine does not support '.waitForTaskToken' service integration  at ~/Resource"),
    ])
    func expressWorkflowsDoLess(_ rule: FieldRule) throws {
        #expect(try rule.issues(type: .express) == [rule.expected])
        #expect(try rule.issues() == [])
    }
}
