"""
The closed groups of English and Japanese words that a message may speak of, chosen by the reasoning of the guide.
"""

# A group means what it says, whatever the weight that it later gets; a word may stand in several.
ENGLISH: dict[str, str] = {
    "add": "add addition create introduce implement implementation support allow enable new initial init first provide "
    "expose extend include feature feat build-in generate define register integrate integration offer begin "
    "start import prototype poc draft skeleton scaffold setup bootstrap",
    "improve": "improve improvement enhance enhancement optimize optimise optimization speed faster performance perf better "
    "nicer polish tweak refine simplify clarify reduce cache parallel parallelize async efficient automate automatically "
    "prettify beautify customizable configurable",
    "reshape": "refactor refactoring rename move reorganize reorganise restructure split extract replace convert rewrite "
    "rework cleanup tidy reformat format typing types type-hint modularise modularize consolidate unify merge separate "
    "deduplicate dry inline reorder sort style migrate port redesign centralise centralize standardise standardize",
    "fix": "fix fixup hotfix bugfix correct correction repair resolve patch mend cure remedy rectify solve amend unbreak address",
    "guard": "handle avoid prevent ensure guard check validate retry fallback graceful gracefully tolerate escape sanitize "
    "sanitise catch safe verify",
    "properly": "properly proper correctly actually really always",
    "symptom": "error fail failing failure broken break breaking breakage crash bug wrong wrongly incorrect incorrectly missing "
    "invalid exception 404 500 leak deadlock race regression stuck hang panic nil oom outage incident stale mismatch "
    "misspelled misspelt corrupt corrupted duplicate flaky flake intermittent unexpected undefined unresponsive oomkilled "
    "conflict lost unavailable throttle throttled overload evicted hung segfault traceback npe unauthorized forbidden "
    "accidentally mistake mistakenly overwritten problem problematic cannot can't unable doesn't didn't isn't wasn't "
    "won't failed fails errors errant stray unsorted barf warning hardcoded inconsistent inaccurate outdated incompatible "
    "overflow truncated unreachable noisy freeze",
    "condition": "when if even regardless while whenever until unless only instead",
    "negation": "don't not never without stop no nothing none dont",
    "need": "need needed require required requirement must necessary should have",
    "forced": "deprecate deprecated deprecation eol sunset unmaintained abandoned unsupported archived moved obsolete "
    "successor shutdown retired compatibility backward backwards compatible v1beta1 v1alpha1 v1beta2 legacy breaking",
    "plain": "pretty human-readable readable clearer clear friendly friendlier informative helpful verbose descriptive "
    "loudly explicit human",
    "raises": "raise throw return show print display report log emit",
    "back": "back restore re-enable reenable re-add readd undo reinstate bring",
    "cause": "because cause caused otherwise avoid apparently seem again anymore still already since "
    "forgot forgotten unfortunately prior previously",
    "lint": "lint linter linting flake8 pylint mypy black isort pre-commit precommit rubocop ruff yamllint vale formatting codeql "
    "prettier eslint gofmt",
    "running": "production prod live incident outage hotfix downtime customer customers",
    "confesses": "oops forgot forgotten fixup mistake mistakenly accidentally missed hopefully attempt try trying really whoops",
    "issue": "issue bug defect ticket",
    "bump": "bump upgrade upgraded downgrade pin unpin dependency dependencies deps dependabot renovate version versions "
    "latest newer bumps security cve vulnerability vulnerabilities eol snyk ghsa lockfile backport",
    "update": "update updating refresh sync synchronize synchronise regenerate resync regen upstream",
    "release": "release releasing changelog rc alpha prerelease tag publish cut publishing",
    "revert": "revert reverting reverts rollback restore undo unrevert reinstate reapply",
    "capacity": "increase decrease lower raise limit limits memory cpu replica replicas timeout timeouts scale scaling "
    "quota quotas sampling batch-size keepalive keep-alive node nodes nodepool pool resource resources disk ram size capacity autoscaler autoscaling hpa max min "
    "maximum minimum concurrency requests throughput rate minutes seconds gb gi storage ttl retention double",
    "halt": "temporarily temporary disable disabled workaround hack skip ignore suspend pause stop mute silence unsuspend "
    "hold ban block exempt exclude blocklist blacklist quick turn-off off",
    "access": "owner owners codeowners reviewer reviewers approver approvers access permission permissions role roles secret "
    "secrets token tokens key keys cert certs certificate certificates user users member members email emails iam rbac "
    "credential credentials grant password ssh acl whitelist allowlist oncall rotate rotation tenant namespace team "
    "maintainer maintainers policy scope",
    "alert": "alert alerts alerting pagerduty threshold silence runbook dashboard monitor monitors on-call noise noisy slo",
    "deploy": "deploy deployment deploying redeploy promote promotion rollout roll prod production staging image images tag "
    "hub cluster canary environment dev preprod live integration",
    "remove": "remove removing removal delete deletion drop decommission decommissioning decomission retire deprecate deprecated deprecation "
    "unused dead obsolete redundant unnecessary purge strip leftover uninstall kill",
    "dead": "unused unnecessary redundant obsolete dead unneeded leftover superfluous",
    "docs": "doc docs readme documentation tutorial guide docstring docstrings comment comments wording changelog faq "
    "quickstart howto notes markdown md",
    "slip": "typo typos typographical spelling spellcheck grammar whitespace newline indentation misspelling nit wording punctuation",
    "link": "link links url urls href broken-link redirect badge anchor",
    "example": "example examples sample samples demo notebook notebooks tutorial",
    "test": "test tests testing unittest unittests pytest e2e coverage spec specs mock mocks fixture fixtures",
    "ci": "ci cd pipeline pipelines workflow workflows lint linter linting flake8 pylint mypy black isort pre-commit "
    "precommit jenkins travis circleci github-actions action actions runner codecov build builds rubocop ruff format codeql sarif",
    "opaque": "wip tmp temp misc stuff minor small tweaks various comments feedback review again oops more another cosmetic",
    "model": "model models train training retrain retrained checkpoint weights binary accuracy",
    "data": "backfill dataset table tables column columns view query dag schedule scheduled job jobs reschedule rerun",
    "switch": "change modify set switch use using adjust make configure point reference",
    "host": "migrate migration domain dns hostname host endpoint registry mirror cloud region account moved archived",
    "log": "log logs logging metric metrics telemetry trace tracing exporter instrument instrumentation sentry",
}
PAIRS: dict[str, str] = {
    "due to": "cause", "no longer": "cause", "so that": "cause", "roll back": "revert",
    "rolled back": "revert", "back to": "revert", "clean up": "reshape", "not work": "symptom", "not working": "symptom",
    "does not": "symptom", "did not": "symptom", "is not": "symptom", "are not": "symptom", "error message": "plain",
    "error messages": "plain", "maintenance mode": "forced", "end of": "forced", "moved to": "forced",
    "no effect": "symptom", "even if": "condition", "put back": "back", "back into": "back",
    "as expected": "symptom", "not found": "symptom", "not set": "symptom", "not be": "symptom", "must be": "need",
    "was not": "symptom", "should be": "need", "set up": "add", "turn off": "halt", "turn on": "add",
    "opt in": "add", "follow up": "opaque", "code review": "opaque", "pr comments": "opaque", "review comments": "opaque",
    "backward compatibility": "guard", "backwards compatibility": "guard", "backwards compatible": "guard",
    "out of": "symptom", "too many": "symptom", "too long": "symptom", "too large": "symptom", "turned off": "halt",
    "used to": "cause", "in order": "cause", "node pool": "capacity", "memory limit": "capacity", "as well": "cause",
}  # fmt: skip
JAPANESE: dict[str, tuple[str, ...]] = {
    "add": ("追加", "実装", "新規", "作成", "導入", "可能に", "できるように", "対応", "新しい", "初期"),
    "improve": ("改善", "高速化", "最適化", "向上", "強化", "デザイン", "リニューアル", "見やすく", "調整"),
    "reshape": ("整理", "リファクタ", "共通化", "移動", "分割", "統一", "置き換え", "切り出", "名前を変更", "リネーム", "変数化"),
    "fix": ("修正", "直す", "直した", "なおす", "修復", "fix", "解消", "解決"),
    "symptom": (
        "不具合", "バグ", "エラー", "問題", "失敗", "落ちる", "落ちて", "壊れ", "こわれ", "誤り", "漏れ", "抜け", "忘れ", "されない",
        "しなくなって", "できない", "できなく", "動かな", "ないのを", "ているのを", "てしまう", "おかし", "間違", "ミス", "不正", "例外", "障害",
        "ぬけ", "重複",
    ),
    "confesses": ("ミスって", "ミス", "間違え", "間違い", "ぬけて", "抜けて", "忘れ", "漏れ", "こわれ", "しないとだめ", "ダブり", "typo", "なおす"),
    "condition": ("場合", "とき", "時に", "のみ", "だけ"),
    "halts": ("抑止", "抑制", "防止", "回避", "ガード"),
    "running": ("本番", "運用", "サーバー", "クラスタ", "事故", "手順", "復旧", "証明書", "ホスト"),
    "cause": ("ので", "ため", "せい", "原因", "だと", "のを"),
    "bump": ("アップグレード", "バージョン", "アップデート", "依存", "脆弱性", "セキュリティ", "最新"),
    "update": ("更新", "同期"),
    "release": ("リリース", "タグ"),
    "revert": ("もとに戻", "元に戻", "戻す", "戻した", "ロールバック", "差し戻", "取り消"),
    "capacity": ("増や", "減ら", "上限", "メモリ", "タイムアウト", "スケール", "容量", "制限", "上げる", "下げる", "台数"),
    "halt": ("一時的", "無効", "停止", "止める", "メンテナンス", "スキップ", "除外", "無視", "暫定"),
    "access": ("権限", "認証", "証明書", "鍵", "ユーザー", "メンバー", "アカウント", "招待", "シークレット"),
    "deploy": ("デプロイ", "本番", "環境", "イメージ", "反映", "切り替え", "移行"),
    "remove": ("削除", "消す", "消した", "廃止", "撤去", "やめ"),
    "dead": ("不要", "未使用", "使っていない", "使われていない"),
    "docs": ("ドキュメント", "コメント", "説明", "readme", "手順", "文言", "記述"),
    "slip": ("誤字", "typo", "タイポ", "脱字"),
    "link": ("リンク",),
    "test": ("テスト",),
    "ci": ("ビルド", "ワークフロー", "パイプライン"),
    "opaque": ("ダブり", "レビュー指摘", "指摘", "微修正", "ちょっと", "wip"),
    "model": ("モデル", "学習", "精度", "推論"),
    "data": ("データ",),
    "switch": ("変更", "するように", "ように", "設定"),
    "log": ("ログ", "メトリクス", "監視"),
    "option": ("オプション", "引数", "機能", "画面", "表示", "ボタン"),
}  # fmt: skip
NO_VERBS = frozenset(
    {
        "cause",
        "condition",
        "running",
        "symptom",
        "option",
        "data",
        "model",
        "log",
        "test",
        "docs",
        "ci",
        "confesses",
        "link",
    }
)
TYPES = {
    "fix": "fix", "bugfix": "fix", "hotfix": "fix", "bug": "fix", "feat": "feat", "feature": "feat", "enhancement": "feat",
    "enhance": "feat", "improvement": "feat", "improve": "feat", "add": "feat", "new": "feat", "chore": "chore",
    "ci": "ci", "build": "build", "docs": "docs", "doc": "docs", "documentation": "docs", "test": "test", "tests": "test",
    "refactor": "refactor", "refactoring": "refactor", "perf": "perf", "style": "style", "revert": "revert",
    "deps": "deps", "bump": "deps", "dependencies": "deps", "dependabot": "deps", "release": "release", "ops": "ops",
    "infra": "infra", "update": "update", "wip": "wip", "security": "deps", "system tests": "test",
    "整理": "refactor", "追加": "feat", "修正": "fix", "改善": "feat", "機能追加": "feat", "更新": "update", "削除": "refactor",
}  # fmt: skip
