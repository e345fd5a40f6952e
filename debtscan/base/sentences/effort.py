"""
Development and operations effort, labels and phases.
"""

from debtscan.base.sentences.entry import Entry

EFFORT = {
    "effort.title": Entry("Development and operations effort", "開発と運用の工数"),
    "effort.index": Entry("Operations", "運用の割合"),
    "effort.bots": Entry("with bots", "ボットを含む"),
    "effort.extra": Entry("of it {hours} h that git cannot see", "gitに現れない作業{hours}時間を含む"),
    "effort.corrected": Entry("corrected", "補正後"),
    "effort.labels": Entry(
        "{n} labels used, {unclear} unclear; the judge alone says {raw}",
        "ラベル{n}件を使用、判断できないもの{unclear}件。判定器だけでは{raw}",
        one="{n} label used, {unclear} unclear; the judge alone says {raw}",
    ),
    "effort.uncorrected": Entry(
        "not corrected by labels: debtscan effort label", "ラベルで補正していない: debtscan effort label"
    ),
    "effort.weights": Entry("other weights", "別の重み"),
    "effort.equal": Entry("each commit alike", "コミットごとに等しく"),
    "effort.session": Entry("sessions {minutes} min", "セッション {minutes}分"),
    "effort.components": Entry("components", "コンポーネント"),
    "effort.teams": Entry("teams", "チーム"),
    "effort.part": Entry("{share} ({part} of all effort)", "{share}（全工数の{part}）"),
    "effort.trend": Entry("trend", "推移"),
    "effort.half_year": Entry("last half year against the one before", "直近半年とその前の半年の比較"),
    "effort.change": Entry("from {month} on: {before} -> {after}", "{month}以降: {before} → {after}"),
    "effort.no_change": Entry("no month from which on it was clearly another", "はっきり変わった月は見当たらない"),
    "effort.hand_over": Entry(
        "{day}: {component} passed from its builder to others", "{day}: {component}が作った人の手を離れた"
    ),
    "effort.inherited": Entry("inherited", "引き継いだ運用"),
    "effort.inherited.of": Entry(
        "of its operations, on what others built: {others}; whose builder has left: {departed}",
        "運用のうち、他の人が作ったもの: {others}。作った人が去ったもの: {departed}",
    ),
    "effort.interest": Entry("days a month", "月あたりの日数"),
    "effort.was": Entry("{days} (before: {before}; {moved})", "{days}（以前: {before}、{moved}）"),
    "effort.untold": Entry("{n} components: {what}", "{n}件: {what}", one="{n} component: {what}"),
    "effort.phase": Entry("phase", "段階"),
    "effort.phase.near": Entry("{phase}; nearly as much speaks for: {next}", "{phase}。次点: {next}"),
    "effort.advice": Entry("fits now", "進め方"),
    "effort.backtest": Entry("back-test", "順位の検証"),
    "effort.hits": Entry(
        "of the first {top} of {n} on {day}, {hits} were among the {top} costliest since; hit rate {rate}, lift {lift}",
        "{day}時点の上位{top}件（全{n}件）のうち、その後に運用工数の多い{top}件に入ったのは{hits}件。的中率{rate}、リフト{lift}",
    ),
    "effort.notes": Entry("not used", "使わなかったもの"),
    "effort.between": Entry("{value} ({low} to {high})", "{value}（{low}〜{high}）"),
    "effort.cannot": Entry("cannot say: {why}", "分からない: {why}"),
    "effort.grade": Entry("history", "履歴"),
    "cannot.no_commits": Entry("no commits of persons", "人によるコミットがない"),
    "cannot.too_few_author_days": Entry("fewer than 5 days of work", "作業日が5日に満たない"),
    "cannot.fewer_than_10_labels": Entry("fewer than 10 labels", "ラベルが10件に満たない"),
    "cannot.too_few_commits": Entry("fewer than 5 commits in a year", "1年間のコミットが5件に満たない"),
    "cannot.too_few_components": Entry("fewer than 10 components", "コンポーネントが10件に満たない"),
    "cannot.no_operations_since": Entry("no operations since", "その後の運用作業がない"),
    "cannot.nobody_active": Entry("nobody was active in the last half year", "直近半年に活動した人がいない"),
    "band.sound": Entry("sound", "健全"),
    "band.watch": Entry("watch", "要注意"),
    "band.over": Entry("over the limit", "上限超え"),
    "band.unknown": Entry("unknown", "不明"),
    "verdict.higher": Entry("higher", "増えた"),
    "verdict.lower": Entry("lower", "減った"),
    "verdict.cannot_tell": Entry("no difference that can be told", "差があるとは言えない"),
    "phase.start": Entry("start: one ML engineer", "機械学習導入開始"),
    "phase.practical": Entry("practical use: several ML engineers", "実用化"),
    "phase.dev_automated": Entry("development automated: ML and backend engineers", "開発自動化"),
    "phase.release_automated": Entry("release automated: teams by product", "リリース自動化"),
    "mind.breakthrough": Entry("breakthrough mind", "突破志向"),
    "mind.stability": Entry("stability mind", "安定志向"),
    "advice.start": Entry(
        "Build freely, but let a second person deploy and roll back each thing before it counts as done.",
        "自由に作ってよい時期。ただし、二人目がデプロイとロールバックをできるまでは完成としない。",
    ),
    "advice.practical": Entry(
        "Write down what is understood without words; take managed services for what is not your own idea.",
        "暗黙の了解を書き残す。自分たちの独自性がない部分はマネージドサービスに任せる。",
    ),
    "advice.dev_automated": Entry(
        "Agree on what a notebook must become before it runs in production; move home-made pipelines in small steps.",
        "ノートブックを本番に載せるまでの約束を決める。自作パイプラインは小さな変更で少しずつ移す。",
    ),
    "advice.release_automated": Entry(
        "Let the teams show each other how they operate; keep one way for what all need, and leave the rest to them.",
        "チームどうしで運用のしかたを見せ合う。共通に必要な部分は一つの方法にそろえ、残りは任せる。",
    ),
    "sign.active_people": Entry("active people", "活動中の人数"),
    "sign.roles": Entry("roles", "役割"),
    "sign.product_repos": Entry("repositories that use the platform", "基盤を使うリポジトリ"),
    "sign.ci": Entry("CI", "CI"),
    "sign.release_automated": Entry("releases by machine", "リリースの自動化"),
    "sign.notebook_share": Entry("notebooks among ML files", "MLのファイルに占めるノートブック"),
    "sign.review_links": Entry("pull requests per commit", "コミットあたりのプルリクエスト"),
    "label.head": Entry("{number} of {total}   {repo} {commit} {day}", "{number}／{total}   {repo} {commit} {day}"),
    "label.no_difference": Entry("(git does not hold the content)", "（gitに内容がない）"),
    "label.question": Entry(
        "If product and load stayed as they are, would this still have had to be done, just to keep it running?"
        "   o operations  d development  u unclear  b back  q stop",
        "製品も負荷も今のままだとして、動かし続けるだけのためにも必要だった作業か。"
        "   o 運用  d 開発  u 判断できない  b 戻る  q 中断",
    ),
    "label.help": Entry(
        "o operations, d development, u unclear, b takes the last answer back, q stops (what is answered is kept)",
        "o 運用、d 開発、u 判断できない、b 直前の答えを取り消す、q 中断（答えた分は残る）",
    ),
    "label.kept": Entry(
        "{n} of {total} labels are in {path}: debtscan effort calibrate",
        "{total}件中{n}件のラベルが{path}にある: debtscan effort calibrate",
    ),
    "label.nothing": Entry(
        "there is no commit of a person to label", "ラベルを付ける対象となる、人によるコミットがない"
    ),
}
