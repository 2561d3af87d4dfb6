### ページのスクリプトが表示する文。中かっこの中はページ上で置き換える

## フィルター

filters = フィルター
explore = 絞り込み
explore-question = 選択すると、以下の表とグラフがすべて連動します。
find = 組織、アプリケーション、ユーザー、エラー コードの検索
find-hint = 検索: 名前、ID、ドメイン、コード
nothing-found = この名前または ID を持つものはありません。
key-direction = 方向
key-partner = 組織
key-app = アプリケーション
key-user = ユーザー
key-outcome = 結果
key-code = エラー コード
key-side = 対応すべき人
key-access-type = アクセスの種類
key-log = ログ
key-from = 開始日
key-to = 終了日 (この日を含まない)
remove = フィルター { $filter } を解除
remove-all = すべて解除
sums = 表示中の合計
in-view = 表示中: サインイン { $sign-ins } 件、組織 { $partners } 件
whole-answer = 結論、ログの限界、確認が必要なものは、フィルターにかかわらずレポート全体についての記述です。

## 値

internal = 内部
foreign = 自テナント以外
undetermined = 判定不能
success = 成功
interrupted = 中断
failure = 失敗
passthrough = パススルー
unknown = 不明
interactive = 対話型
non-interactive = 非対話型

## 日

days-label = 日別のサインイン
days-other = その他
day-from = 開始日
day-to = 終了日
drag = または日の上をドラッグ

## 表

search = 検索
search-hint = いずれかの列に含まれる文字列
columns = 列
csv = CSV
by-week = 週単位
copy-refused = 許可されていません
counted = { $rows } 行中 { $shown } 行
printed = { $rows } 行のうち { $shown } 行を印刷しています。
hidden-users = ユーザーが記録されていないため、この表に行がないサインイン: { $count } 件
follows-both = この表に適用されるのは、組織と方向のフィルターだけです。
follows-partner = この表に適用されるのは、組織のフィルターだけです。
follows-direction = この表に適用されるのは、方向のフィルターだけです。
follows-none = この表にフィルターは適用されません。
users-elsewhere = ユーザーが多すぎるため、このページではユーザーを区別していません。次のコマンドで確認できます: { $command }
facts-elsewhere = サインインが多すぎるため、このページでは絞り込めません。以下の表はレポート全体のものです。表の下のコマンドでは、すべてのフィルターを使えます。

## フィルターに連動するグラフ

chart-partners-inbound = 受信サインインの多い組織
chart-partners-outbound = 送信サインインの多い組織
chart-partners-by-day = 組織ごとの日別サインイン
chart-applications = クライアント アプリケーション
chart-failures = 失敗と中断に対応すべき人

## 行の詳細

details = 選択した行の詳細
only-this = これだけを表示
under-filters = 適用中のフィルターの範囲で数えています。
use = 利用状況
first-use = 最初の利用
last-use = 最後の利用
failing = 失敗の内容と対応
setting = 設定
setting-organization = この組織には組織の設定があります。
setting-default = 既定の設定が適用されます。
recommended = 推奨される設定
would-block = 既定をブロックした場合 (または指定した設定) の結果
changed = この組織の設定の変更
events = サインイン
side-no-option = 「対応すべき人」はコマンドのオプションにないため、すべてのサインインが表示されます。
row = 行の全項目
resources = リソース
more = ほか { $count } 件
dark = ダーク
