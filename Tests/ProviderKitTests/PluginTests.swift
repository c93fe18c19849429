import Testing

/// The suites that count the children of this process, and so must not run at the same time.
@Suite(.serialized) enum PluginTests {}
