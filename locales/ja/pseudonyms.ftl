### 仮名: 鍵と、仮名では出力できないもの

no-key = 鍵 { $path } を読み取れません: { $error }
empty-key = 鍵 { $path } が空です。
key-next = 鍵のファイルを指定するか、--make-key を付けて新しい鍵を作成してください
key-made = 新しい鍵を { $path } に作成しました。鍵があると値を推測して確かめられるため、他人に渡さないでください。同じトークンはこの鍵からしか得られないため、大切に保管してください。
refused = { $what } は適用または保存するための出力であるため、仮名を使用できません。
refused-next = --pseudonymise を外してください。recommend の根拠を渡す場合は、--format table、markdown、xlsx を使用してください
archive-refused = { $what } は、後からどの集計にも使えるように、サインインをエクスポートのとおりに保存します。このため、仮名を使用できません。
archive-refused-next = --pseudonymise を外してください。アーカイブから作成する出力は、crosstenant report DIR --pseudonymise KEYFILE のように仮名にして渡せます
set-aside = 使用していません。理由は --pseudonymise を外すと表示されます
not-one-partner = { $partner } は、入力に含まれる 1 つの組織を指していません。
not-one-partner-next = 渡す相手のテナント ID を指定してください
