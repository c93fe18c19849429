// swift-tools-version: 6.2
import PackageDescription

// Kept apart from the package around it, because everything here and below is built with the
// sanitizers; `scripts/fuzz` passes the flags.
let package = Package(
  name: "blueprint-fuzz",
  dependencies: [.package(name: "blueprint", path: "..")],
  targets: [
    .target(name: "CLibFuzzer"),
    .executableTarget(
      name: "blueprint-fuzz",
      dependencies: ["CLibFuzzer", .product(name: "CompilerLaws", package: "blueprint")]),
  ],
  swiftLanguageModes: [.v6]
)
