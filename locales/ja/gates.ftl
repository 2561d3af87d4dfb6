### --fail-on に答えられない理由 (合格とはみなさない)

lacking = --fail-on { $gate } に答えられません。{ $missing ->
    [users] ユーザーのサインインがありません。
    [tenants] ホーム テナントとリソース テナントの両方を示すレコードがありません。
    [applications] アプリケーションを示すレコードがありません。
    [outcomes] サインインの結果を示すレコードがありません。
    [codes] エラー コードを含むレコードがありません。
    [settings] 入力に現在のクロステナント アクセス設定がありません。
    [audits] 入力に監査ログがありません。
   *[expected] 想定しているパートナー組織の一覧が指定されていません。
}
    .next = { $missing ->
        [users] サインイン ログ (対話型と非対話型) を追加してください。エクスポートの一覧は crosstenant formats で確認できます。
        [settings] 現在の設定 (Graph の policies/crossTenantAccessPolicy/default と /partners) をファイルとして追加するか、--current で指定してください。
        [audits] 監査ログを追加してください。エクスポートの一覧は crosstenant formats で確認できます。
        [expected] --expected で一覧を指定してください。実績からの一覧は crosstenant partners INPUT --format expected で作成できます。
       *[other] その項目を含む形式でログをエクスポートしてください。形式は crosstenant formats で確認できます。
    }

empty = --fail-on { $gate } に答えられません。{ $side ->
    [before] 比較元にユーザーのサインインがなく、すべてが新規になってしまいます。
   *[after] 今回の期間にユーザーのサインインがありません。
}
    .next = 別の時刻を指定するか、該当する日のログを追加してください。

no-baseline = --fail-on { $gate } に答えられません。以前の状態がわかるものがありません。
    .next = --since 時刻 (それより前を以前の状態とします) または --baseline で以前のログを指定してください。

no-proposal = --fail-on { $gate } に答えられません。提案する設定が指定されていません。
    .next = crosstenant simulate または report で --policy を指定してください。

open = --fail-on { $gate } に答えられません。読み取った内容からは判断できません。
    .next = dormant-guest には、より長い期間のサインイン ログか、signInActivity を含むユーザー一覧が必要です。foreign-actor には --tenant で自テナントを指定してください。
