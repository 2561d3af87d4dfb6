### このログではわからないことと、その対処

separator = 、
other-owner = ログには所有者として { $owner } が記録されていますが、自テナントとして指定されていません。--tenant の指定を確認してください。
own-tenant-absent = 自テナント { $tenant } はどのサインインにも現れません。--tenant の指定を確認してください。
skipped = { NUMBER($count, useGrouping: 0) } 件のレコードをスキップしました ({ $code })。{ $reason }。
read-error = { $file } は一部しか読み取れませんでした ({ $why })。破損箇所より前のレコードは集計に含まれています。
archive-damaged = アーカイブ { $archive } は破損しているため、その内容は表示していません: { $what }。
set-aside = 入力のうち { NUMBER($files, useGrouping: 0) } 個のファイルには、このコマンドで使うログがありません。どのファイルかは crosstenant inspect で確認できます。
note = { $file }: { $note }。
not-utf8 = { NUMBER($records, useGrouping: 0) } 件のレコードに UTF-8 ではないバイトがありました。U+FFFD として表示しています。
names-destroyed = { $files } の名前が連続した「?」になっています。ファイルの書き出し時に日本語などの文字が失われており、元には戻せません。-Encoding UTF8 を付けてエクスポートし直してください (Export-Csv -Encoding UTF8、Set-Content -Encoding UTF8)。
interactive-only = 対話型サインインのログしかありません。アプリケーションが更新トークンを使ってバックグラウンドで行うサインインは含まれていません。使われていないと判断する前に、非対話型のログもダウンロードしてください。
non-interactive-only = 非対話型サインインのログしかありません。最初のサインイン、MFA、ほとんどのブロックは対話型のログに記録されますが、そのログがありません。
short-window = ログの期間は { NUMBER($days, useGrouping: 0) } 日間だけです。月に 1 回や四半期に 1 回の利用は含まれていない可能性があるため、使われていないと判断しないでください。
gap-days = 次のログには、データのない日が { NUMBER($days, useGrouping: 0) } 日あります ({ $dates }): { $logs }。0 件として表示していますが、エクスポートされていないだけの可能性があります。
possibly-truncated = { $file } のレコードはちょうど { NUMBER($records, useGrouping: 0) } 件で、エクスポートが打ち切られる上限の件数と同じです。期間を短く区切ってエクスポートし直してください。
more-pages = { $folder ->
    [none] このフォルダー
   *[other] { SPACED($folder) }
}のすべてのページ ({ NUMBER($pages, useGrouping: 0) }) に、次のページ (@odata.nextLink) があります。最後のページまでダウンロードされていません。
sign-ins-without = { NUMBER($count, useGrouping: 0) } 件のサインインは、次の情報を含まないエクスポートのものです: { $what } ({ $formats })。そのため、{ $consequence }
audit-events-without = { NUMBER($count, useGrouping: 0) } 件の監査イベントは、次の情報を含まないエクスポートのものです: { $what } ({ $formats })。そのため、{ $consequence }
no-codes = エラー コードのあるサインインがないため、{ $outcomes ->
    [true] サインインが失敗した理由と、誰が対応すべきかはわかりません
   *[false] どのサインインが失敗したかはわかりません。結果別の件数が空なのは、失敗がなかったという意味ではありません
}。ResultType 列または Status (errorCode) 列 (ポータルでは「サインイン エラー コード」) を含めてエクスポートしてください。
no-app-id = { NUMBER($count, useGrouping: 0) } 件のサインインには、アプリケーションの名前だけがあり ID がありません。これらのアプリケーションは名前で区別しており、設定には使えません。
no-event-id = { NUMBER($count, useGrouping: 0) } 件のサインインには ID がないため、その中の重複は見つけられません。
headings-by-position = { $files } の見出しは未対応の言語のため、列を位置で判断しました。数行をポータルと見比べるか、--headers で見出しを指定してください。
log-assumed = { $files } は、レコードからもファイル名からも対話型か非対話型かがわからないため、対話型とみなしました。ダウンロードしたときのファイル名 (InteractiveSignIns…、NonInteractiveSignIns…) のままにしておいてください。
masked-users = { NUMBER($count, useGrouping: 0) } 件のサインインではユーザーが伏せられています ({"{PII Removed}"} またはすべて 0 の ID)。サインインとしては数えますが、ユーザーとしては数えません。
status-contradicts-code = { NUMBER($count, useGrouping: 0) } 件のサインインでは、状態の表示がエラー コードと一致しません。エラー コードで判断しています。
label-contradicts-tenants = { NUMBER($count, useGrouping: 0) } 件のサインインでは、アクセスの種類がテナント ID と一致しません。方向はテナント ID で判断しています。
undetermined = { NUMBER($count, useGrouping: 0) } 件のサインインにはテナント ID がないため、方向を判定できません。理由別の件数は partners にあります。
foreign = { NUMBER($count, useGrouping: 0) } 件のサインインでは、ホーム テナントもリソース テナントも自テナントではありません。テナント制限、サービス プロバイダーのログ、--tenant の指定漏れが考えられます。
