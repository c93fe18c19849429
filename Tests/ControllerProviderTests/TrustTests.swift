import BlueprintModel
import Foundation
import Testing

@testable import ControllerProvider

/// Whom the provider believes.
@Suite(.timeLimit(.minutes(2))) struct TrustTests {
  private func provider(_ more: [String: String]) -> ControllerProvider {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ControllerProvider(
      environment: CurlEnvironment(variables: ["PATH": path].merging(more) { $1 }))
  }

  @Test func aStrangersCertificateIsRefused() async throws {
    let server = try WebServer(secure: true)
    let failure = try await call(["url": .string(server.url)], of: provider([:])).failure
    #expect(failure?.code == "certificate" && failure?.failureClass == .permanent)
    #expect(failure?.changed == .no && failure?.help?.contains("SSL_CERT_FILE") == true)
  }

  @Test func anAuthorityOfTheEnvironmentIsTrusted() async throws {
    let server = try WebServer(secure: true)
    let authority = try #require(server.authority)
    let outputs = try await call(
      ["url": .string(server.url)], of: provider(["SSL_CERT_FILE": authority])
    ).outputs
    #expect(outputs["body"] == "hello")
  }

  @Test func anAuthorityOfTheTargetIsTrusted() async throws {
    let server = try WebServer(secure: true)
    let settings: Value = ["ca_file": .string(try #require(server.authority))]
    let outputs = try await call(
      ["url": .string(server.url)], settings: settings, of: provider([:])
    ).outputs
    #expect(outputs["body"] == "hello")
    let missing = try await call(
      ["url": .string(server.url)], settings: ["ca_file": "/nowhere/ca.pem"], of: provider([:]))
    #expect(missing.failure?.code == "tls" && missing.failure?.failureClass == .permanent)
  }

  @Test func aNameThatTheCertificateLacksIsRefused() async throws {
    let server = try WebServer(secure: true)
    let url = server.url.replacingOccurrences(of: "127.0.0.1", with: "localhost")
    let failure = try await call(
      ["url": .string(url)], of: provider(["SSL_CERT_FILE": try #require(server.authority)])
    ).failure
    #expect(failure?.code == "certificate")
  }

  @Test func theWayFromHTTPSToHTTPIsNotTaken() async throws {
    let (server, plain) = (try WebServer(secure: true), try WebServer())
    let way = plain.url.replacingOccurrences(of: "/", with: "|")
    let failure = try await call(
      ["url": .string("\(server.url)/away/\(way)")],
      of: provider(["SSL_CERT_FILE": try #require(server.authority)])
    ).failure
    #expect(failure?.code == "redirect")
  }
}
