// swift-tools-version: 6.2
import PackageDescription

/// A library of the pipeline, one subject each, in `Sources/Shared`.
func shared(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Shared/\(name)")
}

/// A test target of the same shape as the target it is about.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, resources: resources)
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "workout-pipeline",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // The boundary to C: module maps and shims, no logic.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

        // What the stages share.
        shared("JSON"),
        shared("Failures", ["JSON"]),
        shared("Workouts", ["JSON"]),
        shared("HTTP", ["CCurl"]),
        shared("Observability", ["JSON", logging]),
        shared("LambdaRuntime", ["Failures", "HTTP", "JSON", "Observability", logging]),
        shared("Storage", ["COpenSSL", "CSQLite", "Failures", "HTTP", "JSON", "Workouts"]),

        // The stages.
        .executableTarget(
            name: "StageDiff", dependencies: ["Failures", "JSON", "LambdaRuntime", "Storage", logging]),
        .executableTarget(
            name: "StageNotify", dependencies: ["Failures", "HTTP", "JSON", "LambdaRuntime", "Storage", logging]),

        // The States Language.
        .target(name: "StatesLanguage", dependencies: ["JSON"]),
        .target(
            name: "LocalRunner",
            dependencies: [
                "JSON", "StatesLanguage",
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),

        tests("JSON", ["JSON"]),
        tests("Storage", ["CSQLite", "Failures", "HTTP", "JSON", "Storage", "TestSupport", "Workouts"]),
        tests("StageDiff", ["Failures", "JSON", "StageDiff", "Storage", "TestSupport", "Workouts"]),
        tests("StageNotify", ["Failures", "HTTP", "JSON", "StageNotify", "Storage", "TestSupport"]),
        .target(name: "TestSupport", dependencies: ["HTTP"], path: "Tests/TestSupport"),
        .executableTarget(
            name: "EchoStage", dependencies: ["Failures", "HTTP", "JSON", "LambdaRuntime", logging],
            path: "Tests/EchoStage"),
        tests(
            "HTTP",
            [
                "HTTP", .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]),
        tests("Observability", ["JSON", "Observability", logging]),
        tests(
            "LambdaRuntime",
            [
                "EchoStage", "Failures", "HTTP", "JSON", "LambdaRuntime", "TestSupport", logging,
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        tests("LocalRunner", ["EchoStage", "JSON", "LocalRunner", "StatesLanguage", "TestSupport"]),
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
        ] + (strict ? [.treatAllWarnings(as: .error)] : [])
}
