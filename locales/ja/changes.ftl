### 変更についての一文: いつ、誰が、何をしたか、その後誰がブロックされたか

-done = ました
-tried = ようとしましたが、失敗しました

## 文全体

sentence = { $time } { SPACED($who) }が{ SPACED($deed) }{ $tried ->
    [true] { $reason ->
        [none] {""}
       *[other] {" "}(理由: { $reason })
    }
   *[false] {""}
}。{ $no-effect ->
    [true] 実際のアクセスに変化はありません。
   *[false] {""}
}{ $contrary ->
    [loosened] 同じイベントのもう一方の一覧と合わせると、許可される範囲は以前より広くなりました。
    [tightened] 同じイベントのもう一方の一覧と合わせると、許可される範囲は以前より狭くなりました。
   *[none] {""}
}{ $impact ->
    [none] {""}
   *[other] { $impact }
}{ $pairs ->
    [true] 両方の一覧がブロックのため、一覧のユーザーが一覧のアプリケーションを使う場合だけがブロックされます。
   *[false] {""}
}{ $cut ->
    [true] CSV エクスポートには最大 3 個の対象と各 5 個のプロパティしか含まれないため、ほかにも変更があった可能性があります。
   *[false] {""}
}

## 実行者

user = { $name ->
    [none] 不明な実行者
   *[other] { $name }
}
app = { $name ->
    [none] 名前のないアプリ
   *[other] アプリ「{ $name }」
}
service = Microsoft のサービス{ $name ->
    [none] {""}
   *[other] 「{ $name }」
}
foreign = { $who } (外部テナント { $home } に所属)

## 対象

everybody-else = 既定の設定
multitenant-organization = マルチテナント組織
this-directory = 外部コラボレーションの設定
unnamed-organization = ログに名前のない組織

at = { $part ->
    [whole] { $whose }
    [whole-of] { SPACED($whose) }の
    [list] { $block ->
        [none] { $whose }
       *[other] { SPACED($whose) }の{ $block }
    }で、
   *[setting] { $default ->
        [true] { $whose }で、
       *[false] { $nowhere ->
            [true] {""}
           *[false] { SPACED($whose) }の
        }
    }
}
back = { $default ->
    [true] サービスの既定値
   *[false] 既定の設定
}

## 操作

added = パートナー組織{ SPACED($whose) }を追加し{ $tried ->
    [true] { -tried }
   *[false] { -done } (固有の設定を行うまでは既定の設定に従います)
}
removed = パートナー組織{ SPACED($whose) }を削除し{ $tried ->
    [true] { -tried }
   *[false] { -done } (以後は既定の設定が適用されます)
}
sync-added = { SPACED($whose) }のテナント間同期の設定を追加し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
sync-removed = { SPACED($whose) }のテナント間同期の設定を削除し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
reset = { $at }を{ $back }にリセットし{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
migrated = { SPACED($whose) }の設定を新しいストレージ モデルに移行し{ $tried ->
    [true] { -tried }
   *[false] { -done }
} (設定の変更ではありません)
saved = { $at }設定を保存し{ $tried ->
    [true] { -tried }
   *[false] { -done }
} (ログに記録された値の変更はありません)
activity = { $multitenant ->
    [true] マルチテナント組織
   *[false] 外部コラボレーションの設定
}を変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
} ({ $activity }{ $partner ->
    [none] {""}
   *[other] 、{ $partner }
})

## 一覧

names-last = { $names }、{ $last }
names-more = { $names }、ほか { NUMBER($more, useGrouping: 0) } 件
names-separator = 、

list-inherited = { $at }{ noun }の設定を{ $back }に戻し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
noun = { $noun ->
    [users] ユーザー
   *[applications] アプリケーション
}
verb = { allowed }し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
list-everything = { $at }すべての{ noun }を{ verb }
list-only = { $at }{ allowed }する{ noun }を{ SPACED($names) }のみに変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
list = { $at }{ allowed }する{ noun }
allowed = { $access ->
    [allowed] 許可
   *[blocked] ブロック
}
list-longer = { $list }に{ SPACED($names) }を追加し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
list-shorter = { $list }から{ SPACED($names) }を削除し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
list-changed = { $list }を変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
} (追加: { $added }、削除: { $removed })
list-touched = { $list }を変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}

domains-any = すべてのドメインへの招待を許可し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
domains-allowed = 招待できるドメインを{ SPACED($names) }のみに変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
domains-blocked = ドメイン{ SPACED($names) }への招待をブロックし{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
domains = 招待を{ allowed }するドメイン

## 個別の設定

switch-at = { $at }{ $switch ->
    [mfa] 多要素認証の信頼を
    [compliant] 準拠デバイスの信頼を
    [hybrid] Microsoft Entra ハイブリッド参加済みデバイスの信頼を
    [redemption-inbound] 招待の自動引き換え (受信) を
    [redemption-outbound] 招待の自動引き換え (送信) を
    [synchronization] ユーザーのテナント間同期 (受信) を
    [group-synchronization] グループのテナント間同期 (受信) を
    [service-provider-block] サービス プロバイダーとしての送信アクセスのブロックを
   *[email-join] 確認済みメール アドレスを持つユーザーの参加を
}
turned-on = { switch-at }有効にし{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
turned-off = { switch-at }無効にし{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
returned = { switch-at }{ $back }に戻し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}

inviters = { $inviters ->
    [nobody] だれも招待不可
    [admins] 特定の管理者ロールとゲスト招待元のみ
    [members] メンバーと特定の管理者ロール
   *[everybody] ゲストを含む全員
}
inviters-changed = ゲストを招待できるユーザーを{ from-to }に変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
from-to = { $from ->
    [none] {""}
   *[other] 「{ $from }」から
}{ $to ->
    [none] {""}
   *[other] 「{ $to }」
}
guest-role = { $guest-role ->
    [restricted] 自分のプロファイルのみ (最も制限的)
    [limited] ディレクトリの限られた範囲
   *[as-members] メンバーと同じ範囲 (最も包括的)
}
guest-role-changed = ゲストが参照できる範囲を{ from-to }に変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
value-changed = { $at }設定{ SPACED($setting) }を{ $from ->
    [none] 未設定
   *[other] { SPACED($from) }
}から{ $to ->
    [none] 未設定
   *[other] { SPACED($to) }
}に変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
}
unreadable = { $at }設定{ SPACED($setting) }を変更し{ $tried ->
    [true] { -tried }
   *[false] { -done }
} ({ $truncated ->
    [true] ログの値が途中で切れている
   *[false] 値を読み取れない
}ため、テキストのまま表示します)

## 影響

window = { NUMBER($days, useGrouping: 0) } 日間
after = { $end ->
    [next-change] 次にこの設定が変更されるまで
    [either] その後 { window }、または次に同じ設定が変更されるまで
   *[days] その後 { window }
}
before = { $before ->
    [none] 変更前の { window }は、サインイン ログの範囲外のため不明
   *[other] 変更前の { window }は { NUMBER($before, useGrouping: 0) } 件
}
known = { $before ->
    [none] {""}
   *[other] {" "}({ before })
}
several = { $several ->
    [true] このイベントの変更全体で、
   *[false] {""}
}
first = { $first ->
    [none] {""}
   *[other] 、最初は { $first }
}
sign-ins = { NUMBER($count, useGrouping: 0) } 件
were = ブロックされました
people = { NUMBER($people, useGrouping: 0) } 人
of-users = { $users ->
    [none] {""}
   *[other] { NUMBER($users, useGrouping: 0) } 人のユーザーの{" "}
}
to-date = { $total ->
    [none] {""}
    [0] 、それ以降はなし
   *[other] 、ログの最後までに { people } { NUMBER($total, useGrouping: 0) } 件
}

blocked = { several }{ $count ->
    [0] { after }にブロックされたサインインはありません ({ before }{ to-date })。
   *[other] { after }に、{ of-users }{ sign-ins }のサインインが{ were } ({ before }{ first }{ to-date })。
}
# without $first
blocked-so-far = { several }これまでにブロックされたサインインは { $count ->
    [0] 0 件
   *[other] { people }のユーザーの { sign-ins }
}です。サインイン ログは変更後 { window }を含んでいません{ known }。
blocked-unknown = { several }{ after }にブロックされたサインインの件数は、サインイン ログの範囲外のため不明です{ known }。

still-refused = { $before ->
    [none] 変更前の { window }のブロック件数は、サインイン ログの範囲外のため不明です。
    [0] 変更前の { window }にブロックされたサインインはありません。
   *[other] 変更前の { window }に { NUMBER($before, useGrouping: 0) } 件のサインインがブロックされていました。
}{ $count ->
    [none] その後の件数は、サインイン ログの範囲外のため不明です。
    [0] { after }は 0 件です。
   *[other] { after }も { of-users }{ sign-ins }が引き続き拒否されていますが、{ $may ->
        [true] 同じイベントの別の変更による可能性があります
       *[false] この変更によるものではありません
    }。
}
