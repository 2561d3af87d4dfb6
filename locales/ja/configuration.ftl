### crosstenant.toml と環境変数で設定されているもの

separator = {"。"}
question = 入力しなくても設定されている値は何か

file-decides = { SPACED($path) }で次の値が設定されています: { $settings }
environment-decides = 環境変数で次の値が設定されています: { $settings }

file = 設定は { SPACED($path) }から読み取っています。
no-file = crosstenant.toml は使用していません。現在のフォルダーとその上位フォルダー、およびユーザーの設定フォルダーに見つからないか、--no-config が指定されています。

ignored = { SPACED($path) }は別のアカウントが所有しているため、使用していません。
    .next = 信頼できるファイルであれば、--config { $path } で指定してください。

## 問題

cannot-use = { SPACED($place) }を使用できません: { $error }
    .next = TOML 形式で、キーごとに tz = "Asia/Tokyo" のような行を記述してください。Windows のパスは一重引用符 (') で囲みます。キーの一覧は crosstenant config show --no-config で確認できます。
unknown-key = { SPACED($place) }で設定されている { SPACED($key) }は不明なキーです。
    .next = { SPACED($nearest) }ではありませんか。キーの一覧は crosstenant config show --no-config で確認できます。
bad-value = { SPACED($place) }で設定されている { SPACED($key) }の値の種類が正しくありません。
refused = { SPACED($place) }で設定されている { SPACED($key) }の値は、オプションの値として使用できません: { $why }
text = 空でない文字列を指定してください: キー = "文字列"
number = 整数を指定してください: キー = 30
path = パスを指定してください: キー = "フォルダー/ファイル"
texts = 文字列の一覧を指定してください: キー = ["1 つ目", "2 つ目"]
expected = パートナーごとに [[expected]] を書き、tenant_id と name を指定してください (owner、reason、until、direction も指定可)。または、この見出しを持つ CSV ファイルのパスを指定してください
unknown-member = { $place } の [[expected]] に不明なキーがあります: { $member }
bad-member = { $place } の [[expected]] の { $member } が文字列でも日付でもありません
paths = パスの一覧を指定してください: キー = ["フォルダー", "別のフォルダー/*.json"]
