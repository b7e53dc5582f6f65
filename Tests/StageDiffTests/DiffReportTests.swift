import Testing
@Suite struct DiffReportTests {}
