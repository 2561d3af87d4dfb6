### ゲスト ユーザーの表からわかることと、注意点

separator = 、
active = 利用中 { NUMBER($count) } 人
dormant = 休眠 { NUMBER($count) } 人
redeemed = 引き換え後の利用なし { NUMBER($count) } 人
invited = 招待済みで未引き換え { NUMBER($count) } 人
disabled = 無効 { NUMBER($count) } 人
removed = 削除済み { NUMBER($count) } 人
unknown = 失敗したサインイン、一覧、変更の記録だけでわかる人 { NUMBER($count) } 人
tally = ゲスト ユーザー { NUMBER($all) } 人: { $states }。このうち、このログと一覧に招待の記録があるのは { NUMBER($invited) } 人、引き換えの記録があるのは { NUMBER($redeemed) } 人、成功したサインインがあるのは { NUMBER($signed-in) } 人です。{ $median ->
    [none] {""}
   *[other] 引き換えまでの日数がわかる人の半数は { NUMBER($median) } 日以内に引き換えています。
}
attempts = ここでのサインイン数は成功したものだけです。このほかに、ゲスト ユーザー { NUMBER($guests) } 人による成功しなかったサインインが { NUMBER($attempts) } 件あります。理由は crosstenant failures で確認できます。
not-all-users = この一覧は、このログの受信ユーザーの一覧ではありません。自テナントにオブジェクトを必要としないユーザー (B2B 直接接続、サービス プロバイダー、Microsoft サポート) や、オブジェクトが作成されたことのないユーザーは crosstenant users にだけ、招待されてまだサインインしていないユーザーはここにだけ表示されます。
too-short = サインイン ログの期間が { NUMBER($days, useGrouping: 0) } 日に満たないため、サインインがないことを理由に休眠とは判定していません。signInActivity を含むユーザー一覧かアーカイブがあれば判定できます。
not-come = 招待済みでまだサインインしていない人: { NUMBER($count, useGrouping: 0) } 人。ポータルや Teams から送信した招待に有効期限はありません。招待を再送信するか、ゲスト ユーザーを削除してください。
internal = 内部ゲスト (自テナントのパスワードを持ち、ユーザー タイプがゲストのアカウント): { NUMBER($count, useGrouping: 0) } 人。外部ユーザーに変換すると (「ユーザー」> 対象のユーザー > 「外部ユーザーに変換」)、所属組織のアカウントでサインインするようになります。
widened = ゲストからメンバーに変更され、閲覧できる範囲が広がったユーザー: { $names }。
