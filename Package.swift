// swift-tools-version: 6.2
import PackageDescription

/// A library of the pipeline, one subject each, in `Sources/Shared`.
func shared(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Shared/\(name)")
}

/// A test target of the same shape as the target it is about.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let processes: [Target.Dependency] = [
    .product(name: "Subprocess", package: "swift-subprocess"),
    .product(name: "SystemPackage", package: "swift-system"),
]
let httpServer: [Target.Dependency] = [
    .product(name: "FlyingFox", package: "FlyingFox"),
    .product(name: "FlyingSocks", package: "FlyingFox"),
]

/// What every stage executable is made of: small, quick to start, no event loop, no Foundation.
let stage: [Target.Dependency] = [
    "Failures", "HTTP", "JSON", "LambdaRuntime", "Storage", "Workouts", logging,
]

let package = Package(
    name: "workout-pipeline",
    products: [
        .executable(name: "workouts", targets: ["workouts"]),
        .executable(name: "states", targets: ["states"]),
        .executable(name: "StageFetch", targets: ["StageFetch"]),
        .executable(name: "StageClean", targets: ["StageClean"]),
        .executable(name: "StageDiff", targets: ["StageDiff"]),
        .executable(name: "StageNotify", targets: ["StageNotify"]),
        .executable(name: "conformance", targets: ["conformance"]),
        .library(name: "StatesLanguage", targets: ["JSON", "StatesLanguage"]),
        .library(name: "StatesTooling", targets: ["JSONPath", "JSONata", "StatesTooling"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // The boundary to C: module maps and shims, no logic.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

        // What the stages share.
        shared("JSON"),
        shared("Failures", ["JSON"]),
        shared("Compression", ["CZlib"]),
        shared("Delimited"),
        shared("Workouts", ["JSON"]),
        shared("Formats", ["Delimited", "Workouts"]),
        shared("Cleaning", ["Delimited", "Failures", "Formats", "JSON", "Workouts"]),
        shared("HTTP", ["CCurl"]),
        shared("Observability", ["JSON", logging]),
        shared("LambdaRuntime", ["Failures", "HTTP", "JSON", "Observability", logging]),
        shared("SQLite", ["CSQLite", "Failures"]),
        shared("Storage", ["COpenSSL", "CSQLite", "Failures", "HTTP", "JSON", "SQLite", "Workouts"]),

        // The four stages.
        .executableTarget(name: "StageFetch", dependencies: stage + ["Cleaning", "Delimited", "Formats"]),
        .executableTarget(name: "StageClean", dependencies: stage + ["Cleaning", "Delimited", "Formats"]),
        .executableTarget(name: "StageDiff", dependencies: stage),
        .executableTarget(name: "StageNotify", dependencies: stage),

        // What both command lines write with.
        .target(name: "Terminal"),

        // The States Language and its command.
        .target(name: "JSONPath", dependencies: ["JSON"]),
        .target(name: "JSONata", dependencies: ["JSON"]),
        .target(name: "StatesLanguage", dependencies: ["Compression", "Delimited", "JSON", "JSONata", "JSONPath"]),
        .target(name: "StatesTooling", dependencies: ["JSON", "StatesLanguage"]),
        .target(name: "StatesTesting", dependencies: ["JSON", "StatesLanguage"]),
        .target(name: "StatesDebugging", dependencies: ["JSON", "JSONPath", "StatesLanguage"]),
        .target(name: "LocalRunner", dependencies: ["HTTP", "JSON", "StatesLanguage"] + processes + httpServer),
        .target(
            name: "StatesService",
            dependencies: ["Failures", "HTTP", "JSON", "LocalRunner", "SQLite", "StatesLanguage"] + httpServer),
        .target(
            name: "StatesCommand",
            dependencies: [
                "JSON", "LocalRunner", "StatesDebugging", "StatesLanguage", "StatesService", "StatesTesting",
                "StatesTooling", "Terminal", arguments,
            ]),
        .executableTarget(name: "states", dependencies: ["StatesCommand", arguments]),
        .executableTarget(
            name: "conformance", dependencies: ["JSON", "JSONata", "StatesLanguage", "StatesService", arguments]),

        // The command for people who have workouts; the only place where both chains meet.
        .target(
            name: "WorkoutsCommand",
            dependencies: [
                "Delimited", "Failures", "Formats", "JSON", "LocalRunner", "StatesLanguage", "Storage", "Terminal",
                "Workouts", arguments,
            ]),
        .executableTarget(name: "workouts", dependencies: ["WorkoutsCommand", arguments]),

        // Tests, and the programs that they drive.
        .target(name: "TestSupport", dependencies: ["CSQLite", "HTTP"] + httpServer, path: "Tests/TestSupport"),
        .executableTarget(
            name: "EchoStage", dependencies: ["Failures", "HTTP", "JSON", "LambdaRuntime", logging],
            path: "Tests/EchoStage"),
        tests("Cleaning", ["Cleaning", "Delimited", "Failures", "Formats", "JSON", "Workouts"]),
        tests("Compression", ["Compression"]),
        tests("Delimited", ["Delimited", "JSON"]),
        tests(
            "EndToEnd",
            [
                "Failures", "JSON", "LocalRunner", "StageClean", "StageDiff", "StageFetch", "StageNotify",
                "StatesLanguage",
                "TestSupport", "workouts",
            ]),
        tests("Formats", ["Delimited", "Formats", "JSON", "Workouts"]),
        tests("HTTP", ["HTTP"] + httpServer),
        tests("JSON", ["JSON"]),
        tests("JSONPath", ["JSON", "JSONPath"]),
        tests("JSONata", ["JSON", "JSONata"]),
        tests(
            "LambdaRuntime",
            ["EchoStage", "Failures", "HTTP", "JSON", "LambdaRuntime", "TestSupport", logging] + processes),
        tests("LocalRunner", ["EchoStage", "JSON", "LocalRunner", "StatesLanguage", "TestSupport"]),
        tests("Observability", ["JSON", "Observability", logging]),
        tests("StageDiff", ["Failures", "JSON", "SQLite", "StageDiff", "Storage", "TestSupport", "Workouts"]),
        tests("StageNotify", ["Failures", "HTTP", "JSON", "StageNotify", "Storage", "TestSupport"]),
        tests(
            "StatesCommand",
            ["EchoStage", "JSON", "StatesCommand", "StatesDebugging", "StatesLanguage", "TestSupport", "states"]),
        tests("StatesDebugging", ["JSON", "StatesDebugging", "StatesLanguage"]),
        tests("StatesLanguage", ["JSON", "JSONPath", "StatesLanguage"]),
        tests(
            "StatesService", ["HTTP", "JSON", "SQLite", "StatesLanguage", "StatesService", "TestSupport", "states"],
            exclude: ["drive_service.py", "drive_services.py"]),
        tests("StatesTesting", ["JSON", "StatesLanguage", "StatesTesting"]),
        tests("StatesTooling", ["JSON", "StatesLanguage", "StatesTooling"]),
        tests("Workouts", ["JSON", "Workouts"]),
        tests("Storage", ["CSQLite", "Failures", "HTTP", "JSON", "SQLite", "Storage", "TestSupport", "Workouts"]),
        tests(
            "WorkoutsCommand",
            ["JSON", "StageClean", "StageDiff", "StageFetch", "StageNotify", "TestSupport", "workouts"]),
    ],
    swiftLanguageModes: [.v6]
)

/// `STRICT=1`, as in CI, turns every warning of our own code into an error.
let strict = Context.environment["STRICT"] == "1"

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            // Debug builds, and with them all tests, check exclusive access; what a user runs need not.
            .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
        ] + (strict ? [.treatAllWarnings(as: .error)] : [])
}
