"""
Who knows what, who leaves, what to ask.
"""

from debtscan.base.sentences.entry import Entry

PEOPLE = {
    "ask.alone": Entry(
        "Nobody else who is still here knows {name}. What must a successor know first? What breaks, and what do you do?",
        "今いる人の中で{name}を知るのはあなただけである。後任がまず知るべきことは何か。何が壊れ、そのとき何をするか。",
    ),
    "ask.unresolved": Entry(
        "{name} refers to {reference}, which is nowhere in these repositories: where does it live, whose is it?",
        "{name}が参照する{reference}は、このリポジトリ群にない。どこにあり、誰のものか。",
    ),
    "ask.link": Entry(
        "Does {name} really use {target}? Only a weak trace says so.",
        "{name}は本当に{target}を使っているか。弱い手がかりしかない。",
    ),
    "ask.deploy": Entry(
        "How does {name} get into production, and how do you roll it back? Nothing here deploys it.",
        "{name}はどう本番へ出し、どう戻すか。ここにはデプロイする仕組みが見当たらない。",
    ),
    "ask.rollback": Entry(
        "How do you bring back what ran before {name}'s last release? No command for it was found.",
        "{name}の直前の版へどう戻すか。そのためのコマンドが見つからない。",
    ),
    "ask.crd": Entry(
        "Why was {api} made here instead of taken ready-made? Who creates such objects by hand?",
        "{api}を既製品でなく自作したのはなぜか。手で作る人は誰か。",
    ),
    "ask.schedule": Entry(
        "Who notices when the run of {name} at {cron} fails? May it simply run again?",
        "{name}の{cron}の実行が失敗したら誰が気づくか。そのまま再実行してよいか。",
    ),
    "ask.hard": Entry(
        "What does {function} in {name} decide (complexity {n}), and which case was the reason for it?",
        "{name}の{function}（複雑度{n}）は何を判断するのか。どの事例のためにこうなったか。",
    ),
    "ask.tests": Entry(
        "How do you know that a change to {name} is safe? There are no tests.",
        "{name}の変更が安全だとどう確かめるか。テストがない。",
    ),
    "ask.coupling": Entry(
        "Why do {name} and {other} change together ({degree}%), though nothing links them?",
        "{name}と{other}はつながりがないのに一緒に変わる（{degree}%）。なぜか。",
    ),
    "ask.image": Entry(
        "Which version of {image} really runs, and who decides when it moves?",
        "実際に動いている{image}の版はどれか。更新時期は誰が決めるか。",
    ),
    "knowing.shared": Entry("known by several", "複数人が把握"),
    "knowing.single": Entry("known by one person", "一人だけが把握"),
    "knowing.orphan": Entry("nobody left who knows it", "知る人がもういない"),
    "knowing.unknown": Entry("git cannot say", "gitからは判断できない"),
    "people.title": Entry("Who knows it: {name}", "誰が知っているか: {name}"),
    "people.factor": Entry("Truck factor", "トラック係数"),
    "people.factor_says": Entry(
        "{n}: without {who}, {share} of {files} files have no author left",
        "{n}人: {who}がいなくなると、{files}ファイルのうち{share}に作者が残らない",
    ),
    "people.factor_none": Entry("cannot say: git knows no author here", "判断できない。gitに作者の記録がない"),
    "people.by_reach": Entry(
        "by components and what depends on them: {n} ({who})",
        "コンポーネントとその依存先で重み付けすると{n}人（{who}）",
    ),
    "people.someone": Entry("somebody", "誰か"),
    "people.state": Entry("In use", "使用中"),
    "people.count": Entry("{n} {state}", "{state}: {n}件"),
    "people.alarm": Entry("Alarm", "警報"),
    "people.alarm_why": Entry(
        "one author, probably gone, and still changed:", "作者は一人で、おそらく離任済み、今も変更が続く:"
    ),
    "people.orphans": Entry("Without a knower", "知る人なし"),
    "people.orphan": Entry("{name} ({kind})", "{name}（{kind}）"),
    "people.reach": Entry("{n} depend on it", "{n}件が依存", one="{n} depends on it"),
    "people.changed": Entry("{n} changes in 12 months", "12か月で{n}回変更", one="{n} change in 12 months"),
    "people.dormant": Entry("dormant", "休眠中"),
    "people.ask": Entry("ask {who}", "{who}に聞く"),
    "people.nobody": Entry("nobody to ask", "聞ける人がいない"),
    "people.known_by": Entry("authors: {who}", "作者: {who}"),
    "people.reviewed_by": Entry("reviewed by {who}", "レビュー: {who}"),
    "people.lost": Entry(
        "all of them gone with probability {value} ({low} to {high})", "全員が離任した確率{value}（{low}〜{high}）"
    ),
    "explain.knowledge": Entry("Known", "把握"),
    "people.more": Entry("and {n} more", "ほか{n}件"),
    "people.persons": Entry("People", "人"),
    "people.person": Entry("{who}: {first} to {last}", "{who}: {first}〜{last}"),
    "people.gone": Entry("gone with probability {value} ({low} to {high})", "離任の確率{value}（{low}〜{high}）"),
    "people.sole": Entry("alone knows {n} components", "{n}件を一人で把握", one="alone knows {n} component"),
    "people.joined": Entry("Joined", "同一人物"),
    "people.entries": Entry("{who}: {n} names and addresses: {why}", "{who}: 名前とアドレス{n}組（{why}）"),
    "join.mail": Entry("same address", "同じアドレス"),
    "join.mailmap": Entry("the .mailmap", ".mailmap"),
    "join.name": Entry("same full name", "同じ氏名"),
    "join.login": Entry("same login", "同じログイン名"),
    "join.number": Entry("same account number", "同じアカウント番号"),
    "join.handle": Entry("a handle that spells the name", "氏名に当たるハンドル"),
    "join.end": Entry("same name and end of the address", "同じ名前とアドレスの末尾"),
    "join.shared": Entry("same name at a shared address", "共有アドレスでの同じ名前"),
    "join.stated": Entry("declared by the owners", "所有者による申告"),
    "people.together": Entry("Change together", "一緒に変わる"),
    "people.pair": Entry("{a} and {b}: {degree}%, {shared} commits", "{a}と{b}: {degree}%、{shared}コミット"),
    "people.unlinked": Entry("no link known", "つながりは不明"),
    "people.left": Entry("Left behind", "残されたもの"),
    "people.silent": Entry(
        "{gone} silent for {days} days: {abandoned} of {files} files have no other author",
        "{days}日以上沈黙は{gone}人。他に作者がいないファイルは{files}件中{abandoned}件",
    ),
    "people.hours": Entry("Hours", "時間"),
    "people.hours_says": Entry(
        "{n} guessed from the times of commits: a weight, no bill",
        "コミット時刻からの推定で{n}時間。請求ではなく重みである",
    ),
    "people.squashed": Entry(
        "{n} of {of} commits are squashed branches, which hide sessions: rather more",
        "{of}コミット中{n}件はブランチをまとめたもので作業が隠れている。実際はもっと多い",
        one="{n} of {of} commits is a squashed branch, which hides sessions: rather more",
    ),
    "people.next": Entry("Next", "次に"),
    "people.next_says": Entry(
        "debtscan people --plan · --leave ID · --interview ID · --takeover TEAM",
        "debtscan people --plan · --leave ID · --interview ID · --takeover TEAM",
    ),
    "leave.title": Entry("When {who} leaves", "{who}が離任すると"),
    "leave.share": Entry("Without a knower", "知る人なし"),
    "leave.share_says": Entry(
        "{before} of the live platform before, {after} after ({low} to {high}); {live} components",
        "稼働中の{live}件のうち、離任前{before}、離任後{after}（{low}〜{high}）",
    ),
    "leave.cannot": Entry("cannot say: git knows no author here", "判断できない。gitに作者の記録がない"),
    "leave.orphaned": Entry("Nobody left for", "知る人がいなくなる"),
    "leave.none": Entry("nothing: others know all of it", "なし。ほかの人が把握している"),
    "leave.single": Entry("One person left for", "一人だけになる"),
    "leave.at_risk": Entry("At risk behind them", "その先の影響"),
    "leave.unknown": Entry("Cannot say", "判断できない"),
    "leave.unknown_says": Entry(
        "{n} live components without history",
        "履歴のない稼働中のコンポーネント{n}件",
        one="{n} live component without history",
    ),
    "plan.title": Entry(
        "Pairings that give every critical component two people", "重要なコンポーネントを二人が知るための組合せ"
    ),
    "plan.critical": Entry("Critical", "重要"),
    "plan.critical_says": Entry(
        "{critical} components (declared, or something live depends on them), {lacking} known by fewer than two",
        "{critical}件（宣言されたもの、または稼働中のものが依存）。うち二人未満は{lacking}件",
    ),
    "plan.pairing": Entry("{learner} with {teacher}", "{learner} ← {teacher}"),
    "plan.code": Entry("{learner} alone, from the code", "{learner}がコードから"),
    "plan.left": Entry("No way", "手がない"),
    "plan.unknown": Entry("Cannot say", "判断できない"),
    "plan.enough": Entry("nothing to do", "すべて足りている"),
    "plan.method": Entry("How", "方法"),
    "plan.method_says": Entry(
        "greedy: the pairing that helps most components comes first; not proven to be the smallest set",
        "貪欲法: 最も多くの件数に効く組から選ぶ。最小とは限らない",
    ),
    "interview.title": Entry("Questions to {who}, before it is too late", "{who}が離れる前に聞くこと"),
    "interview.none": Entry(
        "nothing: {who} neither built nor runs anything in use", "なし。{who}は使用中のものを作っても運用してもいない"
    ),
    "interview.alone": Entry("nobody else knows it", "ほかに知る人がいない"),
    "takeover.title": Entry("The first week: {what}", "最初の一週間: {what}"),
    "takeover.what": Entry("What it is", "何か"),
    "takeover.built": Entry("Built by", "ビルド"),
    "takeover.deployed": Entry("Deployed by", "デプロイ"),
    "takeover.rolled_back": Entry("Rolled back by", "戻し方"),
    "takeover.schedules": Entry("Runs at", "実行時刻"),
    "takeover.secrets": Entry("Secrets", "秘密情報"),
    "takeover.needs": Entry("Needs", "必要とするもの"),
    "takeover.needed_by": Entry("Needed by", "必要とされる先"),
    "takeover.ask": Entry("Ask", "聞く相手"),
    "takeover.gone": Entry("Gone", "離任済み"),
    "takeover.unknown": Entry("Nobody knows", "誰も知らないこと"),
    "takeover.nothing": Entry("no command found", "コマンドが見つからない"),
    "interview.where": Entry("Component", "コンポーネント"),
}
