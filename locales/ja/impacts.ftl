### 設定の変更で目立つ点と、変更の記録がないブロック

foreign = { NUMBER($count, useGrouping: 0) } 件は、ホーム テナントが自テナントではないユーザーによる変更です (foreign_actor 列)。
failed = { NUMBER($count, useGrouping: 0) } 件は失敗した操作で、設定は変更されていません。
maybe-cut = 監査ログの CSV は対象 3 件・プロパティ 5 件までのため、途中で切れている行がある可能性があります。JSON でダウンロードするとすべて含まれます。
held = { $time } 時点の設定 (現在の設定と { NUMBER($changes) } 件の変更から復元)
unexplained = { $partner } ({ $inbound ->
    [true] 受信
   *[false] 送信
}) で { NUMBER($count, useGrouping: 0) } 件のサインインが { NUMBER($code, useGrouping: 0) } でブロックされています。{ $ours ->
    [true] 自テナントの設定ですが、変更はこのログより前です。
   *[false] 相手側またはネットワークの設定によるもので、自テナントでは変更できません。
}
more-unexplained = 変更の記録がないブロックがほかに { NUMBER($more, useGrouping: 0) } 種類あります。crosstenant failures で確認してください。
