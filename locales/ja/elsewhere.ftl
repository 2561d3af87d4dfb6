### 複数のマシンで部分ごとに作成したアーカイブ。

none = { $path } にはアーカイブがありません。
    .next = 各マシンが crosstenant archive add で部分アーカイブを書き込んだフォルダーを指定してください。

there = { $path } はすでにアーカイブです。
    .next = エンジンの出力先を新しいフォルダーにしてください。

format = archive sources の出力形式は NDJSON だけです。
    .next = --format を省略するか、--format ndjson を指定してください。

unfit = { $path } はアーカイブに取り込めません: { $what }
    .next = エンジンのジョブをもう一度実行してください。すべての列を残し、各行に archive sources のソース番号を付ける必要があります。

other-place = フォルダー名がログと日付を示していません
other-columns = アーカイブのサインインの列がないか、型が異なります
other-rows = 部分アーカイブにない行、または別の日の行があります

failure-not-adopted = エンジンが書き込んだ内容は、アーカイブを構成するものではありません。
failure-not-adopted-next = 部分アーカイブに対してエンジンのジョブをもう一度実行してください

question = 何を取り込み、アーカイブには現在何が入っているか。

adopted = { NUMBER($parts, useGrouping: 0) } 個の部分アーカイブの { NUMBER($events, useGrouping: 0) } 件のイベントがアーカイブに入りました。

cannot-write = { $path } に書き込めません: { $error }
