### サインインの並びからわかること

us = 自テナントの管理者
partner = パートナー組織の管理者
network = ユーザーのネットワークの管理者
user = ユーザー本人
app-owner = アプリケーションの所有者
microsoft = Microsoft
nobody = 誰でもない (対応不要)
unclassified = コードからは不明
hidden-user = 非表示のユーザー
separator = 、
listed = { $shown }、ほか { NUMBER($more, useGrouping: 0) } 件
users-of = { $partner } ({ NUMBER($users) } 人)
all-partners = 自テナントのユーザー { NUMBER($users) } 人 ({ $names }) が、アクセスしようとしたすべての組織でサインインに失敗しています。自テナントの送信アクセス設定か、利用しているネットワークが原因と考えられます。コードから見た対応者: { $who }。
one-partner = 自テナントのユーザー { NUMBER($users) } 人 ({ $names }) は、ほかの組織にはサインインできていますが、{ SPACED($partner) }には一度もサインインできていません。原因は相手側か、この組織に対する自テナントの設定にある可能性が高いと考えられます。コードから見た対応者: { $who }。
some-partners = 自テナントのユーザー { NUMBER($users) } 人は、ほかの組織にはサインインできていますが、{ NUMBER($partners, useGrouping: 0) } 組織のいずれかには一度もサインインできていません: { $named }{ $more ->
    [0] {""}
   *[other] 、ほか { NUMBER($more, useGrouping: 0) } 組織
}。原因は相手側か、その組織に対する自テナントの設定にある可能性が高いと考えられます。コードの多くから見た対応者: { $who }。
mfa-loop = ユーザー { NUMBER($users) } 人 ({ $names }) が、多要素認証 (MFA) を繰り返し求められ、その後一度もサインインできていません。{ $who ->
    [none] まずユーザー本人が、認証方法を登録するか、求められた認証を完了する必要があります。
   *[other] コードから見た対応者: { $who }。
}解決しない場合は、受信アクセス設定で My Sign-ins (19db86c3-b2b9-44cc-b339-36da233a3be2) を許可するか、ホーム テナントの MFA を信頼してください。
refused-by-policy = 条件付きアクセスにより、ユーザー { NUMBER($users) } 人のサインイン { NUMBER($sign-ins) } 件が拒否されました ({ $inbound ->
    [true] 受信
   *[false] 送信
}、{ $partners })。{ $inbound ->
    [true] 自テナントのポリシーによるものです。エクスポートにポリシー名が含まれていれば、コマンドの結果に表示されます。
   *[false] 相手側のポリシーによるもので、ポリシー名は自テナントのログに記録されていない場合があります。
}
retried = 失敗または中断したサインイン { NUMBER($failed) } 件のうち { NUMBER($mended, useGrouping: 0) } 件では、15 分以内に同じユーザーが同じアプリケーションへのサインインに成功しています。表の対応者にかかわらず、これらへの対応は不要です。
refusal = { $whose ->
    [trust] 自テナントの信頼の設定で、ホーム テナントの MFA やデバイスの情報が受け入れられていません
    [outbound] 自テナントの送信アクセス設定でブロックされています
    [inbound] 自テナントの受信アクセス設定でブロックされています
   *[partner] 相手側の設定でブロックされています
}
turned-away = { $partner } ({ $inbound ->
    [true] 受信
   *[false] 送信
}): { $since } ({ $zone }) 以降、サインインが一度も成功していません。ユーザー { NUMBER($users) } 人のサインイン { NUMBER($sign-ins) } 件がコード { NUMBER($code, useGrouping: 0) } で拒否されました。{ $before ->
    [0] このログでは、それ以前にも成功したサインインはありません。
   *[other] それ以前には { NUMBER($before) } 件成功しています。
}{ $refusal }。{ $cause }
changed-before = { $time } に{ $actor ->
    [none] {""}
   *[other] { SPACED($actor) }が
}設定を変更しています。変更内容は crosstenant changes で確認できます。
look-for-change = 意図した動作でない場合は、その直前に設定が変更されていないか確認してください。
turned-away-case = { $partner } ({ $since } 以降、{ NUMBER($users) } 人、{ NUMBER($sign-ins) } 件)
several-turned-away = { NUMBER($partners, useGrouping: 0) } 組織 ({ $inbound ->
    [true] 受信
   *[false] 送信
}): ある時点以降、サインインが一度も成功していません。ユーザー { NUMBER($users) } 人のサインイン { NUMBER($sign-ins) } 件がコード { NUMBER($code, useGrouping: 0) } で拒否されました。{ $refusal }。{ $named }{ $more ->
    [0] {""}
   *[other] 、ほか { NUMBER($more, useGrouping: 0) } 組織
} (時刻は { $zone })。直前に誰が何を変更したかは crosstenant changes で確認できます。
not-known = ユーザー { NUMBER($users) } 人 ({ $names }): { $cause ->
    [never] { $inbound ->
        [true] 自テナントに登録がありません。このログを見る限り、ゲスト オブジェクトが作成されたことはありません。
       *[false] 相手側のテナントに登録がありません。このログを見る限り、相手側にゲスト オブジェクトが作成されたことはありません。
    }
    [object] 招待などにより自テナントに登録されていますが、サインイン時には見つかりませんでした。
   *[lost] 以前はサインインできていましたが、現在は登録が見つかりません。ゲスト オブジェクトが削除されたか、ホーム テナントのアカウントが作り直されています。
}{ $theirs ->
    [true] ユーザー本人が、ユーザー名の入力、アカウント、選択したテナントに誤りがないか確認する必要があります。
   *[false] { $cause ->
        [never] { $inbound ->
            [true] 招待するか、正しいアカウントを選択してもらってください。
           *[false] 相手側に招待を依頼するか、正しいアカウントを選択してもらってください。
        }
        [object] 招待されたアカウントで招待を承諾したかどうかを確認してください。
       *[lost] { $inbound ->
            [true] もう一度招待するか、引き換えの状態をリセットしてください。
           *[false] もう一度招待するか引き換えの状態をリセットするよう、相手側に依頼してください。
        }
    }
}
more-hints = 影響を受けたユーザーがより少ないヒントが、ほかに { NUMBER($more) } 件あります。
all-in-json = { $more }--format json を指定するとすべて出力されます。
