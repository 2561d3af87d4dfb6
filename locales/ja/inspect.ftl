### `inspect` がファイルについて表示する文

question = これらは何のファイルか
note = { $file }: { $note }。
skipped = { $file }: { NUMBER($count, useGrouping: 0) } 件をスキップしました ({ $code }{ $first ->
    [none] {""}
   *[other] 、最初は { $first }
})。{ $reason }。
archive = manifest.json、{ $schema }。詳しくは crosstenant archive info で確認できます
