### 解釈できないコマンド ライン

error = エラー: { $what }
no-value = { $arg } には値が必要です。
bad-value = { $arg } の値 '{ $value }' は使えません。
bad-value-because = { $arg } の値 '{ $value }' は使えません: { $why }
unknown-argument = 引数 '{ $arg }' は認識できません。
unknown-command = コマンド '{ $name }' はありません。
missing-argument = 必要な引数がありません: { $arg }
missing-command = コマンドを指定してください。
conflict = { $arg } と { $other } は同時に指定できません。
wrong-number = { $arg } の値の数が正しくありません。
no-text = 引数に UTF-8 ではない文字列が含まれています。
values = {"  "}使える値: { $values }
suggestion = {"  "}'{ $suggestion }' の誤りではありませんか。
more = {"  "}次の操作: --help でヘルプを表示してください。
