### `archive` の各コマンドの問い、答え、警告

holds = アーカイブに何が入っているか
added = 何が追加され、アーカイブに何が入っているか
is-whole = アーカイブは完全か
new-events = { NUMBER($files, useGrouping: 0) } 個のファイルの { NUMBER($records, useGrouping: 0) } 件のレコードのうち、新しく追加されたのは { NUMBER($new, useGrouping: 0) } 件です。{ NUMBER($copies, useGrouping: 0) } 件は既存のイベントと重複しており、{ NUMBER($skipped, useGrouping: 0) } 件はスキップしました。
known-files = { NUMBER($files, useGrouping: 0) } 個のファイルは、同じ内容のものがすでにアーカイブにあります。
new-snapshots = ユーザーの一覧と設定を { NUMBER($snapshots, useGrouping: 0) } 件追加しました。
nothing-new = 新しいものはありません。
lost = アーカイブの { $path } が破損しているか、なくなっています。{ NUMBER($events, useGrouping: 0) } 件のイベントが失われました。
    .next = 元のエクスポートを追加し直してください。それまでは、スキップしたレコードとして数えます。
removed = 中断した実行で残ったファイル { NUMBER($files, useGrouping: 0) } 個を削除しました。
not-removed = 中断した実行で残った可能性のあるファイルは削除していません: { $why }。
whole = アーカイブは完全です: { NUMBER($files, useGrouping: 0) } 個のファイルに { NUMBER($events, useGrouping: 0) } 件のイベントがあります。
damaged = { NUMBER($files, useGrouping: 0) } 個のファイルが破損しているか、なくなっています。{ NUMBER($events, useGrouping: 0) } 件のイベントのうち { NUMBER($lost, useGrouping: 0) } 件が失われました。元のエクスポートを追加し直してください。
export-damaged = { $path } が破損しているか、なくなっています。詳しくは crosstenant archive verify で確認できます
