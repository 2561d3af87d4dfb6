### レポートの要点 (数値と文)

-no-entra-home = Entra ホーム テナントのない外部 ID
separator = 、
between-sentences = {""}
nothing-read = 読み込んだファイルにユーザーのサインインが含まれていないため、境界を越えるアクセスについては何も判断できません。
mostly-unreadable = 入力の大部分を読み取れませんでした ({ NUMBER($records) } レコードのうち { NUMBER($skipped) } 件)。以下の数値を判断の根拠にしないでください。
in-days = { $first } から { $last } までの { NUMBER($days) } 日間に、
nobody-came = { $when }外部からのアクセスはありませんでした。
came-in = { $when }{ NUMBER($organisations) } 組織の外部ユーザー { NUMBER($users) } 人から、{ NUMBER($applications) } 種類のアプリケーション (クライアントとリソースの組み合わせ) で { NUMBER($sign-ins) } 件のサインインがありました。
nobody-went = 自テナントのユーザーによる外部へのアクセスはありませんでした。
went-out = 自テナントのユーザー { NUMBER($users) } 人が、{ NUMBER($organisations) } 組織に、{ NUMBER($applications) } 種類のアプリケーション (クライアントとリソースの組み合わせ) で { NUMBER($sign-ins) } 件サインインしました。
without-home = 受信サインインのうち { NUMBER($sign-ins) } 件は、{ -no-entra-home } (Microsoft アカウント、Google、メールのワンタイム パスコード) によるものです。クロステナント アクセス設定の対象にはなりません。
inbound-figure = 外部からのサインイン
outbound-figure = 自テナントから外部へのサインイン
crossings-note = { NUMBER($users) } 人 · { NUMBER($organisations) } 組織
blocked-figure = ブロックされるサインイン
blocked-note = 成功したサインイン { NUMBER($successes) } 件のうち、{ $proposed ->
    [true] 提案された設定の場合
   *[false] 既定の設定を閉じ、現在の組織の設定を残した場合
}{ $newly ->
    [none] {""}
   *[other] {" "}(新たにブロック { NUMBER($newly) } 件、現在の設定でもブロック { NUMBER($today) } 件)
}
failures-figure = 境界を越えるサインインの失敗
failures-note = サインイン { NUMBER($sign-ins) } 件の { $share } (ほかに中断 { NUMBER($interrupted) } 件)
ours-figure = 自テナントで解消できる失敗
ours-note = パートナー組織側で解消すべき失敗 { NUMBER($partners) } 件 (中断を除く)
less-than-least = 0.1 % 未満
outcomes-not-told = エラー コードも状態も記録されていないため、これらのサインインの結果はわかりません。失敗がなかったという意味ではありません。
none-failed = { $told ->
    [none] 境界を越えるサインインに、失敗や中断はありませんでした。
   *[other] 境界を越えるサインインのうち結果がわかる { NUMBER($told) } 件に、失敗や中断はありませんでした。
}
some-failed = 境界を越えるサインイン { NUMBER($sign-ins) } 件のうち { NUMBER($failed) } 件が失敗しました ({ $share })。対応すべき人の内訳は、自テナントが { NUMBER($us) } 件、パートナー組織が { NUMBER($partners) } 件、ユーザーが { NUMBER($users) } 件、その他または不明が { NUMBER($others) } 件です。ほかに { NUMBER($interrupted) } 件が中断されましたが (MFA、同意など)、それ自体は失敗ではありません。
settings-of-a-part = 設定の推奨と、既定の設定を閉じた場合の影響は示しません。{ SPACED($filters) }により一部のサインインが除外されており、一部から作成した設定では残りがブロックされるためです。このオプションを外すか、--partner だけを使用してください。
no-user-crossed = 設定は評価していません。読み込んだログ (フィルター適用後) に、境界を越えるユーザーのサインインがありません。
own-tenants = 設定は評価していません。評価には自テナントが 1 つだけ必要ですが、{ NUMBER($count, useGrouping: 0) } 件あります。--tenant GUID で指定してください。
