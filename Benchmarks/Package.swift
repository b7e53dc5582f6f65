// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(name: "workout-pipeline", path: ".."),
    ],
    targets: [
        .executableTarget(
            name: "import-benchmark",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(
            name: "states-benchmark",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "StatesLanguage", package: "workout-pipeline"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
