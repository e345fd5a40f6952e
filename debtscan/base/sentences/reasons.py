"""
Why something was not read, decided or found.
"""

from debtscan.base.sentences.entry import Entry

REASONS = {
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
    "why.no_such_secret": Entry(
        "This secret or setting is needed, but nothing in these repositories defines it. Where is its value kept?",
        "この秘密情報または設定は必要だが、定義がどのリポジトリにもない。値はどこで管理されているか。",
    ),
    "why.manual_step": Entry(
        "A document tells people to deploy this by hand, and no pipeline does it. Who does it, and when?",
        "手順書では手作業でデプロイすることになっており、自動化されていない。誰がいつ行っているか。",
    ),
    "why.catalogue_only": Entry(
        "Your catalogue lists this, but nothing in these repositories is it. Is it gone, or kept elsewhere?",
        "カタログには載っているが、該当するものがどのリポジトリにもない。廃止されたか、別の場所にあるか。",
    ),
    "why.catalogue_disagrees": Entry(
        "Your catalogue says that this is of another sort than the files show. Which is right?",
        "カタログの種別がファイルの内容と異なる。どちらが正しいか。",
    ),
    "why.catalogue_link": Entry(
        "Your catalogue says that this is needed, but no file shows it. Is it still so?",
        "カタログでは依存しているが、ファイルには見当たらない。今もそうか。",
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
    "caption.declared": Entry("declared by the owners", "所有者の宣言"),
    "caption.file": Entry("file", "ファイル"),
    "caption.catalogue entry": Entry("catalogue entry", "カタログの項目"),
    "caption.runbook": Entry("runbook", "手順書"),
    "caption.manual step": Entry("manual step", "手作業の手順"),
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
