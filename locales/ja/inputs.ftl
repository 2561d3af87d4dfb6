### ファイルがログではない理由、どのコマンドも使用しない理由、判別の根拠

## ログではない

empty = ファイルが空です
archive-in-archive = 圧縮ファイルの中に圧縮ファイルがあります。外側を展開してください
parquet = Parquet ファイルです。crosstenant のアーカイブの場合は、manifest.json のあるフォルダーを指定してください。それ以外の場合: duckdb -c "COPY (FROM 'FILE') TO 'FILE.csv'"
avro = Event Hubs Capture が出力する Avro ファイルです。次のように展開してください: avro-tools tojson FILE > FILE.json
utf16 = バイト順マークのない UTF-16 のようです。UTF-8 で保存し直してください (PowerShell では -Encoding UTF8)
binary = バイナリ データのファイルです
neither-json-nor-csv = JSON でも、見出しのある CSV でもありません
other-columns = テキストですが、サインイン ログや監査ログの列がありません
other-tables = クエリ結果の表ですが、サインイン ログや監査ログの列がありません
empty-list = 空の配列です
no-record = 先頭に完全な JSON レコードがありません
no-json-lines = テキストですが、JSON の行がありません
text-with-json = JSON を一部に含むテキストです
no-records = JSON にレコードがありません
other-json = JSON ですが、サインインや監査のレコードのフィールドがありません
unreadable = 読み取れません: { $error }
only-start = { $why }。一度しか読み取れないため、先頭の { NUMBER($mebibytes, useGrouping: 0) } MiB だけを確認しました。後ろにログがある可能性がある場合は、ファイルとして指定してください
zip-from-pipe = zip ファイルです。標準入力やパイプからは読み取れないため、ファイルに保存して指定してください
aggregated = 1 行が複数のサインインを表しているため (列 { $column })、個々のユーザー、日時、ID が失われています。サインイン自体をエクスポートしてください (ポータルでは「ダウンロード」、Log Analytics では summarize なし)
base64 = { $quoted } に base64 のレコードを含む JSON です。次のように展開してください: jq -r '.["{ $key }"] | @base64d' FILE > FILE.ndjson
unknown-headings = 列数はポータルのサインイン ログと同じですが、見出しが不明です。必要な見出しの後ろに英語の見出しを書き、そのファイルを --headers で指定してください:{ $lines }

## どのコマンドも使用しないもの

empty-archive = アーカイブが空です
graph-objects = Microsoft Graph の { $type } 型のオブジェクトで、サインインではありません
risks = Identity Protection のリスク検出または危険なユーザーで、サインインではありません
devices = Intune のデバイスで、サインインではありません
other-category = カテゴリ { $category } の診断ログ{ $provider ->
    [none] {""}
   *[other] {" "}({ $provider })
}で、サインインを含みません
other-table = Log Analytics のテーブル { $table } で、このディレクトリのサインインを含みません
other-rows = Log Analytics の { $tables } の行で、このディレクトリのサインインを含みません
fetched = export-script のスクリプトによる取得の記録です。取得済みのログは { NUMBER($days) } 日分で、{ $open ->
    [none] すべて揃っています
   *[other] { $open } にはまだ記録が届く可能性があります。2 日後にスクリプトを再実行してください
}
invitation = Graph が返す招待です。招待のその後は監査ログでわかります
authentication-details = サインインの認証の詳細 (AuthDetails) で、テナントの情報がありません。サインイン自体は、名前に AuthDetails を含まないファイルにあります。両方を一緒に指定してください
steps-taken = サインインの認証の詳細 (AuthDetails) です。名前に AuthDetails を含まないファイルにあるサインインとあわせて読み取りました

## 他のログのレコードだけのもの

all-of-others = すべてのレコードが他のログまたは製品のものです

## 形式の判別の根拠

by-columns = { NUMBER($columns, useGrouping: 0) } 列、{ $evidence }
by-position = ポータルの { NUMBER($columns, useGrouping: 0) } 列 (位置で判別、見出しは未対応の言語)
carried = { $evidence }、{ $path } の中{ $product ->
    [none] {""}
   *[other] {" "}({ $product })
}
of-empty-page = 空のページ
of-empty-list = 空の配列
beta-keys = キー createdDateTime などサインインのもの、beta
v1-keys = キー createdDateTime などサインインのもの、v1.0 (アクセスの種類なし)
audit-keys = キー activityDateTime、activityDisplayName
diagnostic-keys = キー time、category、properties
key-of-time = キー TimeGenerated
columns-of-sign-ins = サインイン テーブルの列
pascal-keys = パスカル ケースのキー CreatedDateTime、AppId
defender-keys = キー Timestamp、AccountUpn、ApplicationId
unified-audit-keys = キー CreationTime、Workload、Operation
relationship-keys = 委任された管理関係のキー
settings-keys = クロステナント アクセス設定のキー
flattened-names = userPrincipalName、appDisplayName などの名前
flattened-audit-names = activityDateTime、activityDisplayName などの名前
user-names = userPrincipalName などユーザーのもの
no-user = Service principal ID (ユーザーなし)
