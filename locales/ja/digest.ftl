### 新しい動きを 10 行で

about-digest = 新しい動きをメールやメッセージ向けに 10 行で示す
digest-only-if-new = 新しい動きがなければ何も出力しない
digest-since = この時刻より前に見られなかったものを新規とする。これも --baseline も指定しなければ 7d (最後のイベントまでの 7 日間)
digest-format = text、markdown、adaptive-card、teams (Teams のワークフローに送るメッセージ形式のカード)、json

bad-format = digest は { $format } を出力できません。
    .next = text、markdown、adaptive-card、teams、json のいずれかを指定してください。

title = クロステナント アクセスの新しい動き
title-of = { SPACED($name) }のクロステナント アクセスの新しい動き
nothing-to-compare = この期間より前にユーザーのサインインがないため、比較できません。
nothing-new = 新しい動きはありません。
# What stands between two sentences of a line.
between = {"。"}
unnamed = 名前なし

named = { $name } ({ $way ->
    [inbound] 受信、
    [outbound] 送信、
   *[neither] {""}
}{ NUMBER($count) } 件)
paced = { $name } ({ $way ->
    [inbound] 受信、
    [outbound] 送信、
   *[neither] {""}
}以前 { NUMBER($was) } 件、今回 { NUMBER($is) } 件)

new-partners = 新しいパートナー組織 { NUMBER($count) } 件: { $names }
new-directions = 新しい方向のアクセスが見られる既知のパートナー組織 { NUMBER($count) } 件: { $names }
new-apps = 新しいアプリケーション { NUMBER($count) } 件: { $names }
new-failures = 新しい種類の失敗 { NUMBER($count) } 件: { $names }
new-users = 新しいユーザー { NUMBER($count) } 人 (受信 { NUMBER($inbound) } 人、送信 { NUMBER($outbound) } 人)
changed = 設定の変更 { NUMBER($count) } 件 (うち制限の強化 { NUMBER($tightened) } 件、別のテナントのユーザーによるもの { NUMBER($foreign) } 件): { $actors }
pace = 1 日あたりのサインイン数が大きく変わったもの: { $names }
gone = 見られなくなったパートナー組織 { NUMBER($count) } 件: { $names }
incomplete = ログが揃っていません。不足している内容は crosstenant coverage で確認できます。
