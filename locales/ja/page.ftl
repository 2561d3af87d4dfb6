### ページのうち、表とグラフ以外の言葉

contents = 目次
nav-answer = 結論
nav-limits = ログの限界
nav-messages = ユーザーに表示されるメッセージ
nav-evidence = 根拠
answer = 結論
hints = 確認が必要なもの
more-hints = { $more }すべては { $place } にあります。
sentences = 概要
limits = このログからはわからないこと

## 送信する設定

before-applying = 適用する前に
requests = 要求 (送信する順)
nothing-to-change = 変更の必要はありません。
requests-withheld = 要求 { NUMBER($all, useGrouping: 0) } 件を省略しています。トークンのままでは送信できないためです。
requests-cut = 要求 { NUMBER($all, useGrouping: 0) } 件のうち、最初の { NUMBER($shown, useGrouping: 0) } 件です。
way-back = 元に戻す手順 (この順に実行)
way-back-requests = 現在の設定に戻す要求
reasons = 各行の理由
left-out = 含めなかったものと、その理由
nothing-sent = 送信する本文はありません。

## 表

these-rows = この表を出力するコマンド:
drill = 行を選択すると、その行のサインインを表示するコマンドが出ます。
no-rows = 該当する行はありません。
rows-cut = { NUMBER($all, useGrouping: 0) } 行のうち最初の { NUMBER($shown, useGrouping: 0) } 行です。すべての行は { $whole } にあります。

## スクリプトが表示する文。中かっこの中はページ上で置き換える

copy = コピー
copied = コピーしました
close = 閉じる

## ページの末尾

messages-question = ヘルプ デスクに届くメッセージと、対応すべき人
evidence-question = このページの根拠となる、読み取ったすべてのファイルとそのレコードの内訳
program = プログラム
command = コマンド
own-tenant = 自テナント
own-tenant-given = --tenant で指定
settings-set = 入力以外で設定された値
times = 時刻
