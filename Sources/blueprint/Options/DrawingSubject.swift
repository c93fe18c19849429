import ArgumentParser

/// What a drawing is of.
enum DrawingSubject: String, ExpressibleByArgument, CaseIterable {
  /// Machines and services.
  case application
  /// The steps of a deploy.
  case plan
}
