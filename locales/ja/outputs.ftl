### 表、ブック、グラフに付ける言葉

no-rows = 該当する行はありません。
no-room = (幅が足りないため { $columns } を省略しました。ウィンドウを広げるか、--format csv または -o FILE.xlsx を使ってください)
separator = 、
total-row = 合計
rows = { NUMBER($rows) } 行
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
sheet-compare = 期間の比較
sheet-trust = MFA とデバイスの信頼
sheet-providers = サービス プロバイダー
sheet-figures = グラフのデータ
sheet-continued = { $name } ({ NUMBER($number, useGrouping: 0) })
sheet-part = 全 { NUMBER($all) } 行のうち { NUMBER($first) } ～ { NUMBER($last) } 行目です。1 枚のシートにはこれ以上入りません。
sheet-folded = 名前の列があるため、{ $columns } の列は折りたたんであります。列の上の + を押すと表示されます。
failed = 失敗

## 表紙

cover-figures = 主な数値
cover-answer = わかったこと
cover-hints = 対応が必要なこと
cover-caveats = このログではわからないこと
cover-charts = グラフ
cover-contents = 目次
cover-sheet = シート
cover-rows = 行数
cover-question = 内容
cover-evidence = 読み取ったファイルと、レコードの内訳
cover-data = グラフの元データ
own-tenants = 自テナント
own-found = 自テナントの判別方法
own-given = --tenant で指定
settings-set = 入力以外で設定された値
options = オプション
time-zone = タイム ゾーン
version = crosstenant のバージョン

## グラフ

no-sign-ins = サインインなし
zero = 0 – サインインなし
own-scale = {" "}(目盛りは系列ごとに異なります)
days = { $first } ～ { $last }
all-sign-ins = サインイン { $count } 件
all-failed = 失敗 { $count } 件
total = 合計
per-day = 1 日のサインイン数
