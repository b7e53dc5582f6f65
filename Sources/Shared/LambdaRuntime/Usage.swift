extension LambdaProgram {
    /// What `--help` prints.
    var usage: String {
        """
        \(abstract)

        USAGE
          \(name) < event.json
          \(name) --event event.json

        OPTIONS
          --event FILE       Read the event from FILE; - is standard input.
          --timeout SECONDS  The time the stage believes to have. Default 900.
          --version          Print the version.
          -h, --help         Print this.

        The result is printed on standard output, logs go to standard error. On failure the exit
        status is 1 and standard output holds the error, whose errorType a state machine matches.
        Logs: AWS_LAMBDA_LOG_LEVEL (TRACE, DEBUG, INFO, WARN, ERROR, FATAL), AWS_LAMBDA_LOG_FORMAT
        (Text, JSON). With AWS_LAMBDA_RUNTIME_API set it serves as a Lambda custom runtime.

        """ + (help.isEmpty ? "" : "\n\(help)\n")
    }
}
