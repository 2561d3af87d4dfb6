### アーカイブから意図的に削除するもの

question = アーカイブから何を削除するか

did = { SPACED($date) }より前のデータを削除しました。イベント { NUMBER($events) } 件 (ログと日付ごとのファイル { NUMBER($files) } 個) と、ユーザー一覧と設定 { NUMBER($snapshots) } 件です。--restore を付けない限り、古いエクスポートを追加し直しても元には戻りません。
would = { SPACED($date) }より前のデータが削除されます。イベント { NUMBER($events) } 件 (ログと日付ごとのファイル { NUMBER($files) } 個) と、ユーザー一覧と設定 { NUMBER($snapshots) } 件です。まだ何も変更していません。
nothing = アーカイブに { SPACED($date) }より前のデータはありません。変更していません。

still-read = 別のプロセスがアーカイブを読み取っているため、削除したファイルがまだディスクに残っています。
    .next = そのプロセスの終了後に crosstenant archive verify を実行すると消去されます。

left-out = { SPACED($date) }より前のレコード { NUMBER($records) } 件は追加していません。この期間のデータは意図的に削除されています。元に戻すには --restore を付けてください。
left-out-snapshots = { SPACED($date) }より前のユーザー一覧と設定 { NUMBER($snapshots) } 件は追加していません。この期間のデータは意図的に削除されています。元に戻すには --restore を付けてください。

caveat = { SPACED($date) }より前のデータ (レコード { NUMBER($records) } 件) はアーカイブから意図的に削除されています。この期間に起きたことは、どの結果にも含まれません。
