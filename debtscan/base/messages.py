"""
The one catalogue of every sentence that debtscan says by itself, in English and Japanese.

Long because it is a list: texts of rules and names of capabilities live with their data in rules/, all else stands here.
"""

from typing import Literal

from msgspec import Struct

Language = Literal["en", "ja"]


class Entry(Struct, frozen=True):
    """
    One sentence in both languages; *one* is the English form for n = 1 where it differs. Japanese has no plural.
    """

    en: str
    ja: str
    one: str | None = None


def say(key: str, lang: str, **values: object) -> str:
    """
    Return the sentence *key* in *lang* with *values* filled in; whole numbers get thousands separators.
    """
    entry = MESSAGES[key]
    shown = {name: f"{value:,}" if type(value) is int else value for name, value in values.items()}
    return _form(entry, lang, values.get("n")).format_map(shown)


def say_or(key: str, lang: str, otherwise: str) -> str:
    """
    Return the sentence *key* in *lang*, or *otherwise* where the catalogue does not know the key.
    """
    return say(key, lang) if key in MESSAGES else otherwise


def _form(entry: Entry, lang: str, number: object) -> str:
    if lang == "ja":
        return entry.ja
    return entry.one if entry.one is not None and number == 1 else entry.en


_WORDS = {
    "kind.service": Entry("service", "サービス"),
    "kind.job": Entry("job", "ジョブ"),
    "kind.pipeline": Entry("pipeline", "パイプライン"),
    "kind.crd": Entry("custom resource (CRD)", "カスタムリソース（CRD）"),
    "kind.controller": Entry("controller", "コントローラ"),
    "kind.cluster": Entry("cluster", "クラスター"),
    "kind.scheduler": Entry("scheduler", "スケジューラ"),
    "kind.ci": Entry("CI", "CI"),
    "kind.datastore": Entry("data store", "データストア"),
    "kind.queue": Entry("queue", "キュー"),
    "kind.registry": Entry("registry", "レジストリ"),
    "kind.gateway": Entry("gateway", "ゲートウェイ"),
    "kind.monitoring": Entry("monitoring", "監視"),
    "kind.library": Entry("library", "ライブラリ"),
    "kind.cli": Entry("command line tool", "コマンドラインツール"),
    "kind.ui": Entry("user interface", "画面"),
    "kind.chart": Entry("chart", "チャート"),
    "kind.iac": Entry("infrastructure code", "インフラコード"),
    "kind.identity": Entry("identity", "認証・権限"),
    "kinds.service": Entry("{n} services", "サービス {n}", one="{n} service"),
    "kinds.job": Entry("{n} jobs", "ジョブ {n}", one="{n} job"),
    "kinds.pipeline": Entry("{n} pipelines", "パイプライン {n}", one="{n} pipeline"),
    "kinds.crd": Entry("{n} CRDs", "CRD {n}", one="{n} CRD"),
    "kinds.controller": Entry("{n} controllers", "コントローラ {n}", one="{n} controller"),
    "kinds.cluster": Entry("{n} clusters", "クラスター {n}", one="{n} cluster"),
    "kinds.scheduler": Entry("{n} schedulers", "スケジューラ {n}", one="{n} scheduler"),
    "kinds.ci": Entry("{n} CI", "CI {n}"),
    "kinds.datastore": Entry("{n} data stores", "データストア {n}", one="{n} data store"),
    "kinds.queue": Entry("{n} queues", "キュー {n}", one="{n} queue"),
    "kinds.registry": Entry("{n} registries", "レジストリ {n}", one="{n} registry"),
    "kinds.gateway": Entry("{n} gateways", "ゲートウェイ {n}", one="{n} gateway"),
    "kinds.monitoring": Entry("{n} for monitoring", "監視 {n}"),
    "kinds.library": Entry("{n} libraries", "ライブラリ {n}", one="{n} library"),
    "kinds.cli": Entry("{n} command line tools", "コマンドラインツール {n}", one="{n} command line tool"),
    "kinds.ui": Entry("{n} user interfaces", "画面 {n}", one="{n} user interface"),
    "kinds.chart": Entry("{n} charts", "チャート {n}", one="{n} chart"),
    "kinds.iac": Entry("{n} of infrastructure code", "インフラコード {n}"),
    "kinds.identity": Entry("{n} for identity", "認証・権限 {n}"),
    "built.bespoke": Entry("home-made", "自作"),
    "built.mixed": Entry("partly home-made", "一部自作"),
    "built.oss": Entry("off the shelf", "OSS"),
    "built.managed": Entry("managed", "マネージド"),
    "built.unknown": Entry("not known", "不明"),
    "built.explain.bespoke": Entry(
        "own code or own API: only this organisation can keep it alive", "自社のコードや独自API。自社でしか保守できない"
    ),
    "built.explain.mixed": Entry("own code wrapped round a product", "製品を自社のコードで包んだもの"),
    "built.explain.oss": Entry("somebody else's code, operated here", "他者のコードを自社で運用するもの"),
    "built.explain.managed": Entry("somebody else's code, operated by its vendor", "提供元が運用するもの"),
    "built.explain.unknown": Entry("the repositories do not say", "リポジトリからは分からない"),
    "status.live": Entry("in use", "使用中"),
    "status.example": Entry("example", "サンプル"),
    "status.test": Entry("test", "テスト用"),
    "status.template": Entry("template", "ひな型"),
    "status.generated": Entry("generated", "自動生成"),
    "status.vendored": Entry("copied from elsewhere", "外部からのコピー"),
    "status.local": Entry("for local use", "ローカル専用"),
    "status.disabled": Entry("switched off", "停止中"),
    "status.unused": Entry("unused", "未使用"),
    "vendor.aws": Entry("AWS", "AWS"),
    "vendor.google_cloud": Entry("Google Cloud", "Google Cloud"),
    "vendor.azure": Entry("Azure", "Azure"),
    "vendor.github": Entry("GitHub", "GitHub"),
    "vendor.gitlab": Entry("GitLab", "GitLab"),
    "severity.critical": Entry("critical", "重大"),
    "severity.high": Entry("high", "高"),
    "severity.medium": Entry("medium", "中"),
    "severity.low": Entry("low", "低"),
    "severity.info": Entry("note", "参考"),
    "confidence.high": Entry("sure", "確実"),
    "confidence.medium": Entry("likely", "おそらく"),
    "confidence.low": Entry("a guess", "推測"),
    "how.image": Entry("runs image", "イメージ"),
    "how.build": Entry("builds", "ビルド"),
    "how.env": Entry("settings", "設定値"),
    "how.crd": Entry("CRD", "CRD"),
    "how.import": Entry("imports", "インポート"),
    "how.step": Entry("step", "ステップ"),
    "how.queue": Entry("queue", "キュー"),
    "how.data": Entry("data", "データ"),
    "how.trigger": Entry("triggers", "起動"),
    "how.module": Entry("module", "モジュール"),
    "how.deploy": Entry("deploys", "デプロイ"),
    "how.call": Entry("calls", "呼び出し"),
    "layer.code": Entry("Code and CI", "コード管理・CI"),
    "layer.schedule": Entry("Schedules", "定期実行"),
    "layer.pipeline": Entry("Pipelines and controllers", "パイプラインとコントローラ"),
    "layer.service": Entry("Services and jobs", "サービスとジョブ"),
    "layer.data": Entry("Data", "データ"),
    "layer.cluster": Entry("Clusters and infrastructure", "クラスターと基盤"),
    "grade.full": Entry("full", "完全"),
    "grade.shallow": Entry("shallow", "浅い"),
    "grade.partial": Entry("partial", "一部"),
    "grade.none": Entry("none", "なし"),
    "grade.explain.full": Entry("The whole git history was read.", "gitの履歴をすべて読んだ。"),
    "grade.explain.shallow": Entry(
        "The git history is cut off (shallow clone): who built what is not certain. Run: git fetch --unshallow",
        "gitの履歴が途中で切れている（shallow clone）。誰が作ったかは確実でない。実行: git fetch --unshallow",
    ),
    "grade.explain.partial": Entry(
        "Some commits could not be read: who built what is not certain.",
        "一部のコミットを読めなかった。誰が作ったかは確実でない。",
    ),
    "grade.explain.none": Entry(
        "There is no git history: who built what cannot be said.",
        "gitの履歴がない。誰が作ったかは分からない。",
    ),
    "people_mode.pseudonym": Entry("pseudonyms", "仮名"),
    "people_mode.names": Entry("names", "実名"),
    "people_mode.none": Entry("no persons", "人は表示しない"),
}

_REASONS = {
    "reason.binary": Entry("binary file", "バイナリファイル"),
    "reason.too_large": Entry("too large", "大きすぎる"),
    "reason.not_regular": Entry("link or device, never followed", "リンクや特殊ファイル（たどらない）"),
    "reason.unreadable": Entry("could not be opened", "開けなかった"),
    "reason.missing_blob": Entry("content missing from the clone", "クローンに中身がない"),
    "reason.lfs_pointer": Entry("content lies in Git LFS", "中身がGit LFSにある"),
    "reason.submodule": Entry(
        "submodule, assess it as a repository of its own", "サブモジュール（別のリポジトリとして評価する）"
    ),
    "reason.encrypted": Entry("encrypted", "暗号化されている"),
    "reason.minified": Entry("minified code", "圧縮されたコード"),
    "reason.broken": Entry("not valid in its format", "書式が壊れている"),
    "reason.partial": Entry("only partly understood", "一部しか解釈できなかった"),
    "reason.templated": Entry("template, read unrendered", "テンプレート（展開せずに読んだ）"),
    "reason.over_budget": Entry("unreasonably nested or repeated", "入れ子や繰り返しが過大"),
    "reason.timed_out": Entry("took too long", "時間切れ"),
    "reason.crashed": Entry("the parser failed on it", "パーサーが失敗した"),
    "reason.encoding": Entry("not UTF-8, read as Latin-1", "UTF-8でないためLatin-1として読んだ"),
    "reason.history": Entry("commits that could not be read", "読めなかったコミット"),
    "reason.config_ignored": Entry("setting that a scanned tree may not make", "評価対象には許されない設定"),
    "reason.test_data": Entry("data of tests, left out", "テスト用データ（対象外）"),
    "reason.vendored": Entry("other people's code kept here, left out", "リポジトリ内の他者のコード（対象外）"),
    "reason.no_reader": Entry("a kind of file that no reader speaks", "対応するリーダーのない種類のファイル"),
    "why.no_build": Entry(
        "This image runs here, but no recipe in these repositories builds it. Where does it come from?",
        "このイメージは動いているが、作り方がどのリポジトリにもない。どこから来ているか。",
    ),
    "why.no_such_host": Entry(
        "This address is called, but nothing in these repositories answers to it. Who runs it?",
        "このホストは呼ばれているが、該当するものがどのリポジトリにもない。誰が動かしているか。",
    ),
    "why.no_such_file": Entry(
        "This file is referred to, but it does not exist. Is it generated, or forgotten?",
        "このファイルは参照されているが、存在しない。生成されるのか、消し忘れか。",
    ),
    "why.no_such_name": Entry(
        "This name is used, but nothing in these repositories has it. What does it mean?",
        "この名前は使われているが、該当するものがない。何を指しているか。",
    ),
    "why.no_such_pipeline": Entry(
        "This pipeline is started, but nothing in these repositories defines it. Where is it?",
        "このパイプラインは起動されているが、定義がどのリポジトリにもない。どこにあるか。",
    ),
    "why.no_such_api": Entry(
        "Resources of this kind are used, but no definition was found. Who installs it?",
        "この種類のリソースは使われているが、定義が見つからない。誰が導入しているか。",
    ),
    "why.no_such_store": Entry(
        "This data is used, but nothing in these repositories creates it. Where is it defined?",
        "このデータは使われているが、作る定義がない。どこで定義されているか。",
    ),
    "why.no_such_module": Entry(
        "This module is used, but its source was not found. Where is it kept?",
        "このモジュールは使われているが、ソースが見つからない。どこで管理されているか。",
    ),
    "why.ambiguous": Entry(
        "This could mean more than one thing in these repositories. Which one is meant?",
        "複数の候補がある。どれを指しているか。",
    ),
    "why.computed": Entry(
        "This is put together while running. Which values does it take?",
        "実行時に組み立てられる。どんな値になるか。",
    ),
    "why.unknown": Entry(
        "This leads nowhere in these repositories. What is it?",
        "これはどのリポジトリにもつながらない。何を指しているか。",
    ),
    "departed.silent_longer_than_ever": Entry("silent for longer than ever before", "これまでで最も長くコミットがない"),
    "departed.silent_longer_than_usual": Entry(
        "silent for longer than usual for this person", "この人にしては長くコミットがない"
    ),
    "departed.active": Entry("still commits", "今もコミットしている"),
    "departed.one_day_only": Entry("seen on one day only", "コミットが1日だけ"),
    "departed.declared": Entry("declared by the owners", "所有者による申告"),
    "departed.bot": Entry("a bot", "ボット"),
    "departed.unknown": Entry("judged from the commits", "コミットからの判断"),
    "caption.main program": Entry("main program", "メインプログラム"),
    "caption.most complex function": Entry("most complex function", "最も複雑な関数"),
    "caption.reconciler": Entry("reconciler", "リソースを管理する処理"),
    "caption.folder": Entry("folder", "フォルダ"),
    "caption.Terraform folder": Entry("Terraform folder", "Terraformのフォルダ"),
    "caption.Helm release": Entry("Helm release", "Helmリリース"),
    "caption.CI definition": Entry("CI definition", "CIの定義"),
    "caption.pipeline": Entry("pipeline", "パイプライン"),
    "caption.schedule": Entry("schedule", "スケジュール"),
    "caption.image": Entry("image", "イメージ"),
    "caption.service": Entry("service", "サービス"),
    "caption.component": Entry("component", "コンポーネント"),
    "caption.data": Entry("data", "データ"),
    "caption.queue": Entry("queue", "キュー"),
    "caption.module": Entry("module", "モジュール"),
    "caption.package": Entry("package", "パッケージ"),
}

_REPORT = {
    "report.kicker": Entry("Platform audit", "基盤の棚卸し"),
    "report.repositories": Entry("{n} repositories", "{n}リポジトリ", one="{n} repository"),
    "report.as_of": Entry("as of {day}", "{day}時点"),
    "report.skip": Entry("Skip to the content", "本文へ移動"),
    "report.contents": Entry("Contents", "目次"),
    "report.history": Entry("git history: {grade}", "gitの履歴: {grade}"),
    "section.debts": Entry("The five biggest debts", "最も大きい5つの負債"),
    "section.missing": Entry("Who is missing", "誰がいないか"),
    "section.map": Entry("The map", "地図"),
    "section.findings": Entry("All debts", "すべての負債"),
    "section.components": Entry("Components", "コンポーネント"),
    "section.people": Entry("People", "人"),
    "section.questions": Entry("What to ask the predecessor", "前任者に聞くこと"),
    "section.links": Entry("Links", "つながり"),
    "section.coverage": Entry("What was not read", "読めなかったもの"),
    "section.method": Entry("How this was made", "この報告の作り方"),
    "nav.summary": Entry("Summary", "概要"),
    "nav.debts": Entry("Biggest debts", "大きい負債"),
    "nav.map": Entry("Map", "地図"),
    "nav.findings": Entry("All debts", "負債一覧"),
    "nav.components": Entry("Components", "コンポーネント"),
    "nav.people": Entry("People", "人"),
    "nav.questions": Entry("To ask", "聞くこと"),
    "nav.coverage": Entry("Not read", "未読"),
    "nav.method": Entry("Method", "作り方"),
    "verdict.components": Entry("{n} components", "コンポーネント{n}件", one="{n} component"),
    "verdict.lead": Entry(
        "{n} components keep this platform running.",
        "この基盤は{n}件のコンポーネントで動いている。",
        one="{n} component keeps this platform running.",
    ),
    "verdict.home_made": Entry("{made} of them are home-made ({share}).", "うち{made}件が自作（{share}）。"),
    "verdict.home_made_known": Entry(
        "Of the {of} whose origin is known, {made} are home-made ({share}).",
        "出所の分かる{of}件のうち{made}件が自作（{share}）。",
    ),
    "verdict.home_made_unknown": Entry("Whose code they are cannot be said.", "誰のコードかは判断できない。"),
    "verdict.missing": Entry(
        "The people who built {behind} of them have probably left.",
        "{behind}件は、作った人がおそらくもういない。",
        one="The person who built {behind} of them has probably left.",
    ),
    "verdict.nobody_missing": Entry("All known builders are still here.", "作った人は分かる限り全員いる。"),
    "verdict.builders_unknown": Entry("Who built them cannot be said.", "誰が作ったかは分からない。"),
    "verdict.debts": Entry("{n} debts were found.", "負債は{n}件見つかった。", one="{n} debt was found."),
    "verdict.no_debts": Entry("No debt was found.", "負債は見つからなかった。"),
    "verdict.empty": Entry("No component was found.", "コンポーネントは見つからなかった。"),
    "figure.components": Entry("components in use", "使用中のコンポーネント"),
    "figure.home_made": Entry("home-made", "自作"),
    "figure.missing": Entry("lost their builder", "作った人が不在"),
    "figure.debts": Entry("open debts", "未対応の負債"),
    "figure.not_live": Entry("and {n} not in use", "ほかに未使用など{n}件"),
    "figure.of_known": Entry("{made} of {of}", "{of}件中{made}件"),
    "figure.builder_known": Entry("of {n} with a known builder", "作った人が分かる{n}件のうち"),
    "figure.worst": Entry("{n} critical or high", "重大・高は{n}件"),
    "figure.cannot_say": Entry("cannot say", "不明"),
    "built.caption": Entry("Whose code the components are", "コンポーネントは誰のコードか"),
    "kinds.caption": Entry("What there is", "何があるか"),
    "debt.more_like_it": Entry("and {n} more like it", "ほかに同種{n}件"),
    "debt.why": Entry("Why it costs", "なぜ負担か"),
    "debt.first_step": Entry("First small step", "最初の小さな一歩"),
    "debt.evidence": Entry("Evidence", "根拠"),
    "debt.options": Entry("Need not be home-made", "自作でなくてよい"),
    "debt.option": Entry("{name} ({vendor}, since {year})", "{name}（{vendor}、{year}年から）"),
    "debt.option_undated": Entry("{name} ({vendor})", "{name}（{vendor}）"),
    "debt.born": Entry("built in {year}", "{year}年に作成"),
    "debt.same": Entry("Reason and first step as for number {number}.", "理由と最初の一歩は{number}番と同じ。"),
    "debt.users": Entry("used directly by {n} components", "直接の利用元{n}件", one="used directly by {n} component"),
    "debt.accepted": Entry("accepted: {reason}", "容認済み: {reason}"),
    "debt.accepted_until": Entry("until {day}", "{day}まで"),
    "debt.accepted_expired": Entry("ended on {day}", "{day}に期限切れ"),
    "debt.all": Entry("All {n} debts", "負債{n}件をすべて見る"),
    "debt.none": Entry("No rule found a debt.", "ルールに該当する負債はない。"),
    "missing.person": Entry("{who} built {n} components", "{who}が{n}件を作った", one="{who} built {n} component"),
    "missing.last": Entry("last seen {day}", "最後のコミット {day}"),
    "missing.gone_share": Entry("{share} likely gone", "不在の確率{share}"),
    "missing.none": Entry("No builder seems to have left.", "不在と思われる作成者はいない。"),
    "missing.unknown": Entry("Without git history nobody can be named.", "gitの履歴がないため、誰かは分からない。"),
    "missing.more": Entry("and {n} more people", "ほか{n}人", one="and {n} more person"),
    "person.left": Entry("probably left", "おそらく不在"),
    "person.here": Entry("here", "在籍"),
    "person.unknown": Entry("not known", "不明"),
    "person.bot": Entry("bot", "ボット"),
    "people.none": Entry("Persons are left out of this report, as asked.", "指定により、人は表示しない。"),
    "people.pseudonyms": Entry(
        "Persons appear as P1, P2 … in the order of their first commit. Nobody is ranked.",
        "人は最初のコミットの順にP1、P2…と表す。順位付けはしない。",
    ),
    "people.names": Entry(
        "Persons appear with their names, as asked. Nobody is ranked.", "指定により実名で表す。順位付けはしない。"
    ),
    "people.empty": Entry("No person is known, as there is no git history.", "gitの履歴がないため、人は分からない。"),
    "map.title": Entry("Map of {name}", "{name}の地図"),
    "map.desc": Entry(
        "{n} boxes and {links} arrows; an arrow leads from a component to what it uses, starts or deploys.",
        "箱{n}個と矢印{links}本。矢印は、使う側・起動する側・デプロイする側から相手へ向かう。",
    ),
    "map.read": Entry(
        "An arrow leads from a component to what it uses, starts or deploys. Choose a box to see its neighbours; its row in the table below holds the evidence.",
        "矢印は、使う側・起動する側・デプロイする側から相手へ向かう。箱を選ぶと隣が分かり、下の表の行に根拠がある。",
    ),
    "map.legend": Entry("How to read it", "見方"),
    "map.gone_mark": Entry("× builder gone", "× 作った人が不在"),
    "map.folded": Entry("{n} × {kind}", "{kind} ×{n}"),
    "map.crds_more": Entry("+{n} more CRDs", "ほかCRD {n}件", one="+{n} more CRD"),
    "note.folded": Entry(
        "{n} components are drawn together in {boxes} boxes with a count; each has its own row below.",
        "{n}件は{boxes}個の箱にまとめ、数を添えた。個々の行は下の表にある。",
    ),
    "note.crds": Entry(
        "{n} CRDs are drawn inside the controller that serves them.",
        "CRD {n}件は、それを扱うコントローラの箱の中に描いた。",
        one="{n} CRD is drawn inside the controller that serves it.",
    ),
    "note.not_live": Entry(
        "{n} components that are not in use (examples, tests, switched off …) are not drawn.",
        "使われていない{n}件（サンプル、テスト用、停止中など）は描いていない。",
        one="{n} component that is not in use is not drawn.",
    ),
    "note.inner": Entry(
        "{n} links within one box are not drawn.",
        "同じ箱の中のつながり{n}件は描いていない。",
        one="{n} link within one box is not drawn.",
    ),
    "note.guesses": Entry(
        "{n} links that are only a guess are dotted.",
        "推測によるつながり{n}件は点線で示した。",
        one="{n} link that is only a guess is dotted.",
    ),
    "note.unlabelled": Entry(
        "The {n} arrows carry no words, for want of room: the table of links says what each means.",
        "矢印が{n}本と多いため、関係の名前は省いた。つながりの表にはある。",
    ),
    "note.cut": Entry(
        "{n} weaker links are not drawn; the table of links has them.",
        "弱いつながり{n}件は描いていない。つながりの表にはある。",
        one="{n} weaker link is not drawn; the table of links has it.",
    ),
    "map.missing": Entry(
        "The picture could not be drawn here; the tables below hold all of it.",
        "ここでは図を描けなかった。内容はすべて下の表にある。",
    ),
    "map.empty": Entry("There is nothing to draw.", "描くものがない。"),
    "map.row": Entry("Go to its row", "表の行へ"),
    "map.fit": Entry("Fit to the page", "全体を表示"),
    "map.full": Entry("Full size", "原寸"),
    "map.clear": Entry("Show all", "選択を解除"),
    "table.severity": Entry("Severity", "重さ"),
    "table.debt": Entry("Debt", "負債"),
    "table.component": Entry("Component", "コンポーネント"),
    "table.kind": Entry("Kind", "種類"),
    "table.built": Entry("Whose code", "誰のコード"),
    "table.builder": Entry("Built by", "作った人"),
    "table.operators": Entry("Kept running by", "動かす人"),
    "table.born": Entry("Since", "開始"),
    "table.last_change": Entry("Last change", "最終変更"),
    "table.evidence": Entry("Evidence", "根拠"),
    "table.uses": Entry("Uses", "使う先"),
    "table.used_by": Entry("Used by", "使う元"),
    "table.person": Entry("Person", "人"),
    "table.first": Entry("First commit", "最初のコミット"),
    "table.last": Entry("Last commit", "最後のコミット"),
    "table.state": Entry("State", "状況"),
    "table.reason": Entry("Reason", "理由"),
    "table.built_count": Entry("Components built", "作った数"),
    "table.file": Entry("File", "ファイル"),
    "table.files": Entry("Files", "ファイル数"),
    "table.detail": Entry("Detail", "詳細"),
    "table.reference": Entry("What", "対象"),
    "table.where": Entry("Where", "場所"),
    "table.count": Entry("Count", "件数"),
    "table.from": Entry("From", "元"),
    "table.to": Entry("To", "先"),
    "table.how": Entry("How", "関係"),
    "table.confidence": Entry("How sure", "確からしさ"),
    "table.rule": Entry("Rule", "ルール"),
    "table.repository": Entry("Repository", "リポジトリ"),
    "table.commit": Entry("Commit", "コミット"),
    "table.commits": Entry("Commits", "コミット数"),
    "table.history": Entry("History", "履歴"),
    "table.first_step": Entry("First small step", "最初の小さな一歩"),
    "table.more": Entry("and {n} more, all in the JSON result", "ほか{n}件（JSONの結果にすべてある）"),
    "table.paper": Entry("and {n} more on the screen", "ほか{n}件は画面にある"),
    "filter.search": Entry("Search", "検索"),
    "filter.severity": Entry("Severity", "重さ"),
    "filter.kind": Entry("Kind", "種類"),
    "filter.built": Entry("Whose code", "誰のコード"),
    "filter.all": Entry("all", "すべて"),
    "filter.shown": Entry("{shown} of {all} shown", "{all}件中{shown}件を表示"),
    "coverage.read": Entry(
        "{read} of {n} files were read.", "{n}ファイル中{read}ファイルを読んだ。", one="{read} of {n} file was read."
    ),
    "coverage.skipped": Entry("Not read", "読まなかった"),
    "coverage.degraded": Entry("Read approximately", "おおよそ読んだ"),
    "coverage.all_read": Entry("Nothing was left out.", "読み残しはない。"),
    "coverage.list": Entry("File by file", "ファイルごとの一覧"),
    "coverage.lead": Entry(
        "What debtscan could not read, it cannot judge. This list is complete.",
        "読めなかったものは判断できない。これがその一覧である。",
    ),
    "questions.lead": Entry(
        "These references lead nowhere in the repositories. Somebody knows the answer: ask before that person is gone.",
        "次の参照はどのリポジトリにもつながらない。誰かが答えを知っている。その人がいるうちに聞く。",
    ),
    "questions.none": Entry("Every reference was resolved.", "すべての参照の行き先が分かった。"),
    "links.lead": Entry(
        "{n} links were found between the components.",
        "コンポーネント間のつながりは{n}件。",
        one="{n} link was found between the components.",
    ),
    "links.none": Entry("No link was found.", "つながりは見つからなかった。"),
    "method.clock": Entry("Date of the report", "報告の基準日"),
    "method.clock_note": Entry("all ages are counted back from this day", "期間はすべてこの日から数える"),
    "method.version": Entry("Made by", "作成"),
    "method.people": Entry("Persons shown as", "人の表示"),
    "method.rules": Entry("Rules applied", "適用したルール"),
    "method.source": Entry("Source", "情報源"),
    "method.source_note": Entry(
        "files and git history only: no cluster, no network, no tracker was asked",
        "ファイルとgitの履歴のみ。クラスター、ネットワーク、課題管理には問い合わせていない",
    ),
    "method.dirty": Entry("with changes that are not committed", "未コミットの変更を含む"),
    "method.schema": Entry("Result format", "結果の形式"),
    "method.estimates": Entry("Estimates", "推定値"),
    "method.estimates_note": Entry(
        "carry an interval in the JSON result; “probably” means more likely than not",
        "JSONの結果では区間を伴う。「おそらく」は半分より高い確率を表す",
    ),
}

_TALK = {
    "text.header": Entry("debtscan {version}", "debtscan {version}"),
    "text.home_made": Entry("{made} of {of} home-made ({share})", "{of}件中{made}件が自作（{share}）"),
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

_EXPLAIN = {
    "explain.rule": Entry("Rule", "ルール"),
    "explain.finding": Entry("Finding", "検出結果"),
    "explain.severity": Entry("Severity", "重さ"),
    "explain.why": Entry("Why", "理由"),
    "explain.matches": Entry("Matches", "対象"),
    "explain.step": Entry("First step", "最初の一歩"),
    "explain.options": Entry("Options", "選択肢"),
    "explain.where": Entry("Where", "場所"),
    "explain.accepted": Entry("Accepted", "容認"),
    "explain.component": Entry("Component", "コンポーネント"),
    "explain.what": Entry("What", "種類"),
    "explain.task": Entry("Task", "役割"),
    "explain.code": Entry("Code", "コード"),
    "explain.crd": Entry("API", "API"),
    "explain.image": Entry("Image", "イメージ"),
    "explain.schedule": Entry("Runs", "実行"),
    "explain.api": Entry("Old API", "古いAPI"),
    "explain.uses": Entry("Uses", "使う先"),
    "explain.used_by": Entry("Used by", "使う元"),
    "explain.history": Entry("History", "履歴"),
    "explain.built_by": Entry("Built by", "作った人"),
    "explain.run_by": Entry("Run by", "動かす人"),
    "explain.debts": Entry("Debts", "負債"),
    "explain.questions": Entry("To ask", "聞くこと"),
    "explain.alias": Entry("Also", "別名"),
    "explain.replicas": Entry("{n} replicas", "レプリカ{n}", one="{n} replica"),
    "explain.instances": Entry("{n} instances", "{n}インスタンス", one="{n} instance"),
    "explain.lines": Entry("{n} lines of code", "コード{n}行", one="{n} line of code"),
    "explain.tests": Entry("{n} test files", "テストファイル{n}件", one="{n} test file"),
    "explain.worst": Entry("complexity up to {n} ({name})", "複雑度は最大{n}（{name}）"),
    "explain.changes": Entry("{n} commits in 12 months", "12か月で{n}コミット", one="{n} commit in 12 months"),
    "explain.commits": Entry("{n} commits", "{n}コミット", one="{n} commit"),
    "explain.born": Entry("since {day}", "{day}から"),
    "explain.last_change": Entry("last changed {day}", "最終変更 {day}"),
    "explain.pinned": Entry("pinned", "固定"),
    "explain.moving": Entry("not pinned", "固定されていない"),
    "explain.own_image": Entry("built here", "ここでビルド"),
    "explain.base": Entry("base of a build", "ビルドの土台"),
    "explain.in_process": Entry("inside the process", "プロセス内"),
    "explain.home_made_api": Entry("home-made", "自作"),
    "explain.purpose": Entry("for {purpose}", "用途: {purpose}"),
    "explain.reconciles": Entry("reconciles {name}", "{name}を制御"),
    "explain.removed": Entry("removed in {version}", "{version}で廃止"),
    "explain.deprecated": Entry("deprecated in {version}", "{version}で非推奨"),
    "explain.replacement": Entry("use {version}", "代わりに{version}"),
    "explain.gone": Entry("probably left", "おそらく不在"),
    "explain.share": Entry("{share} of the first year's commits", "最初の1年のコミットの{share}"),
    "matcher.bespoke_controller": Entry(
        "Controllers in use whose code lies in these repositories.",
        "使用中のコントローラのうち、コードがこれらのリポジトリにあるもの。",
    ),
    "matcher.deprecated_api": Entry(
        "Manifests in use whose API version is deprecated or removed, as the catalogue dates it.",
        "使用中のマニフェストのうち、APIバージョンが非推奨または廃止とカタログにあるもの。",
    ),
    "matcher.home_made_crd": Entry(
        "CRDs in use in an API group of nobody else's, whose names and schema speak of: {purposes}.",
        "使用中のCRDのうち、独自のAPIグループにあり、名前やスキーマの用途が {purposes} であるもの。",
    ),
    "matcher.hotspot": Entry(
        "Own code with a function of cyclomatic complexity {complexity} or more, in a component with {changes} commits or more in twelve months.",
        "自作コードのうち、循環的複雑度が{complexity}以上の関数を持ち、12か月のコミットが{changes}件以上のもの。",
    ),
    "matcher.ml_cluster": Entry(
        "Clusters for machine learning (by name, or by what runs on them) when the estate has another cluster as well.",
        "別のクラスターがあるのに存在する、機械学習用のクラスター（名前または動いているもので判断する）。",
    ),
    "matcher.own_capability": Entry(
        "Own code that does the task itself, or that shows the habits of a home-made one: {capabilities}.",
        "次の役割を自前で果たす自作コード、またはその特徴を示すコード: {capabilities}。",
    ),
    "matcher.own_scheduler": Entry(
        "Components that keep time themselves: a loop or a library inside a process, or an own engine ({engines}).",
        "自分で時刻を管理するもの: プロセス内のループやライブラリ、または独自の仕組み（{engines}）。",
    ),
    "matcher.schedule_without_owner": Entry(
        "Scheduled components in use where everybody who ever changed them has left with probability {likelihood} or more.",
        "使用中の定期実行のうち、変更した人が全員{likelihood}以上の確率で不在のもの。",
    ),
    "matcher.sole_builder": Entry(
        "Own code of which one person made {share} or more of the first year's commits (at least {commits}), who has probably left, with at most {living} other person left who knows it.",
        "最初の1年のコミット（{commits}件以上）の{share}以上を1人が行い、その人がおそらく不在で、ほかに知る人が{living}人以下の自作コード。",
    ),
    "matcher.unpinned_image": Entry(
        "Images in use, run or built upon, whose tag can move: no digest and no full version.",
        "使用中のイメージ（実行用または土台）のうち、タグが動きうるもの: ダイジェストも完全なバージョンもない。",
    ),
    "matcher.untested": Entry(
        "Own code in use of these kinds: {kinds}, with {lines} lines or more and no test file.",
        "使用中の自作コードのうち、種類が {kinds}、{lines}行以上で、テストファイルが1つもないもの。",
    ),
    "matcher.unknown": Entry("As its matcher {name} decides.", "マッチャー {name} が判断する。"),
    "rules.title": Entry("Rules", "ルール"),
    "rules.lead": Entry(
        "The {n} rules that ship with debtscan. Made by `debtscan rules list -f markdown`; do not edit.",
        "debtscanに付属する{n}件のルール。`debtscan rules list -f markdown` が生成したもので、手で編集しない。",
    ),
    "rules.sound": Entry("{n} rules: no mistake.", "ルール{n}件: 誤りなし。"),
    "rules.tried": Entry("{n} miniatures: {bad} faulty.", "ミニチュア{n}件: 不合格{bad}件。"),
    "error.try": Entry("try: {hint}", "対処: {hint}"),
    "error.interrupted": Entry("interrupted", "中断された"),
    "error.bug": Entry("a bug: {what} at {where}", "debtscanの不具合: {what}（{where}）"),
    "hint.bug": Entry(
        "set DEBTSCAN_DEBUG=1, run it again and report what it prints",
        "DEBTSCAN_DEBUG=1を付けてもう一度実行し、出力を報告する",
    ),
    "output.text": Entry("Text: {path}", "テキスト: {path}"),
    "output.json": Entry("Result (JSON): {path}", "結果（JSON）: {path}"),
    "output.sarif": Entry("SARIF: {path}", "SARIF: {path}"),
    "output.markdown": Entry("Markdown: {path}", "Markdown: {path}"),
    "output.html": Entry("Report (HTML): {path}", "報告（HTML）: {path}"),
}

_GRAPH = {
    "graph.head": Entry(
        "{name}: {n} components, {links} links",
        "{name}: コンポーネント{n}件、つながり{links}件",
        one="{name}: {n} component, {links} links",
    ),
    "graph.around": Entry(
        "around {name}, at most {n} links away",
        "{name}の周辺（つながり{n}本まで）",
        one="around {name}, directly linked",
    ),
    "graph.loose": Entry("(no folder of its own)", "（固有のフォルダーなし）"),
    "graph.components": Entry("{n} components", "コンポーネント{n}件", one="{n} component"),
    "graph.links": Entry("{n} links", "つながり{n}件", one="{n} link"),
    "graph.rest": Entry("… smaller groups", "…そのほかの小グループ"),
    "graph.serves": Entry("serves", "提供"),
    "graph.caption": Entry("Map of {name}, {day}", "{name}の地図、{day}"),
    "graph.note.beyond": Entry(
        "{n} components lie beyond the focus.",
        "焦点の外にある{n}件は含まない。",
        one="{n} component lies beyond the focus.",
    ),
    "graph.note.folded": Entry(
        "{n} components are drawn together in {boxes} boxes with a count; -f json and -f graphml hold each.",
        "{n}件は{boxes}個の箱にまとめ、数を添えた。個々のものは -f json と -f graphml にある。",
    ),
    "graph.note.crds": Entry(
        "{n} CRDs are drawn inside what serves them.",
        "CRD {n}件は、それを扱うものの箱の中に描いた。",
        one="{n} CRD is drawn inside what serves it.",
    ),
    "graph.note.not_live": Entry(
        "{n} components that are not in use (examples, tests, switched off ...) are left out; --all draws them.",
        "使われていない{n}件（サンプル、テスト用、停止中など）は省いた。--all で描く。",
        one="{n} component that is not in use is left out; --all draws it.",
    ),
    "graph.note.inner": Entry(
        "{n} links within one box are not drawn.",
        "同じ箱の中のつながり{n}件は描いていない。",
        one="{n} link within one box is not drawn.",
    ),
    "graph.note.guesses": Entry(
        "{n} links that are only a guess are dotted.",
        "推測によるつながり{n}件は点線で示した。",
        one="{n} link that is only a guess is dotted.",
    ),
    "graph.note.unlabelled": Entry(
        "The {n} arrows carry no words, for want of room: --focus and --collapse make some, -f json holds the words.",
        "矢印が{n}本と多いため、関係の名前は省いた。--focus や --collapse で絞れる。-f json にはある。",
    ),
    "graph.note.cut": Entry(
        "{n} weaker links are not drawn; -f json and -f graphml hold them.",
        "弱いつながり{n}件は描いていない。-f json と -f graphml にはある。",
        one="{n} weaker link is not drawn; -f json and -f graphml hold it.",
    ),
    "graph.chain": Entry(
        "{source} reaches {target} in {n} steps:",
        "{source}から{target}まで{n}段階:",
        one="{source} reaches {target} in {n} step:",
    ),
    "graph.same": Entry("{source} and {target} are one component.", "{source}と{target}は同じコンポーネントである。"),
    "graph.no_chain": Entry(
        "No chain of links leads from {source} to {target}.", "{source}から{target}へ至るつながりはない。"
    ),
    "graph.backward": Entry(
        "The other way, {target} reaches {source} in {n} steps:",
        "逆向きには、{target}から{source}まで{n}段階:",
        one="The other way, {target} reaches {source} in {n} step:",
    ),
    "graph.connection": Entry(
        "Nor the other way. Both are linked by {n} links that lead different ways:",
        "逆向きにもない。ただし、向きの異なるつながり{n}本で結ばれている:",
        one="Nor the other way. Both are linked by {n} link:",
    ),
    "graph.apart": Entry("Nor the other way: nothing links them.", "逆向きにもなく、両者を結ぶものはない。"),
    "graph.reach.dependents": Entry(
        "{n} components depend on {name}, {direct} directly.",
        "{name}に依存するのは{n}件、うち直接が{direct}件。",
        one="{n} component depends on {name}, {direct} directly.",
    ),
    "graph.reach.dependencies": Entry(
        "{name} depends on {n} components, {direct} directly.",
        "{name}が依存するのは{n}件、うち直接が{direct}件。",
        one="{name} depends on {n} component, {direct} directly.",
    ),
    "graph.no_reach.dependents": Entry("Nothing depends on {name}.", "{name}に依存するものはない。"),
    "graph.no_reach.dependencies": Entry("{name} depends on nothing.", "{name}は何にも依存していない。"),
    "graph.directly": Entry("directly", "直接"),
    "graph.distance": Entry("{n} links away", "つながり{n}本先"),
    "graph.via": Entry("via {name}", "{name}経由"),
    "graph.backstage": Entry(
        "Made by debtscan from repositories and git history; owners are inferred, check them.",
        "debtscanがリポジトリとgit履歴から生成した。ownerは推定なので確認すること。",
    ),
    "graph.system": Entry("What lies in {path}.", "{path}にあるもの。"),
    "output.mermaid": Entry("Map (Mermaid): {path}", "地図（Mermaid）: {path}"),
    "output.dot": Entry("Map (DOT): {path}", "地図（DOT）: {path}"),
    "output.graphml": Entry("Map (GraphML): {path}", "地図（GraphML）: {path}"),
    "output.svg": Entry("Map (SVG): {path}", "地図（SVG）: {path}"),
    "output.backstage": Entry("Catalogue (Backstage): {path}", "カタログ（Backstage）: {path}"),
    "error.no_picture": Entry("the picture could not be drawn here", "ここでは図を描けなかった"),
    "hint.other_picture": Entry(
        "-f mermaid or -f dot, which need no drawing", "描画の要らない -f mermaid か -f dot を使う"
    ),
}

MESSAGES: dict[str, Entry] = {**_WORDS, **_REASONS, **_REPORT, **_TALK, **_EXPLAIN, **_GRAPH}
