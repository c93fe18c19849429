/// What the page looks like.
extension RunPage {
  /// The layout; the colours are those of the drawing.
  static let layout = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);\
    font:15px/1.5 ui-sans-serif,system-ui,"DejaVu Sans",sans-serif}
    main{max-width:1240px;margin:0 auto;padding:32px 24px 64px}
    h1{font-size:26px;margin:0;display:flex;gap:14px;align-items:center;flex-wrap:wrap}
    h2{font-size:17px;margin:36px 0 10px}
    h3{font-size:15px;margin:0 0 6px;color:var(--bad)}
    code,pre{font:13px/1.45 ui-monospace,"DejaVu Sans Mono",monospace}
    .meta,.soft,footer{color:var(--soft)}
    .meta{margin:6px 0 0}
    .pill{font-size:14px;font-weight:600;padding:3px 12px;border-radius:999px;\
    border:1px solid currentColor}
    .pill.good{color:var(--good)}.pill.bad,b.bad{color:var(--bad)}\
    .pill.open,span.open{color:var(--warn)}
    .tiles{list-style:none;display:flex;flex-wrap:wrap;gap:12px;padding:0;margin:22px 0 0}
    .tiles li{background:var(--panel);border:1px solid var(--line);border-radius:10px;\
    padding:10px 18px;min-width:110px}
    .tiles b{display:block;font-size:22px;font-variant-numeric:tabular-nums}
    .tiles span{color:var(--soft);font-size:13px;overflow-wrap:anywhere}
    .tiles .bad b{color:var(--bad)}.tiles .open b{color:var(--warn)}
    .failure{background:var(--badpanel);border:1px solid var(--line);\
    border-left:4px solid var(--bad);border-radius:8px;padding:12px 16px;margin:0 0 12px}
    pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
    .next p{background:var(--panel);border:1px solid var(--line);border-radius:8px;\
    padding:12px 16px}
    .legend{display:flex;flex-wrap:wrap;gap:18px;color:var(--soft);font-size:13px;margin:0 0 8px}
    .legend span{display:flex;align-items:center;gap:6px}
    .legend i{width:18px;height:10px;border-radius:3px;background:var(--done)}
    .legend .critical{background:var(--critical)}.legend .open{background:var(--open)}\
    .legend .bad{background:var(--bad)}.legend .person{background:var(--person)}
    .wide{overflow-x:auto}.wide svg{min-width:760px;display:block}
    details{border-bottom:1px solid var(--line)}
    summary{cursor:pointer;padding:8px 2px;font-weight:600}
    summary .soft{font-weight:400;margin-left:6px}
    .chain{margin-top:24px;border:0}.chain ol{margin:6px 0 0;padding:0;list-style:none}
    .chain li{display:grid;grid-template-columns:minmax(200px,2fr) 3fr 120px;gap:12px;\
    align-items:center;padding:2px 0}
    .chain code{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
    .chain i{height:10px;border-radius:3px;background:var(--critical)}
    .chain span{color:var(--soft);font-size:13px;font-variant-numeric:tabular-nums}
    table{border-collapse:collapse;width:100%;margin:0 0 14px}
    .steps{table-layout:fixed}
    .steps th:nth-child(1){width:26px}.steps th:nth-child(3),.steps th:nth-child(4){width:92px}\
    .steps th:nth-child(5){width:24%}.steps th:nth-child(6){width:22%}
    th{font-weight:400;color:var(--faint);font-size:13px;text-align:left}
    th,td{padding:4px 12px 4px 0;vertical-align:top}
    tbody tr+tr td{border-top:1px solid var(--line)}
    td{overflow-wrap:anywhere}
    .number{white-space:nowrap;font-variant-numeric:tabular-nums}
    .sign{width:22px;text-align:center;color:var(--faint)}
    .done .sign{color:var(--good)}.failed .sign,.message{color:var(--bad)}\
    .running .sign,.retrying .sign,.in_doubt .sign{color:var(--warn)}\
    .waiting .sign{color:var(--person)}.mark{color:var(--critical)}
    .pending td,.skipped td,.omitted td{color:var(--faint)}
    td pre{background:var(--panel);border-radius:6px;padding:8px 10px;margin-top:4px}
    footer{margin-top:48px;font-size:13px}
    @media print{.wide{overflow:visible}details{break-inside:avoid}}

    """
}
