### レコードの扱い: 読み飛ばした理由、除外したもの、合計 (句点は付けない)

bad-json = レコードが正しい JSON ではありません。必要なレコードの場合は、ファイルをエクスポートし直してください
cut = ファイルがこのレコードの途中で終わっています。書き込み中だったか、ダウンロードが途中で切れています
too-long = レコードが --max-record の上限を超えています。正しいレコードの場合は上限を上げてください
not-an-object = 一覧にレコードではないものが含まれています
bad-csv = CSV の行として読み取れません。エディターで開かずに、ファイルをエクスポートし直してください
no-time = レコードに日時がなく、いつのイベントかわかりません
bad-time = 日時がどのエクスポートの形式とも異なるか、ログが存在する前の日時になっています
ambiguous-date = 月と日を区別できません。--date-order mdy または --date-order dmy を指定してください
no-zone = 日時にタイム ゾーンがなく、このエクスポートではエクスポートした人の環境の時刻が書き込まれます。--zone Asia/Tokyo や --zone UTC のように --zone ZONE を指定してください
no-tenant-columns = このエクスポートにはホーム テナントとリソース テナントの列がないため、テナントについては何もわかりません。Entra 管理センターからサインイン ログをダウンロードし直してください (監視と正常性 > サインイン ログ > ダウンロード、2024 年以降の JSON または CSV)
archive-damaged = レコードが入っていたアーカイブのファイルが破損しているか、なくなっています。どのファイルかは crosstenant archive verify で確認できます。元のエクスポートを追加し直すと、レコードが元に戻ります
other-records = ほかのログまたは製品のレコード { NUMBER($records, useGrouping: 0) } 件を除外しました (合計には含まれません)
prefixed-lines = { NUMBER($records, useGrouping: 0) } 件のレコードは、行の先頭に別の文字列があるため、その部分を除いて読み取りました
short-rows = { NUMBER($rows, useGrouping: 0) } 行は見出しよりセルが少ないため、末尾の足りないセルは値なしとして扱いました
no-records = 形式は認識できましたが、レコードがありません
sums = { NUMBER($files, useGrouping: 0) } ファイルの { NUMBER($records, useGrouping: 0) } レコード = 使用 { NUMBER($kept, useGrouping: 0) } + 重複 { NUMBER($duplicates, useGrouping: 0) } + 読み飛ばし { NUMBER($skipped, useGrouping: 0) }
