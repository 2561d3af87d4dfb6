### 実行と入力について標準エラー出力に表示する文

note = 注: { $what }
warning = 警告: { $what }
next = {"  "}次の手順: { $what }
gate = ゲート: { $names } (終了コード 10)
progress = { $bar } { $read } / { $total }  { $speed }  残り { $left }
window = { $typed } = { $time } ({ $zone })。今日からではなく、入力の最後のイベント ({ $last }) からさかのぼった日時です。
unmatched = { $option } { $value } はログのどこにもありません。{ $similar ->
    [none] {""}
   *[other] もしかして: { $similar }
}
    .next = 名前は部分一致ではなく完全一致で比較します。crosstenant partners、apps、users で一覧を確認できます。
or = 、
other-owner = ログには所有者として { $owner } が記録されていますが、自テナントとして指定されていません。
    .next = --tenant を確認してください。指定しない場合は、ログの所有者を自テナントとします。
read-error = { $file }: 一部しか読み取れませんでした: { $why }
    .next = ファイルを取得し直してください。破損箇所より前のレコードは集計に含まれています。
unmet-steps = { $file }: 認証の詳細のうち { NUMBER($sign-ins) } 件のサインインが、指定されたポータルの CSV にありません。これらの MFA の方法は不明のままです。
unmet-steps-next = AuthDetails は、同じダウンロードの CSV と一緒に指定してください。サインインがすでにアーカイブにある場合も、CSV と AuthDetails を 1 回で追加してください: crosstenant archive add DIR InteractiveSignIns_2026.csv InteractiveSignIns_AuthDetails_2026.csv
by-position = { $file }: 見出しが未対応の言語のため、列を位置で判断しました。
    .next = 数行をポータルと見比べるか、--headers で見出しを指定してください。
still-written = { $file }: 最後のレコードが途中で切れています。ファイルは書き込み中でした。
skipped = { $place }: スキップしました ({ $code }){ $found ->
    [none] {""}
   *[other] 。値: { $found }
}
skipped-next = { $reason }{ $count ->
    [none] {""}
   *[other] {" "}(全 { NUMBER($count, useGrouping: 0) } 件)
}
about-file = { $file }: { $note }
others-found = これらのフォルダーにあるほかの { NUMBER($files, useGrouping: 0) } 個のファイルには、使うログがありません。-v を付けると一覧を表示します。
read-in-part = 一部のみ読み取り: { $why }
