### `recommend` の提案全体についての文

answer = { NUMBER($organisations, useGrouping: 0) } 組織の設定で、許可するアプリケーションは { NUMBER($allowed, useGrouping: 0) } 件、除外は { NUMBER($omitted, useGrouping: 0) } 件です。
to-be-deleted = 成功したサインインがなく削除する組織の設定は { NUMBER($entries, useGrouping: 0) } 件です。
what-next = --format json で設定、--format powershell でスクリプトを出力できます。crosstenant simulate で確認してください。
allowed = 成功したサインイン { NUMBER($successes) } 件は、どちらのアプリケーション ID で判定されても許可されます。
allowed-range = 許可される成功したサインインは { NUMBER($strict) } ～ { NUMBER($either) } 件です。{ NUMBER($strict) } 件はクライアントとリソースのどちらの ID で判定されても許可され、残りは一方の ID だけが一致しています。
reopen = reopen: { $partner } { $inbound ->
    [true] 受信
   *[false] 送信
}: { $app } > { $resource }: 成功 { NUMBER($successes, useGrouping: 0) } 件、{ NUMBER($users, useGrouping: 0) } ユーザー、最終 { $last }。{ $closed ->
    [none] その後にブロックした変更はこの監査ログにありません
   *[other] { $closed } に { $by ->
        [none] 不明な操作者
       *[other] { $by }
    } がブロックしました
}
reopen-more = reopen: ほか { NUMBER($more, useGrouping: 0) } 件 (--format json ですべて出力されます)。
