### システムのエラー、展開できないファイルや開けないファイルの説明

not-found = ファイルまたはフォルダーが見つかりません
permission-denied = アクセスが拒否されました
already-exists = すでに存在します
storage-full = ディスクの空き領域がありません
read-only = ファイル システムが読み取り専用です
is-a-directory = フォルダーです
not-a-directory = パスの途中がフォルダーではありません
unexpected-end = 途中で終わっています
broken-pipe = 出力を受け取るプログラムが終了しました
with-code = { $what } (システム エラー { NUMBER($code, useGrouping: 0) })

longer-than-settings = 設定のファイルとしては長すぎます
list-not-closed = リストが閉じられていません。ファイルが途中で終わっています
answer-is-error = 応答の 1 つがエラーのため、レコードが欠けています。その部分をもう一度取得してください
unpacks-to-more = 展開すると { NUMBER($allowed, useGrouping: 0) } バイトを超えます。ログではありえない大きさですが、正しいファイルであれば --max-unpacked BYTES を指定してください
bad-workbook = ブックを読み取れません: { $error }
zip-members = zip ファイルに { NUMBER($members, useGrouping: 0) } 個のファイルがあります。{ NUMBER($most, useGrouping: 0) } 個を超えるエクスポートはありません
zip-encrypted = 暗号化されています。先に展開してください
zip-method = { $method } で圧縮されています。先に展開してください
zip-overlap = zip 内のファイルの範囲が重なっています。正常に作られた zip ファイルではありません
zip-no-place = { $name } の位置が zip ファイルにありません

manifest-unreadable = マニフェストを読み取れません: { $error }
manifest-outside = マニフェストに、アーカイブ内のパスではない { $path } があります
manifest-version = レイアウトは{ SPACED($schema) }ですが、このプログラムが扱えるのは{ SPACED($known) }です
manifest-unnamed = レイアウトの記載がありません。このプログラムが扱えるのは{ SPACED($known) }です
