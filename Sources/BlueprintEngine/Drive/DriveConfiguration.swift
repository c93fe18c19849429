import BlueprintModel

/// How a driver drives.
public struct DriveConfiguration: Sendable, Hashable {
  /// How much may be in flight.
  public var limits: Limits
  /// How long a lease lasts after it was claimed or renewed.
  public var lease: Duration
  /// The time between renewals.
  public var renewal: Duration
  /// How long a call that was asked to give up may still answer.
  public var grace: Duration
  /// The providers that can look up what became of an effect without beginning it.
  public var readingBack: Set<String>
  /// The time between looks at what people ask of the run.
  public var requestInterval: Duration
  /// A wait up to this long keeps the lease: giving it back and claiming it again costs more.
  public var shortWait: Duration

  /// A configuration; see the properties for the parameters.
  public init(
    limits: Limits = Limits(total: 32), lease: Duration = .seconds(15),
    renewal: Duration = .seconds(5), grace: Duration = .seconds(10),
    readingBack: Set<String> = [], requestInterval: Duration = .milliseconds(500),
    shortWait: Duration = .seconds(5)
  ) {
    self.limits = limits
    self.lease = lease
    self.renewal = renewal
    self.grace = grace
    self.readingBack = readingBack
    self.requestInterval = requestInterval
    self.shortWait = shortWait
  }

  /// How long after a claim or renewal was sent new effects may begin: two thirds of the lease,
  /// so that an effect begun at the last moment is on its way before anybody else may claim.
  var trust: Duration { lease * 2 / 3 }
}
