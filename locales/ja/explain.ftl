### explain が添える文

usage-code = crosstenant explain CODE      サインイン エラー コード (例: 500213、AADSTS500213)
usage-message = crosstenant explain MESSAGE   ユーザーの画面に表示されるメッセージ (引用符で囲みます)
usage-command = crosstenant explain COMMAND   コマンド (例: partners)
usage-name = crosstenant explain NAME      crosstenant が出力するコード (例: bad-json)
usage-topic = crosstenant explain TOPIC     ユーザーに表示されるメッセージと、対応すべき人:

## crosstenant が出力するコード

failures = 実行を終わらせるエラー: { $codes }
skipped = スキップしたレコードの理由: { $codes }
caveats = coverage の注意事項: { $codes }
hints = failures のヒント: { $codes }
findings = 設定に関する検出結果: { $codes }
gates = --fail-on の条件: { $codes }
failure = { $code } (終了コード { NUMBER($exit, useGrouping: 0) } で実行を終わらせるエラー)
skip = { $code } (スキップしたレコードの理由)
caveat = { $code } (coverage の注意事項)
hint = { $code } (failures のヒント、規則 { $rule })
finding = { $code } (設定に関する検出結果)
gate = { $code } (--fail-on の条件)
meaning = {"  "}{ $meaning }
next = {"  "}対処: { $next }

## ユーザーに表示されるメッセージ

several = 複数のメッセージに当てはまります。メッセージ全体で判断してください:
case-seen = {"  "}表示されるメッセージ: { $text }
case-codes = {"  "}サインイン エラー コード: { $codes ->
    [none] なし
   *[other] { $codes }
}
case-cause = {"  "}原因: { $text }
case-who = {"  "}対応する人: { $text }
case-action = {"  "}対処: { $text }

## サインイン エラー コード

inbound = {"  "}受信 (外部から自テナントへ) の場合に対応する人: { $who }
outbound = {"  "}送信 (自テナントから外部へ) の場合に対応する人: { $who }
action = {"  "}対処: { $action }
side-us = 自テナントの管理者
side-partner = パートナー組織の管理者
side-network = ネットワークの管理者
side-user = ユーザー
side-app-owner = アプリケーションの所有者
side-microsoft = Microsoft
side-nobody = 対応不要 (通常のサインインの一部)
side-unclassified = 不明
