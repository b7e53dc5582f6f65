// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(name: "workout-pipeline", path: ".."),
    ],
    targets: [
        // What all benchmarks need: peers to compare with, and tables.
        .target(name: "BenchmarkKit"),
        .executableTarget(
            name: "import-benchmark",
            dependencies: ["BenchmarkKit", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(
            name: "jsonata-benchmark",
            dependencies: [
                "BenchmarkKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "StatesLanguage", package: "workout-pipeline"),
                .product(name: "StatesTooling", package: "workout-pipeline"),
            ]),
        .executableTarget(
            name: "states-benchmark",
            dependencies: [
                "BenchmarkKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "StatesLanguage", package: "workout-pipeline"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
