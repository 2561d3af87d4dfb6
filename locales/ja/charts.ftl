### レポートのグラフの見出しと説明

inbound = 受信
outbound = 送信
failed = 失敗
interrupted = 中断
no-error = エラーなし
outcome-unknown = 結果不明
unknown-app = (不明)
some-of = { $title } (全 { NUMBER($all, useGrouping: 0) } 件中、上位 { NUMBER($most, useGrouping: 0) } 件)
days = 1 日ごとのサインイン
    .description = 受信と送信のサインイン数と、そのうちの失敗を 1 日ごとに示します。
partners-in = 自テナントにアクセスしている組織{ $others ->
    [true] と外部 ID
   *[false] {""}
}
partners-out = 自テナントのユーザーがアクセスしている組織{ $others ->
    [true] と外部 ID
   *[false] {""}
}
partners-described = { $title }。サインイン数の多い順に、中断と失敗を分けて最大 { NUMBER($most, useGrouping: 0) } 件を示します。
by-day = パートナー組織{ $others ->
    [true] と外部 ID
   *[false] {""}
}の 1 日ごとのサインイン (受信と送信の合計)
by-day-described = 各パートナー組織の 1 日ごとのサインイン数です。色が濃いほど多いことを示します (最大 { NUMBER($most, useGrouping: 0) } 組織)。
applications = アプリケーション (クライアント → リソース)
applications-described = 境界を越えるサインインの多いアプリケーションを、最大 { NUMBER($most, useGrouping: 0) } 件示します。
sides = 対応すべき人ごとの失敗
    .description = 境界を越えるサインインの失敗と中断を、自テナントから見て対応すべき人ごとに示します。棒の右の数値は両方の合計です。
us = 自テナント
partner = パートナー組織
network = ネットワークまたはデバイス
user = ユーザー
app-owner = アプリの所有者
microsoft = Microsoft
nobody = 対応不要
unclassified = 不明
changes = 設定の変更と、その組織のサインイン
    .description = 設定が変更された組織の 1 日ごとのサインイン数と、そのうちの失敗です。縦線は設定の変更を示します。
panel = { $partner }、{ $inbound ->
    [true] 受信
   *[false] 送信
}
tightened = 厳格化
loosened = 緩和
changed = 変更
tightening = 設定を段階的に厳しくした場合にブロックされるサインイン
tightening-described = このログの成功したサインインのうち、ブロックされるものの件数です。最初は既定の設定を閉じて組織の設定がない状態で、そこから組織の設定を 1 つずつ追加していきます。{ $end ->
    [true] 最後にはブロックされるものがなくなります。
   *[false] 最後に残るものは、どの設定でも許可できません。
}現在の設定ですでに拒否されているものは数えていません。{ $newly ->
    [none] {""}
   *[other] 最初の段階では現在の組織の設定も取り除くため、既定の設定だけを閉じた場合に新たにブロックされる { NUMBER($newly) } 件ではなく { NUMBER($first) } 件になります。
}
closed = 既定の設定を閉じ、組織の設定なし
step = + { $organisation }
more-steps = + ほか { NUMBER($more, useGrouping: 0) } 組織
guests = ゲスト ユーザーの招待から利用まで
    .description = 招待、引き換え、サインインまで進んだゲスト ユーザーの人数と、現在の状態 (「利用中」から「不明」まで) ごとの人数です。状態ごとの人数を合計すると全員になります。
guests-all = ゲスト ユーザー
guests-invitation-seen = 招待の記録あり
guests-redemption-seen = 引き換えの記録あり
guests-signed-in = サインインあり
guests-active = 利用中
guests-redeemed = 引き換え後の利用なし
guests-invited = 招待済み、未引き換え
guests-dormant = 休眠
guests-disabled = 無効
guests-removed = 削除済み
guests-unknown = 不明
guests-on-the-way = 利用まで進行中
guests-not-here = 利用なし、または利用終了
