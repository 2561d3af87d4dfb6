### 実行を終わらせる問題: 何が起きたかと、次の手順

error = エラー: { $failure }
next = {"  "}次の手順: { $next }
code = {"  "}コード: { $code }

bug = crosstenant の不具合です: { $error }
    .at = crosstenant の不具合です ({ $place })
    .next = 入力したコマンドを添えて報告してください。

## 書き込み

cannot-write = { SPACED($place) }に書き込めません: { $error }
    .next = 空き容量とアクセス許可を確認するか、-o で別の場所を指定してください。
standard-output = 標準出力
is-a-device = { $path } はデバイスまたはパイプであるため、置き換えられません。
    .next = ファイル名を指定するか、-o を外してください。-o がなければ標準出力に出力されます。
exists = { $path } は既に存在します。
    .next = 別の名前を指定するか、--force を付けて置き換えてください。
is-a-folder = { $path } はフォルダーです。
    .next = ファイル名を指定するか、複数の形式を -o フォルダー で指定してください。
no-folder-name = { $path } は新しいフォルダーの名前として使用できません。
    .next = -o report のように、新しいフォルダーを指定してください。
not-ours = { $path } は既に存在し、crosstenant report が作成したものではありません。
    .next = -o で別のフォルダーを指定するか、--force を付けて既存のファイルと同じ場所にレポートを保存してください。
not-empty = { $path } は既に存在し、空ではありません。
    .next = 別のフォルダーを指定してください。

## 入力

no-input = ファイルまたはフォルダー { $path } が見つかりません。
    .next = 綴りを確認してください。空白を含む名前は引用符で囲みます。フォルダーや "logs/*.json" のようなパターンも指定できます。
    .quote = 閉じ引用符の直前の円記号 (\) により、引用符と後続の引数まで名前の一部として解釈されました。その円記号を外してください。
cannot-list = フォルダー { $folder } の一覧を取得できません: { $error }
    .next = フォルダーのアクセス許可を確認してください。
bad-pattern = パターン { $pattern } を解釈できません: { $error }
    .next = パターンを引用符で囲むか、フォルダーを指定してください。
no-match = パターン { $pattern } に一致するファイルがありません。
    .next = フォルダーとパターンを確認してください。
cannot-read = { $path } を読み取れません: { $error }
    .path = パスを確認してください。
    .permissions = アクセス許可を確認してください。
    .of-archive = アーカイブのアクセス許可を確認してください。
    .command-again = コマンドをもう一度実行してください。
    .file-again = ファイルをもう一度取得してください。
no-files = 入力にファイルがありません。
nothing-recognised = { NUMBER($count, useGrouping: 0) } 件の入力の中に、サインイン ログも監査ログもありません:{ $list }
    .next = 読み取れるエクスポートとその取得方法は、crosstenant formats で確認できます。

## アーカイブ

cannot-write-archive = アーカイブ { $path } に書き込めません: { $error }
    .next = 空き容量とアクセス許可を確認してください。アーカイブは実行前の状態のままです。
no-archive-in = { $path } は空ではなく、アーカイブでもありません。
    .next = 新しいフォルダーか、アーカイブのフォルダーを指定してください。
no-manifest = { $path } にアーカイブがありません (manifest.json がありません)。
no-folder = { $path } はフォルダーではありません。
no-archive-next = アーカイブは crosstenant archive add DIR LOGS で作成できます。
cannot-read-archive = アーカイブ { $path } を読み取れません: { $error }
archive-damaged = アーカイブ { $path } が破損しているため、その内容は一切表示していません: { $what }
    .next = 破損している箇所は crosstenant archive verify { $path } ですべて確認できます。フォルダーをバックアップから復元するか、元のエクスポートを追加し直してください。
archive-locked = プロセス { $holder ->
    [none] (不明)
   *[other] { $holder }
} がアーカイブ { $path } に書き込んでいます。
    .next = 完了するまで待ってから、コマンドをもう一度実行してください。終了したプロセスのロックは残りません。
bad-day = --snapshot-date { $text } は日付ではありません。
    .next = 2026-10-31 の形式で指定してください。
no-snapshot-date = { $path } がいつの時点のものかわかりません。
    .next = --snapshot-date 2026-10-31 のように指定してください。
archive-format = archive export の出力形式は NDJSON のみです。
    .next = --format を省略してください。表が必要な場合は、アーカイブを入力として他のコマンドを実行してください。

## コマンド ライン

bad-zone = タイム ゾーン { $name } は不明です。
    .next = Asia/Tokyo や UTC など、tz データベースの名前を指定してください。
bad-format = 形式 { $name } は不明です。
    .next = 次のいずれかを指定してください: { $formats }
file-for-folder = { $path } はファイルですが、複数の形式にはフォルダーが必要です。
    .next = -o でフォルダーを指定してください。
several-formats = 複数の形式には保存先が必要です。
    .next = -o フォルダー を追加してください。
binary-on-terminal = { $format } は端末に表示できません。
    .next = -o ファイル を追加してください。
bad-extension = 名前 { $path } からは形式がわかりません。
    .next = 拡張子を .csv、.json、.ndjson、.md、.xlsx、.html、.txt のいずれかにするか、--format で指定してください。
report-format = report は常にページ、ブック、すべての表を出力します。--format json を指定すると、要約も標準出力に出力します。
    .next = --format を省略してください。フォルダーは -o で指定します。
recommend-format = json、powershell、terraform、m365dsc は表ではなく設定です。
    .next = 一度に 1 つだけ指定してください。
explain-format = explain の出力形式はテキストと JSON のみです。
    .next = --format を省略するか、--format json を指定してください。
no-settings-in = { $path } にクロステナント アクセス設定のファイルがありません。
    .next = Graph の policies/crossTenantAccessPolicy/default と /partners の応答をそこに保存してください。
current-is-code = { $path } はコードで管理された設定です。あるべき状態を示すもので、現在の設定のすべてではありません。--current には現在の設定が必要です。
    .next = Graph の policies/crossTenantAccessPolicy/default と /partners の応答を保存して指定してください。コードの変更は simulate --policy で確認できます。
no-current = changes --at は現在の設定からさかのぼりますが、入力に現在の設定がありません。
    .next = 現在の設定を追加してください: Graph の policies/crossTenantAccessPolicy/default と /partners をファイルとして入力に加えるか、--current PATH で指定します。
bad-tenant = { $text } はテナント ID ではありません。
    .next = テナント ID は 2b7c0e4a-91d6-4f38-a5c2-7d10e8b3f649 のような形式です (Entra 管理センター > 概要)。
no-zone = { $option } { $text } は、タイム ゾーン付きの RFC 3339 形式ではありません。
    .next = 2026-10-01T09:30:00Z や 2026-10-01T09:30:00+09:00 のように、タイム ゾーンを付けてください。日付だけの場合は --tz のタイム ゾーンの 1 日とみなします。
bad-time = { $option } { $text } は日時ではありません。
    .next = 2026-10-01、2026-10-01T09:30:00Z、または入力の最後のイベントからさかのぼる 7d、24h、yesterday の形式で指定してください。
    .next-at = 2026-10-01 または 2026-10-01T09:30:00Z の形式で指定してください。
empty-window = --to が --from より後の日時ではありません。
    .next = --to の時点は期間に含まれません。1 日分の場合は --from 2026-10-01 --to 2026-10-02 と指定してください。
empty-value = 値が空です。オプションを省略するか、値を指定してください
bad-code = 500213 または AADSTS500213 の形式で指定してください
filter-not-applicable = { $command } では { $option } による絞り込みはできません。
nothing-to-explain = { $asked } は、既知のエラー コード、メッセージ、コマンドのいずれでもありません。
    .next = 説明できるものの一覧は crosstenant explain で表示できます。メッセージは画面に表示されたとおりに引用してください。
    .next-code = このコードは一覧にありません。Microsoft による説明は https://login.microsoftonline.com/error で確認できます。
no-partner-meant = { $option } - はパートナー テナントのないサインインを指しますが、それに適用される設定はありません。
    .next = テナントを ID または名前で指定してください。
partner-unknown = { $option } { $name } は、読み取ったサインインにも設定にも見つかりません。
    .next = テナントの ID と名前の一覧は crosstenant partners で確認できます。

## 終了条件と根拠

gate-unknown = --fail-on { $name } には { $command } では答えられません。
gate-unknown-next = { $command } で指定できるもの: { $gates }
gate-slip = --fail-on に答えられません。{ $option } { $value } は読み取った内容のどこにも見つかりません。
    .next = { $similar ->
        [none] {""}
       *[other] { $similar } ではありませんか。
    }名前は完全に一致する必要があります。crosstenant partners、apps、users で一覧を確認できます。
or = {" または "}
gate-no-logs = --fail-on に答えられません。読み取った内容にサインイン ログも監査ログもありません。
    .next = ログを追加してください。エクスポートの一覧は crosstenant formats で確認できます。
gate-no-days = --fail-on に答えられません。--from から --to までの間に、どの方向のサインインもありません。
    .next = crosstenant coverage の期間と日付を照合してください。
no-evidence = { $purpose ->
    [gate] --fail-on に答えられません。
   *[recommendation] 推奨設定を作成できません。
}{ $missing ->
    [users] 読み取った内容にユーザーのサインインがありません。
    [tenants] ホーム テナントとリソース テナントの両方を含むレコードがありません。
    [applications] アプリケーション ID を含むレコードがありません。
   *[outcomes] サインインの成否がわかるレコードがありません。
}
    .next = { $missing ->
        [users] サインイン ログ (対話型と非対話型) を追加してください。エクスポートの一覧は crosstenant formats で確認できます。
       *[other] これらの列を含めてサインイン ログをエクスポートしてください。どのエクスポートに含まれるかは crosstenant formats で確認できます。
    }

## オプションで指定するファイル

unreadable = { $path } を読み取れません: { $error }
other-columns = { $path } の列は { $found } です。
other-columns-next = 見出しが { $first },{ $second } の CSV ファイルを指定してください。
two-homes = { $path } では、ゲスト { $user } に 2 つのホーム ID が指定されています。
    .next = ゲストごとに 1 行だけにしてください。
names-no-json = { $path } は JSON ではありません。
names-no-headings = { $path } に見出し tenant_id と name がありません。先頭は { $start } です。
names-no-cloud = { $path } では { $tenant } のクラウドが { $cloud } ですが、public、us、china のいずれでもありません。
names-none = { $path } にテナント名がありません。
names-next = ファイルの先頭に見出し tenant_id,name を置き、テナントごとに 1 行を記述してください (Graph の findTenantInformationByTenantId の JSON も使用できます)。
headings-cells = { $path } にセルが { NUMBER($cells, useGrouping: 0) } 個の行があります。
headings-none = { $path } に見出しがありません。
headings-next = 列ごとに 1 行で「別名,英語の見出し」を記述してください (例: 要求 ID,Request ID)。

## 設定

no-policy = 設定が指定されていません。
    .next = 既定の設定、組織の設定、またはその両方の JSON を指定してください: GET /policies/crossTenantAccessPolicy/default と /partners
policy-no-json = { $path }: JSON ではありません: { $detail }
    .next = 画面の写しではなく、Microsoft Graph の応答の JSON を指定してください。ファイルが途中で切れている場合は、もう一度取得してください。
not-a-policy = { $place }: クロステナント アクセス設定ではありません ({ $found })。
    .next = GET /policies/crossTenantAccessPolicy、/default、/partners のいずれかの応答、"default" と "partners" を含むファイル、またはそれらのフォルダーを指定してください。
policy-access-type = { $place }: accessType は allowed または blocked でなければなりませんが、{ $found } です。
    .next = allowed または blocked を指定してください (監査ログでは 1 または 2 です)。
policy-shape = { $place }: { $expected ->
    [object] オブジェクト
    [list] 配列
    [switch] true または false
    [target] ターゲット
   *[tenant-id] 組織の tenantId
}が必要ですが、{ $found } です。
    .next = GET /policies/crossTenantAccessPolicy/default に対する Microsoft Graph の応答と比較してください。
policy-depth = { $place }: エクスポートが入れ子の深さの制限で切れています ({ $found })。
    .next = ConvertTo-Json -Depth 10 を使ってエクスポートし直してください。深さが足りないと、設定の代わりに型の名前が出力されます。
policy-twice-in-one = { $path }: { $what }が 2 回指定されており、内容が異なります。
policy-twice = { $first } と { $second }: { $what }が 2 回指定されており、内容が異なります。
    .next = それぞれ最新のファイルだけを残してください。
empty-file = ファイルが空です
empty-list = 空の配列
empty-object = 空のオブジェクト
members = メンバー { $names }
the-partner = パートナー { $id }{" "}
the-synchronisation = { $id } の ID 同期

no-schema = { SPACED($name) }という名前の出力はありません。
    .next = 次のいずれかを指定してください: { $names }
schema-format = スキーマの形式は JSON のみです。
    .next = --format を省略してください。
export-script-format = スクリプトに他の形式はありません。
    .next = --format を省略してください。-o get-logs.ps1 でファイルに書き出せます。
ids-format = オブジェクト ID だけの形式 (ids) は guests --review 専用で、他の形式と同時には指定できません。
    .next = guests --review --format ids とするか、別の形式を指定してください。
