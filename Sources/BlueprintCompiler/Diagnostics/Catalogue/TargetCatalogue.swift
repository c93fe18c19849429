/// What a target or its provider can have against an application or a question.
enum TargetCatalogue {
  /// What `blueprint explain` tells of them.
  static let entries: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0606", "A provider that this version cannot run",
      #"""
      The compiler works from a provider's manifest alone, so blueprints for it can be checked, \#
      drawn and planned. To deploy one, the provider itself is needed.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --profile servers
        error[BP0606]: this version cannot run the provider `baremetal`
        """#,
      good: #"""
        $ blueprint plan --profile servers
        $ blueprint deploy
        """#),
    CatalogueEntry(
      "BP0610", "A package that cannot be had",
      #"""
      Before anything is changed, each target is asked whether the packages of its services \#
      are there or can be installed. The name may be another one on this system, or the system \#
      has no such package.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy
        error[BP0610]: no program of the package `postgresql` is installed
        """#,
      good: #"""
        $ sudo apt-get install postgresql
        $ blueprint deploy
        """#),
    CatalogueEntry(
      "BP0611", "A port that is in use",
      #"""
      An endpoint's port is held by something that does not belong to the deployment. Stop \#
      that, or give the endpoint another port.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy
        error[BP0611]: port 8080 is in use
        """#,
      good: #"""
        $ blueprint deploy --var port=8081
        """#),
    CatalogueEntry(
      "BP0612", "A place that cannot be written",
      #"""
      The target keeps machines and files in a directory of its own, which this user must be \#
      able to write.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --state-dir /root/state
        """#,
      good: #"""
        $ blueprint deploy --state-dir ~/state
        """#),
    CatalogueEntry(
      "BP0613", "A target that cannot take the application",
      #"""
      The provider looked before anything was changed, and said why it would fail.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy
        error[BP0613]: the loopback addresses of this machine are used up
        """#,
      good: #"""
        $ blueprint destroy -d old
        $ blueprint deploy
        """#),
    CatalogueEntry(
      "BP0620", "A provider that does not answer",
      #"""
      A provider is a process of its own. It could not be started, ended early, or gave no \#
      answer in time. Its own log, in the state directory, says more.
      """#, form: .console,
      bad: #"""
        $ blueprint logs web[0]
        error[BP0620]: the provider `local` ended
        """#,
      good: #"""
        $ tail .blueprint/logs/local.log
        """#),
    CatalogueEntry(
      "BP0621", "A question that a provider could not answer",
      #"""
      The provider was asked something that changes nothing, such as the last lines of a log, \#
      and failed. The message is its own.
      """#, form: .console,
      bad: #"""
        $ blueprint logs web[0]
        error[BP0621]: service.logs of services.web[0]: there is no log
        """#,
      good: #"""
        $ blueprint status
        """#),
  ]
}
