### コマンド ラインのヘルプ

## コマンド

about-crosstenant = Microsoft Entra テナントの境界を越えるサインインを、手元のサインイン ログと監査ログから明らかにします
about-report = ログからわかることをまとめたレポート (ページ、ブック、すべての表) を作成します
about-coverage = ログからわかることとわからないこと
about-partners = 受信側と送信側のパートナー組織
about-apps = パートナーごとのアプリケーション ID (クライアントとリソース)
about-users = 境界を越えるユーザー
about-events = サインインの一覧 (新しい順)
about-timeline = 時間、日、週ごとのサインイン数
about-failures = 失敗したサインインの原因と、対応する側、対処
about-changes = 設定の変更者、変更の影響、ブロックされたユーザー
about-guests = 招待されたゲスト、利用しているゲスト、利用しなくなったゲスト
about-simulate = 設定案をサインインの実績に当てはめ、ブロックされるものを調べます
about-recommend = 実績のあるサインインを妨げない最小限の設定を、表、Graph の JSON、PowerShell スクリプト、Terraform、Microsoft365DSC で出力します
about-workloads = 自テナントにサインインする、ほかの組織のアプリケーション
about-trust = パートナーごとに、MFA とデバイスについてサインインが示すことを、信頼の設定と並べて表示します
about-providers = 自テナントを管理するサービス プロバイダー (CSP、GDAP) を、それを認める管理関係と並べて表示します
about-archive = Microsoft の保持期間 (30 日) を超えてログを保存するフォルダー (Parquet)。すべてのコマンドで入力として使えます
about-archive-add = エクスポートを追加します。保存済みのイベントは追加しません
about-archive-info = アーカイブの内容
about-archive-verify = アーカイブの破損の有無を確認し、中断した処理の残りを削除します
about-archive-export = イベントを NDJSON で書き出します
about-archive-distill = 境界を越えるサインインはそのまま、内部のサインインは件数だけにした小さなアーカイブを作成する
about-archive-sources = 部分アーカイブのソースに、優先される順の番号を付ける
about-archive-adopt = 部分アーカイブからエンジンがまとめたサインインをアーカイブにする
about-archive-prune = 指定した日より前のデータを削除し、削除したことを記録する
about-inspect = ファイルの種類と、その根拠、判別できない項目
about-formats = 読み取れるログの形式と、その入手方法
about-explain = エラー コード、ユーザーに表示されるメッセージ、コマンドの意味と、対応する側
about-demo = 試用のための架空のログを作成します
about-spark = Spark クラスターでアーカイブを作成する
about-spark-init = Spark クラスターでアーカイブを作成するジョブと、その実行方法を書き出す
about-kql = Log Analytics と Sentinel でサインインを集計するクエリ。結果の CSV は入力として使えます
about-export-script = ログを漏れなく取得し、中断しても続きから再開する PowerShell スクリプト
about-schema = 出力の JSON スキーマ (1 つまたはすべて)
about-config = 入力しなくても設定されている値と、その出所
about-config-show = すべてのキーの値とその出所
about-completions = シェルの補完スクリプト
about-man = man コマンド用のマニュアル ページ
about-help = このヘルプ、または指定したコマンドのヘルプを表示します

after = 最初に実行:  crosstenant report ログのフォルダー
    データをどこかに送信することはありません。オフラインで動作します。

## 見出し

heading-usage = 使い方:
heading-commands = コマンド
heading-arguments = 引数
heading-options = オプション
heading-input = 入力
heading-filters = 絞り込み (繰り返し指定可。同じオプション同士は OR、異なるオプション同士は AND)
heading-output = 出力
heading-gate = 条件による終了コード
heading-config = 設定
heading-hand-over = 社外に渡す場合

## オプションの説明の後に付ける値と既定値

values = [値: { $values }]
default = [既定値: { $value }]

## 入力

arg-inputs = ファイル、フォルダー、パターン、または - (標準入力)。.gz、.zst、.zip はそのまま読み取ります
arg-tenant = 自テナントの ID。企業グループの場合は繰り返し指定します。ログから明らかな場合は省略できます
arg-names = テナント名。見出しが tenant_id、name (任意で cloud) の CSV、または findTenantInformationByTenantId の JSON
arg-current = 現在のクロステナント アクセス設定 (Graph の JSON のファイルまたはフォルダー)。入力に含めることもできます
arg-headers = 組み込まれていない言語のポータルの列見出し (CSV、alias,english)
arg-date-order = 03/04/2026 のような日付の月と日の順 (ファイルから判別できない場合)。mdy は月が先、dmy は日が先
arg-zone = タイム ゾーンのない時刻 (エクスポートした人の現地時刻) のタイム ゾーン
arg-max-record = レコードの最大バイト数。超えるものはスキップします
arg-max-unpacked = 圧縮ファイルの展開後の最大バイト数。省略時は元のサイズの 200 倍
arg-rejects = スキップしたすべてのレコードとその理由を書き出すファイル (NDJSON)
arg-lenient = 読み取れない入力があっても終了コードを 0 にします
arg-threads = 読み取りに使うスレッド数。結果には影響しません

## 絞り込み

arg-from = 開始 (この時刻を含む)。2026-10-01 (--tz の日付)、RFC 3339、または入力の最後のイベントからさかのぼる 7d、24h、yesterday
arg-to = 終了 (この時刻を含まない)。書き方は --from と同じ
arg-direction = 方向 (inbound は受信、outbound は送信)。省略時は internal 以外すべて
arg-partner = パートナー テナントの ID または名前。パートナーのないサインインは -
arg-app = アプリケーション (クライアントまたはリソース) の ID または名前
arg-client = クライアント アプリのみの ID または名前
arg-resource = リソース アプリのみの ID または名前
arg-user = ユーザーのオブジェクト ID またはユーザー プリンシパル名
arg-access-type = クロステナント アクセスの種類 (例: b2bCollaboration)
arg-outcome = サインインの結果
arg-code = エラー コード (例: 500213、AADSTS500213)
arg-log = ログの種類

## 出力

arg-format = table、json、ndjson、csv、markdown、xlsx、parquet、html のいずれか。-o でフォルダーを指定すると、コンマ区切りで複数指定できます
arg-output = 出力先のファイル (拡張子で形式が決まります) またはフォルダー。省略時は標準出力
arg-force = 既存のファイルを置き換えます
arg-tz = 日付の区切りと表示する時刻のタイム ゾーン (例: Asia/Tokyo)
arg-lang = 見出しと文章の言語
arg-color = ターミナルの色
arg-quiet = エラー以外のメッセージを表示しません
arg-verbose = 詳しいメッセージ (使わなかったファイルなど) も表示します
arg-pseudonymise = ユーザー、組織、ドメイン、IP アドレスを、鍵から作るトークンに置き換えます。同じ鍵ファイルからは同じトークンが得られます
arg-make-key = 先に新しい乱数の鍵を --pseudonymise のファイルに作成します。既存の鍵は上書きしません
arg-mapping = トークンと元の値の対応をこのファイルに書き出します (CSV、手元での確認用)
arg-keep-app-names = Microsoft 以外のアプリケーションの名前を残します
arg-fail-on = 条件に当てはまる場合は終了コード 10、判断できない場合は 2 で終了する。すべてのコマンドで incomplete、ほかにコマンドごとに new-partner、unexpected-partner、new-app、new-failure、unused-setting、dormant-guest、foreign-actor、tightened、blocked-success、depends-success、unknown-success
arg-config = 設定ファイル。指定しない場合は、現在のフォルダーから上位に向かって最も近い crosstenant.toml、次にユーザーの設定フォルダーのもの
arg-no-config = 設定ファイルを使用しない

## コマンド固有のオプション

report-output = レポートのフォルダー。省略時は reports/テナント-最終日
report-policy = サインインを当てはめる設定案 (simulate と同じ)。省略時は、現在の設定の既定をブロックにしたもの
report-for-partner = --partner の組織の管理者に渡すページだけを作成します。相手のユーザーと名前はそのまま、ログのほかの内容は含めません (--pseudonymise が必要)
apps-by = 行の単位。app ではすべてのパートナーをまとめて、アプリケーションごとに 1 行
events-limit = 新しいものから N 件のみ
timeline-by = 期間の単位
changes-impact-window = 変更の前後でブロックされたサインインを数える日数
changes-at = 入力に含まれる現在の設定をさかのぼり、この時点の設定を表示します
guests-review = 確認すべきゲスト ユーザーだけを、古い順に理由とともに表示する。--format ids でオブジェクト ID だけを出力
guests-dormant-days = 休眠とみなす、サインインのない日数 (入力の最後のサインインからさかのぼります)
simulate-policy = 設定案 (Graph の JSON のファイルまたはフォルダー。既定の設定、組織の設定、またはその両方。Terraform の .tf や Microsoft365DSC の .ps1 も可)
simulate-members = 設定で指定しているグループのメンバー (CSV、group_id,user_id)
simulate-user-map = 設定でパートナーのユーザーを指定している場合の、ゲストのホーム テナントでの ID (CSV、home_user_id,user_id)
simulate-matching = 設定の一覧と照合するアプリケーション ID
simulate-by = 行の単位。app ではアプリケーションごと、user ではさらにユーザーごと
recommend-min-successes = アプリケーションを許可するために必要な、パートナーと方向ごとのサインインの成功回数
recommend-include-hubs = Microsoft Graph などのハブ リソースも、それを使うクライアントと合わせて許可します
recommend-scope-users = 送信で、すべてのユーザーではなく実績のあるユーザーのみを許可します
recommend-remove-unused = サインインの成功がない組織の設定を削除します。省略時はそのまま残します
recommend-reopen = 以前は成功し、現在の設定でブロックされているものを再び許可します (パートナー、または all)
workloads-all = 自テナントと Microsoft のアプリケーションも含めます
archive-add-dir = アーカイブのフォルダー。ない場合は作成します
archive-add-snapshot-date = ユーザー一覧と設定の日付 (例: 2026-10-31)。省略時はファイルの最終更新日
archive-add-restore = archive prune で削除した期間のデータを元に戻す
archive-parts = 部分アーカイブのフォルダー
archive-adopt-dir = エンジンが signins/log=LOG/event_date=DAY を書き込んだフォルダー
archive-distill-archive = すべてのイベントを保持するアーカイブ (変更されません)
archive-distill-out = 集約したアーカイブのフォルダー。変更のない日はそのまま残します
archive-prune-before = 残す最初の日 (2025-10-01、UTC)。これより前のデータを削除します
archive-prune-dry-run = 削除される内容を表示するだけで、何も変更しない
archive-dir = アーカイブのフォルダー
explain-what = サインイン エラー コード、ユーザーに表示されるメッセージ、コマンド、またはトピック。省略時は一覧を表示します
spark-init-dir = ジョブのフォルダー
spark-init-force = 既存のファイルを置き換える
kql-tenant = サインインを集計するテナント
kql-from = この時刻以降のサインインだけを対象とする (RFC 3339 または日付)
kql-to = この時刻より前のサインインだけを対象とする
export-script-days = 今日から遡る日数
export-script-since = 最初の日 (2026-10-01、UTC)
export-script-what = 取得するもの。省略するとすべて
export-script-crossing-only = テナントの境界を越えないユーザー サインインをサーバー側で除外する
schema-what = コマンド、または出力に記載されている名前 (crosstenant.apps-by-app/1)。省略するとすべての出力
demo-dir = 出力先のフォルダー
demo-seed = 同種の別のデータを作るための番号
demo-size = ユーザーのサインインのおおよその件数
demo-all-formats = 各形式に、一部の日だけではなくすべての日を出力します
completions-shell = シェル
man-dir = すべてのページの出力先フォルダー。省略時は、プログラム全体のページを標準出力に書き出します
print-help = ヘルプを表示します
print-version = バージョンを表示します
