import Logging
import Observability
import Synchronization
import Testing

@Suite struct StageLogHandlerTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private func log(_ settings: LogSettings, _ body: (Logger) -> Void) -> [String] {
        let lines = Lines()
        let logger = Logger(label: "StageClean") { _ in
            StageLogHandler(
                stage: "StageClean", settings: settings, now: { WallTime(milliseconds: 1_700_000_000_123) },
                sink: { line in lines.all.withLock { $0.append(line) } })
        }
        body(logger)
        return lines.all.withLock { $0 }
    }

    @Test func jsonLineHasTheMembersInOrder() {
        let lines = log(LogSettings(format: .json)) { logger in
            var logger = logger
            logger[metadataKey: "requestId"] = "r1"
            logger.warning(
                "2 \"rows\"\n",
                metadata: ["rows": .stringConvertible(2), "level": "mine", "late": .stringConvertible(true)])
        }
        #expect(
            lines == [
                #"{"timestamp":"2023-11-14T22:13:20.123Z","level":"WARN","message":"2 \"rows\"\n","stage":"StageClean","late":true,"requestId":"r1","rows":2}"#
            ])
    }

    @Test func textLineStaysOneLine() {
        let lines = log(LogSettings(format: .text)) { $0.info("a\nb", metadata: ["x": "y\u{1B}[31m"]) }
        #expect(lines == [#"22:13:20.123 INFO StageClean: a\nb x=y\u{1B}[31m"#])
    }

    @Test func quieterLevelsAreDropped() {
        let lines = log(LogSettings(format: .text, level: .error)) { logger in
            logger.warning("no")
            logger.critical("yes")
        }
        #expect(lines == ["22:13:20.123 FATAL StageClean: yes"])
    }

    @Test(
        arguments: [
            ([:], .text, .info), (["AWS_LAMBDA_RUNTIME_API": "x"], .json, .info),
            (["AWS_LAMBDA_RUNTIME_API": "x", "AWS_LAMBDA_LOG_FORMAT": "Text"], .text, .info),
            (["AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "debug"], .json, .debug),
            (["AWS_LAMBDA_LOG_LEVEL": "FATAL"], .text, .critical), (["AWS_LAMBDA_LOG_LEVEL": "loud"], .text, .info),
        ] as [([String: String], LogSettings.Format, Logger.Level)])
    func environmentDecides(_ environment: [String: String], format: LogSettings.Format, level: Logger.Level) {
        #expect(LogSettings(environment: environment) == LogSettings(format: format, level: level))
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_399_999, "2000-02-28T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (1_735_689_599_000, "2024-12-31T23:59:59.000Z"),
    ])
    func timestampIsTheCivilDate(_ milliseconds: Int64, timestamp: String) {
        #expect(WallTime(milliseconds: milliseconds).timestamp == timestamp)
    }
}
