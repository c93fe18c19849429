import BlueprintModel
import Synchronization

/// What all drives of a driver share: how much may be in use at once, and how often a provider
/// may be called.
///
/// A drive decides and takes its places in one locked turn, so that two drives never take the same
/// place. Where there is no room, the drive stands in line and is woken when some is free: one
/// drive for each free place, in the order in which they came.
final class Capacity: Sendable {
  private struct Content {
    var used: [LimitKey: Int] = [:]
    /// Drives that found no room, first come first served.
    var line: [Waiting] = []
    /// When each provider may be called next, by the monotonic clock.
    var nextCall: [LimitKey: Duration] = [:]
    var lastDrive = 0
  }

  /// A drive that found no room for some of its steps.
  private struct Waiting {
    let drive: Int
    /// What the steps use up, for each kind of step.
    let needs: [[LimitKey]]
    let wake: @Sendable () -> Void
  }

  private let most: [LimitKey: Int]
  /// The time between two calls of a provider that limits their rate.
  private let spacing: [LimitKey: Duration]
  private let content = Mutex(Content())

  /// - Parameters:
  ///   - most: how much of each kind may be in use.
  ///   - rates: calls in a second, for kinds that limit them.
  init(most: [LimitKey: Int], rates: [LimitKey: Int]) {
    self.most = most
    spacing = rates.mapValues { Duration.seconds(1) / max($0, 1) }
  }

  /// A number for a drive.
  func enter() -> Int {
    content.withLock { content in
      content.lastDrive += 1
      return content.lastDrive
    }
  }

  /// What is free, reserved for the asking drive until ``settle(_:)``.
  ///
  /// - Parameters:
  ///   - own: what the drive has in flight already; limits count it.
  ///   - limits: those of the drive itself.
  func reserve(own: InFlight, within limits: Limits, at now: Duration) -> Reservation {
    guard limits.total > own.count else { return Reservation(limits: limits) }
    return content.withLock { content in
      var reservation = Reservation(limits: limits)
      for (key, most) in most {
        var free = max(most - (content.used[key] ?? 0), 0)
        if let spacing = spacing[key], free > 0 {
          let next = max(content.nextCall[key] ?? now, now - .seconds(1))
          let allowed = now < next ? 0 : Int((now - next) / spacing) + 1
          if allowed == 0 { reservation.retry = min(reservation.retry ?? next, next) }
          free = min(free, allowed)
        }
        let wanted = min(free, limits.total - own.count)
        content.used[key, default: 0] += wanted
        reservation.held[key] = wanted
        let limit = limits.most[key] ?? .max
        reservation.limits.most[key] = min(limit, own.count(of: key) + wanted)
      }
      return reservation
    }
  }

  /// Keeps what a drive took of its reservation, and gives the rest back.
  ///
  /// - Parameters:
  ///   - taken: how much of each kind the drive has begun.
  ///   - heldUp: what the steps use up for which there was no room.
  ///   - wake: called when there is room for some of them.
  /// - Returns: when a call may be made that a rate does not allow yet, by the monotonic clock.
  @discardableResult
  func settle(
    _ reservation: Reservation, of drive: Int, taken: [LimitKey: Int], heldUp: [[LimitKey]],
    at now: Duration, wake: @escaping @Sendable () -> Void
  ) -> Duration? {
    let (woken, retry) = content.withLock { content in
      for key in Set(reservation.held.keys).union(taken.keys) where most[key] != nil {
        let kept = taken[key] ?? 0
        content.used[key, default: 0] += kept - (reservation.held[key] ?? 0)
        if kept > 0, let spacing = spacing[key] {
          let next = max(content.nextCall[key] ?? now, now - .seconds(1))
          content.nextCall[key] = next + spacing * kept
        }
      }
      content.line.removeAll { $0.drive == drive }
      // In line first: what this drive did not get may have become free since it asked.
      if !heldUp.isEmpty {
        content.line.append(Waiting(drive: drive, needs: heldUp, wake: wake))
      }
      let retry = heldUp.joined().compactMap { content.nextCall[$0] }.filter { $0 > now }.min()
      return (self.next(in: &content, at: now), retry)
    }
    woken?()
    return retry
  }

  /// Gives back what calls used that are not in flight any more.
  func release(_ before: [LimitKey: Int], leaving inFlight: InFlight, at now: Duration) {
    let freed = before.filter { most[$0.key] != nil && $0.value > inFlight.count(of: $0.key) }
    guard !freed.isEmpty else { return }
    let woken = content.withLock { content in
      for (key, count) in freed {
        content.used[key, default: 0] -= count - inFlight.count(of: key)
      }
      return next(in: &content, at: now)
    }
    woken?()
  }

  /// A drive that is gone does not stand in line, and uses nothing.
  func leave(_ drive: Int, using keys: [LimitKey: Int], at now: Duration) {
    let woken = content.withLock { content in
      for (key, count) in keys where most[key] != nil { content.used[key, default: 0] -= count }
      content.line.removeAll { $0.drive == drive }
      return next(in: &content, at: now)
    }
    woken?()
  }

  /// Takes the first drive out of the line for which there is room.
  private func next(
    in content: inout Content, at now: Duration
  ) -> (@Sendable () -> Void)? {
    func isFree(_ key: LimitKey) -> Bool {
      (content.used[key] ?? 0) < most[key] ?? .max && (content.nextCall[key] ?? now) <= now
    }
    let first = content.line.firstIndex { $0.needs.contains { $0.allSatisfy(isFree) } }
    return first.map { content.line.remove(at: $0).wake }
  }
}

/// Room that a drive may take.
struct Reservation: Sendable {
  /// The drive's limits, narrowed to what is reserved.
  var limits: Limits
  /// How much of each kind is reserved.
  var held: [LimitKey: Int] = [:]
  /// When a call may be made that the rate does not allow yet, by the monotonic clock.
  var retry: Duration?
}
