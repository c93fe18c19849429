import BlueprintExpressions
import BlueprintModel

/// Makes the steps of one hook or action of their declarations: looks names up, checks types,
/// and follows which steps have run when another one does.
struct StepBinder {
  let binder: ValueBinder
  let files: FileBinder
  /// What each action refers to.
  let actionNeeds: [String: [Need]]
  /// What the steps refer to.
  var needs: [Need] = []

  var log: DiagnosticLog { binder.log }
  var symbols: SymbolTable { binder.symbols }

  init(binder: ValueBinder, files: FileBinder, actionNeeds: [String: [Need]] = [:]) {
    self.binder = binder
    self.files = files
    self.actionNeeds = actionNeeds
  }

  /// The steps of `declarations`, which are a whole hook or action.
  mutating func bindAll(_ declarations: [StepDeclaration], in scope: StepScope) -> [StepSpec] {
    var scope = scope
    for (id, place) in declarations.ids {
      if let first = scope.declared[id] {
        log.report(
          StepReferenceProblem.duplicateStep(id), at: place,
          notes: [Diagnostic.Note("the first one", at: first)])
      } else {
        scope.declared[id] = place
      }
    }
    return bind(declarations, in: &scope)
  }

  /// Steps one after the other; their outputs stay in `scope`.
  mutating func bind(
    _ declarations: [StepDeclaration], in scope: inout StepScope
  ) -> [StepSpec] {
    var labels = StepLabels()
    var steps: [StepSpec] = []
    for declaration in declarations {
      let label = labels.next(declaration.id?.value ?? declaration.key.rawValue)
      if let step = bind(declaration, label: label, in: &scope) { steps.append(step) }
    }
    return steps
  }

  /// As ``bind(_:in:)``, for steps that may not run, so that nothing of them is known later.
  mutating func bindApart(_ declarations: [StepDeclaration], in scope: StepScope) -> [StepSpec] {
    var scope = scope
    return bind(declarations, in: &scope)
  }

  private mutating func bind(
    _ declaration: StepDeclaration, label: String, in outer: inout StepScope
  ) -> StepSpec? {
    let modifiers = declaration.modifiers
    var scope = outer
    let site = modifiers.on.flatMap { self.site($0, scope) }
    if let site {
      scope.site = .init(subject: site.subject, isSingle: site.isSingle)
    } else if modifiers.on != nil {
      scope.site = nil
    }
    let runsOnEach = declaration.runsOnEachInstance
    scope.instance = nil
    if let site = scope.site, site.isSingle || runsOnEach {
      scope.instance = symbols.type(of: site.subject)
    }
    if declaration.needsHost, scope.site == nil, modifiers.on == nil {
      log.report(StepReferenceProblem.noSite(declaration.key.rawValue), at: declaration.place)
    }
    let environment = environment(modifiers.environment, &scope)
    let kind = kind(declaration, &scope)
    let captured = type(ofOutputs: declaration, site: scope.site, runsOnEach)
    outer.take(scope, after: declaration, captured)
    guard let kind else { return nil }
    return StepSpec(
      id: declaration.id?.value, label: label, name: declaration.name, kind: kind, site: site,
      user: text(modifiers.user, "user", scope), environment: environment,
      directory: text(modifiers.directory, "cwd", scope),
      input: modifiers.input.flatMap { value($0, .privateText("stdin"), scope)?.value },
      when: condition(modifiers.when, "when", scope), timeout: modifiers.timeout,
      retry: modifiers.retry, unless: text(modifiers.unless, "unless", scope),
      creates: text(modifiers.creates, "creates", scope), idempotency: modifiers.idempotency,
      outputs: modifiers.outputs.map(\.captured), continuesOnError: modifiers.continuesOnError,
      place: declaration.place)
  }

  private func type(
    ofOutputs declaration: StepDeclaration, site: StepScope.Site?, _ runsOnEach: Bool
  ) -> ExpressionType? {
    guard !declaration.modifiers.outputs.isEmpty else { return nil }
    var fields: [String: ExpressionType] = [:]
    for output in declaration.modifiers.outputs {
      let type = output.type.expressionType.asLate
      fields[output.name] = output.isSecret ? type.asSecret : type
    }
    let isList = runsOnEach && site?.isSingle == false
    return isList ? .list(.object(fields)) : .object(fields)
  }
}

extension StepScope {
  /// Takes over what is known after the step `declaration`, whose scope was `inner`.
  fileprivate mutating func take(
    _ inner: StepScope, after declaration: StepDeclaration, _ outputs: ExpressionType?
  ) {
    steps = inner.steps
    hidden = inner.hidden
    if declaration.modifiers.when != nil {
      hide(declaration.children, because: "it is within a step with `when`, which may be left out")
    }
    guard let id = declaration.id?.value, let type = outputs ?? inner.steps[id] else { return }
    steps[id] = type
  }
}

extension StepDeclaration {
  /// Whether it acts on a host.
  var needsHost: Bool {
    switch kind {
    case .run, .script, .file, .fetch, .waitUntil, .service, .machine: true
    case .http(let request): if case .endpoint = request.address { true } else { false }
    default: false
    }
  }

  /// Whether it is done once for each instance that it is on.
  var runsOnEachInstance: Bool {
    if case .http = kind, modifiers.on != nil { return true }
    return needsHost
  }
}

extension CaptureDeclaration {
  /// The output as plans have it.
  fileprivate var captured: CapturedOutput {
    CapturedOutput(
      name: name, source: from?.rawValue ?? "", selection: selection, type: type.name.rawValue,
      isSecret: isSecret)
  }
}
