### 2 つの期間の比較

separator = 、

covered = { $first } から { $last } まで (サインインのある日: { NUMBER($days) } 日)
no-sign-ins = ユーザーのサインインなし
sides = 今回の期間: { $now }。比較元: { $before }。
nothing = 新規、消失、増加、減少のいずれもありません。

nothing-new = 新規のものはありません。
new = 新規: { $what }。
gone = 見られなくなったもの: { $what }。
grown = 増加: { $what }。
shrunk = 減少: { $what }。
partners = パートナー組織 { NUMBER($count) } 件
apps = アプリケーション { NUMBER($count) } 件
users = ユーザー { NUMBER($count) } 人
codes = 失敗の種類 { NUMBER($count) } 件
settings = 変更された設定 { NUMBER($count) } 件

rule = 増加と減少は、サインインのある 1 日あたりの件数が { NUMBER($factor) } 倍以上または { NUMBER($factor) } 分の 1 以下になり (--factor)、比較元から見込まれる件数との差が { NUMBER($difference) } 件以上あるものです (--threshold)。サインインのない日は両方の期間から除いています。
short-baseline = 比較元にはサインインのある日が { NUMBER($days) } 日しかありません。月に 1 回の利用は、新規や消失に見えることがあります。
logs-differ = 片方の期間にしかないログがあります: { $logs }。そのログだけにあるものは、新規、消失、増加、減少に見えます。
baseline-empty = 比較元にユーザーのサインインがないため、すべてが新規に見えます。
current-empty = 今回の期間にユーザーのサインインがないため、すべてが消失に見えます。
no-audits = 監査ログが片方の期間にしかないため、設定の変更は比較していません。
