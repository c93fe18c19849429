import BlueprintModel
import Glibc

extension FunctionSet {
  static let networking: [Function] = [
    Function(
      "cidr_host", .networking, [.init("prefix", .string), .init("number", .integer)],
      gives: .string,
      "The address of the host with this number in a network; negative numbers count from its end.",
      example: "cidr_host(\"10.1.2.0/24\", 16)", is: "10.1.2.16"
    ) { a throws(EvaluationError) in
      guard let network = Network(try a.text(0)) else {
        throw .invalid("`prefix` is not a network such as `10.1.2.0/24`")
      }
      guard let address = network.host(try a.integer(1)) else {
        throw .invalid("the network has no host with this number")
      }
      return .string(address)
    }
  ]
}

/// An IPv4 or IPv6 network.
private struct Network {
  /// The address's bytes in network order, host bits zero: 4 or 16.
  private var bytes: [UInt8]
  private var hostBits: Int

  private var family: Int32 { bytes.count == 4 ? AF_INET : AF_INET6 }

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int(parts[1]) else { return nil }
    let isVersion6 = parts[0].contains(":")
    var buffer = [UInt8](repeating: 0, count: isVersion6 ? 16 : 4)
    guard inet_pton(isVersion6 ? AF_INET6 : AF_INET, String(parts[0]), &buffer) == 1,
      (0...buffer.count * 8).contains(length)
    else { return nil }
    hostBits = buffer.count * 8 - length
    for bit in length..<buffer.count * 8 { buffer[bit / 8] &= ~(0x80 >> UInt8(bit % 8)) }
    bytes = buffer
  }

  /// The address with the host number, or nil if that needs more bits than there are.
  func host(_ number: Int) -> String? {
    // In two's complement, -1 sets all bits: the last address.
    let bits = UInt64(bitPattern: Int64(number))
    let fits =
      hostBits >= 64 || (number >= 0 ? bits >> UInt64(hostBits) == 0 : fitsNegative(number))
    guard fits else { return nil }
    var address = bytes
    for bit in 0..<hostBits {
      let isSet = bit < 64 ? bits >> UInt64(bit) & 1 == 1 : number < 0
      let index = address.count - 1 - bit / 8
      if isSet { address[index] |= 1 << UInt8(bit % 8) }
    }
    return text(of: address)
  }

  private func fitsNegative(_ number: Int) -> Bool {
    hostBits == 63 || number >= -(1 << hostBits)
  }

  private func text(of address: [UInt8]) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, address, &buffer, socklen_t(buffer.count)) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
