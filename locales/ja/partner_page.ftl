### パートナー 1 社に渡すページ: 相手の管理者への説明

title = { SPACED($partner) }と{ SPACED($own) }の間のアクセス
own-tenant = 当社テナント
lead = { $first } から { $last } までの間に、{ $people ->
        [0] 貴社から当社へのサインインはありませんでした。
       *[other] 貴社のユーザー { NUMBER($people) } 人が当社にサインインしようとしました (サインイン { NUMBER($inbound) } 件)。
    }{ $ours ->
        [0] 当社から貴社へのサインインはありませんでした。
       *[other] 当社のユーザー { NUMBER($ours) } 人が貴社にサインインしようとしました (サインイン { NUMBER($outbound) } 件)。
    }
who = 「当社」は{ SPACED($own) } ({ $tenant })、「貴社」はこのページをお渡しする組織を指します。
asked = お願いしたいこと
ask-people = 下記のユーザー { NUMBER($people) } 人が引き続き当社へのアクセスを必要としているかご確認のうえ、退職や異動をされた方がいればお知らせください。
ask-code = エラー コード { NUMBER($code, useGrouping: 0) } で { NUMBER($sign-ins) } 件のサインイン (ユーザー { NUMBER($users) } 人) が失敗しています。解決できるのは貴社側のみのため、ご確認をお願いします。内容: { $meaning }
ask-trust = 当社は、貴社で行われた多要素認証を信頼しています。当社にアクセスするユーザーに多要素認証を必須としているか、ご確認ください。
ask-mfa = 当社は、貴社で行われた多要素認証を信頼していないため、貴社のユーザーは当社でも登録が必要です。二重に求められる場合はお知らせください。信頼の設定を検討します。
ask-redemption = 当社は、貴社のユーザーについて自動引き換えを有効にしています。同意の画面を省くには、貴社でも当社テナントの設定 (送信) で自動引き換えを有効にしてください。
people = 当社にサインインした貴社のユーザー
people-about = サインインを試みた貴社のユーザー全員と、その最初と最後の日時です。
apps = 貴社のユーザーが当社で使用しているもの
apps-about = 起動したアプリケーションと、それが開いたリソースです。
ours = 当社のユーザーが貴社で使用しているもの
ours-about = 当社のユーザーは人数のみを示し、名前は示しません。
failures = 失敗したサインイン
failures-about = 「対応する側」は、解決できる側を示します。多要素認証の要求などによる中断も含みます。
settings = 貴社に適用される当社の設定
settings-about = 当社テナントのクロステナント アクセス設定です。貴社に対する設定と、そこに指定がない項目の既定の設定を示します。貴社側の設定も影響します。
settings-unknown = このページの作成時に、設定を参照できませんでした。
from-entry = 貴社に対する設定
from-default = 既定の設定
nothing = ありません。
turn = { $side ->
        [us] 当社
        [partner] 貴社
        [user] ユーザー
        [network] ネットワークの管理者
        [owner] アプリケーションの所有者
        [microsoft] Microsoft
        [nobody] 対応不要
       *[unclassified] 不明
    }
inbound = 貴社のユーザー (当社で)
outbound = 当社のユーザー (貴社で)
column-turn = 対応する側
column-from = 設定元
column-way = 対象
column-value = 値
notes = 日時のタイム ゾーンは { $zone } です。usr_… や app_… などのトークンは、貴社以外のユーザーやアプリケーションを表します。どれを指すかは当社で確認できます。
written = パートナー向けのページ: { $path }
