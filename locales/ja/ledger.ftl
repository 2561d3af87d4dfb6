### レコードの扱い: 除外したもの、合計 (句点は付けない)

other-records = ほかのログまたは製品のレコード { NUMBER($records, useGrouping: 0) } 件を除外しました (合計には含まれません)
prefixed-lines = { NUMBER($records, useGrouping: 0) } 件のレコードは、行の先頭に別の文字列があるため、その部分を除いて読み取りました
short-rows = { NUMBER($rows, useGrouping: 0) } 行は見出しよりセルが少ないため、末尾の足りないセルは値なしとして扱いました
no-records = 形式は認識できましたが、レコードがありません
sums = { NUMBER($files, useGrouping: 0) } ファイル、{ NUMBER($records, useGrouping: 0) } レコード = 採用 { NUMBER($kept, useGrouping: 0) } + 重複 { NUMBER($duplicates, useGrouping: 0) } + スキップ { NUMBER($skipped, useGrouping: 0) }
