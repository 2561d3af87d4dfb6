### 表、ブック、グラフに付ける言葉

no-rows = 該当する行はありません。
no-room = (幅が足りないため { $columns } を省略しました。ウィンドウを広げるか、--format csv または -o FILE.xlsx を使ってください)
separator = 、
sums-aside = ({ $sums })

## ブック

book-title = クロステナント アクセス
sheet-summary = 概要
sheet-evidence = 根拠
sheet-coverage = ログの範囲
sheet-partners = パートナー組織
sheet-apps = アプリケーション
sheet-users = ユーザー
sheet-timeline = 推移
sheet-failures = 失敗
sheet-workloads = ワークロード
sheet-changes = 設定の変更
sheet-guests = ゲスト
sheet-simulate = ブロックされるサインイン
sheet-recommend = 推奨設定
sheet-events = サインイン
sheet-inspect = ファイルの判別
sheet-formats = 形式
sheet-archive = アーカイブ
own-tenants = 自テナント
own-found = 自テナントの判別方法
own-given = --tenant で指定
settings-set = 入力以外で設定された値
options = オプション
time-zone = タイム ゾーン
version = crosstenant のバージョン
sheet-full = シートの行数の上限に達しました。{ NUMBER($all, useGrouping: 0) } 行のうち { NUMBER($missing, useGrouping: 0) } 行が含まれていません。CSV を使ってください。

## グラフ

no-sign-ins = サインインなし
zero = 0 – サインインなし
own-scale = {" "}(目盛りは系列ごとに異なります)
days = { $first } ～ { $last }
all-sign-ins = サインイン { $count } 件
all-failed = 失敗 { $count } 件
total = 合計
per-day = 1 日のサインイン数
