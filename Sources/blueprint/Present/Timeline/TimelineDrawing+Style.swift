/// What a drawing and a page about a run look like.
extension TimelineDrawing {
  /// The colours, for light and for dark.
  static let colours = """
    :root{--paper:#fff;--ink:#1b2430;--soft:#5b6878;--faint:#8a95a3;--line:#e3e8ee;\
    --panel:#f6f8fa;--done:#9db8d9;--critical:#1f6feb;--bad:#d1242f;--open:#d4a017;\
    --person:#8250df;--good:#1a7f37;--warn:#9a6700;--badpanel:#fff1f0;--inside:#fff}
    @media (prefers-color-scheme:dark){:root{--paper:#0e1318;--ink:#e4e9ef;--soft:#9aa7b6;\
    --faint:#6c7a8a;--line:#222b35;--panel:#151c23;--done:#3f5f86;--critical:#58a6ff;\
    --bad:#f85149;--open:#d8a72a;--person:#b48cf2;--good:#4ac26b;--warn:#d8a72a;\
    --badpanel:#241315;--inside:#08121f}}

    """

  /// The parts of the drawing.
  static let shapes = """
    .timeline{font:12px ui-sans-serif,system-ui,"DejaVu Sans",sans-serif}
    .timeline text{fill:var(--soft)}
    .timeline .backdrop{fill:var(--paper)}
    .timeline .heading{font-weight:600;fill:var(--ink)}
    .timeline .tick,.timeline .took{fill:var(--faint);font-size:11px}
    .timeline .name.failed{fill:var(--bad);font-weight:600}
    .timeline .name.critical{fill:var(--critical)}
    .timeline .inside{fill:var(--inside);font-size:10.5px}
    .timeline .grid{stroke:var(--line);stroke-width:1}
    .timeline .done{fill:var(--done)}
    .timeline .critical:not(text){fill:var(--critical)}
    .timeline .bad{fill:var(--bad)}
    .timeline .mild{opacity:.5}
    .timeline .open{fill:var(--open)}
    .timeline .person{fill:var(--person)}
    .timeline .hold{fill:var(--paper);opacity:.6}
    .timeline .heading.critical{fill:var(--critical)}
    .timeline .heading.failed{fill:var(--bad)}
    .timeline .mishap{fill:var(--bad)}

    """
}
