"""
The map, its chains and its legend.
"""

from debtscan.base.sentences.entry import Entry

GRAPH = {
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
