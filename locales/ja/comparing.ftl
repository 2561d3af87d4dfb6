### 期間に関するオプションの説明と、その問題

about-compare = 2 つの期間を比べて、新規、消失、増加、減少を示す
heading-periods = 期間
compare-inputs = --split で分ける入力、または今回の期間の入力
compare-baseline = 比較元の期間の入力
compare-current-period = 今回の期間の入力
compare-split = 入力を前後に分ける時刻 (2026-10-01、RFC 3339、または最後のイベントの 7 日前を表す 7d)
compare-threshold = 増加または減少とみなす、比較元から見込まれる件数との差
compare-factor = 増加または減少とみなす、サインインのある 1 日あたりの倍率
arg-since = この時刻より前に見られなかったものを新規とする (2026-10-01、RFC 3339、または最後のイベントの 7 日前を表す 7d)
arg-baseline = この入力に現れないものを新規とする
arg-expected = 想定しているパートナー組織の一覧: 見出しが tenant_id,name (任意で owner,reason,until,direction) の CSV。一覧にない組織を目立たせる

one-period = 比較するものがありません。
    .next = compare INPUT --split 時刻 の形で指定するか、--baseline と --current-period を指定してください。
partners-format = table、json、ndjson、csv、markdown、xlsx、html (-o フォルダー と組み合わせると、コンマ区切りで複数指定可)。expected は実績から --expected 用の一覧を、watchlist は Microsoft Sentinel のウォッチリスト用の CSV を出力する
report-format = json を指定すると、フォルダー内の summary.json と同じ要約を標準出力に出力する

list-alone = expected と watchlist は表ではなく一覧です。
    .next = どちらか 1 つだけを指定してください。
