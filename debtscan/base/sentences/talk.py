"""
What commands say by themselves: headings of the screen, errors, hints, places.
"""

from debtscan.base.sentences.entry import Entry

TALK = {
    "text.header": Entry("debtscan {version}", "debtscan {version}"),
    "text.home_made": Entry("{made} of {of} home-made ({share})", "{of}件中{made}件が自作（{share}）"),
    "text.declared": Entry("Declared", "宣言"),
    "corrections.count": Entry("{n} × {outcome}", "{outcome}{n}件"),
    "row.owner": Entry("Owner: {owner}", "所有者: {owner}"),
    "row.criticality": Entry("How much hangs on it: {level}", "重要度: {level}"),
    "row.declared": Entry("Declared in {place}", "{place}で宣言"),
    "table.correction": Entry("Correction", "訂正"),
    "table.found": Entry("Found by debtscan", "debtscanの判定"),
    "table.outcome": Entry("Outcome", "結果"),
    "text.not_read": Entry("Not read", "読めなかったもの"),
    "text.files": Entry("{n} × {reason}", "{reason} ×{n}"),
    "text.open": Entry("To ask", "聞くこと"),
    "text.questions": Entry(
        "{n} references lead nowhere: ask the predecessor",
        "行き先の分からない参照が{n}件: 前任者に聞く",
        one="{n} reference leads nowhere: ask the predecessor",
    ),
    "text.next": Entry("Next", "次の一歩"),
    "text.next_report": Entry("debtscan -f html=report.html", "debtscan -f html=report.html"),
    "text.next_report_why": Entry("all of this, with the map", "地図付きの報告を書く"),
    "text.next_open": Entry("all of this, with the map: {location}", "地図付きの報告: {location}"),
    "text.step": Entry("First: {step}", "まず: {step}"),
    "text.why": Entry("Why: {why}", "理由: {why}"),
    "text.more": Entry("+{n} more", "ほか{n}件"),
    "text.debts": Entry("The biggest debts (of {n})", "大きい負債（全{n}件中）", one="The only debt"),
    "text.missing": Entry("Who is missing", "誰がいないか"),
    "md.title": Entry("debtscan: {name}", "debtscan: {name}"),
    "md.more": Entry("and {n} more", "ほか{n}件"),
    "md.footer": Entry("debtscan {version}, as of {day}", "debtscan {version}、{day}時点"),
    "sarif.ledger": Entry("not read: {reason}", "読めなかった: {reason}"),
    "sarif.ledger_approximate": Entry("read approximately: {reason}", "おおよそ読んだ: {reason}"),
    "sarif.truncated": Entry(
        "{n} results of lower severity are left out: GitHub takes no more than {limit}.",
        "重さの低い結果{n}件を省いた。GitHubが受け取る上限は{limit}件である。",
        one="{n} result of lower severity is left out: GitHub takes no more than {limit}.",
    ),
    "sarif.ledger_truncated": Entry(
        "{n} more lines of the coverage ledger are left out.",
        "読めなかったものの一覧の残り{n}行を省いた。",
        one="{n} more line of the coverage ledger is left out.",
    ),
    "error.not_json": Entry(
        "{where}: not a debtscan result: not valid JSON ({detail})",
        "{where}: debtscanの結果ではない: JSONとして正しくない（{detail}）",
    ),
    "error.not_object": Entry(
        "{where}: not a debtscan result: no JSON object", "{where}: debtscanの結果ではない: JSONオブジェクトでない"
    ),
    "error.no_schema": Entry(
        '{where}: not a debtscan result: there is no key "schema"',
        "{where}: debtscanの結果ではない: キー「schema」がない",
    ),
    "error.schema": Entry(
        "{where}: the result has schema {found}, this version reads {known}",
        "{where}: 結果のスキーマは{found}だが、この版が読めるのは{known}",
    ),
    "error.field": Entry(
        "{where}: not a valid debtscan result: {detail}", "{where}: debtscanの結果として正しくない: {detail}"
    ),
    "hint.rescan": Entry("scan again with: debtscan scan PATH -o FILE", "もう一度評価する: debtscan scan PATH -o FILE"),
    "hint.upgrade": Entry(
        "scan again with this version, or use the version that wrote the result",
        "この版でもう一度評価するか、結果を書いた版を使う",
    ),
    "demo.built": Entry(
        "The demo platform and its report are in {folder}.", "デモ用の基盤とその報告は{folder}にある。"
    ),
    "gate.failed": Entry(
        "Gate failed: debts at severity {severity} or above: {count}.",
        "ゲート不合格: 重さ{severity}以上の負債{count}件。",
    ),
    "gate.passed": Entry(
        "Gate passed: no debt at severity {severity} or above.", "ゲート合格: 重さ{severity}以上の負債はない。"
    ),
    "list.and": Entry(", ", "、"),
    "list.gap": Entry(" ", ""),
}
