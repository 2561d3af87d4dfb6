### 設定の変更履歴とポリシーが一致しない箇所

default-settings = 既定の設定
not-set = 未設定
policy = ポリシー
event = { $time } のイベント
setting-of = { $whose } の { $setting }
differs = { $time } のイベントでは { $what } = { $expected } ですが、{ $other }では { $found } です。その間の変更がログにありません。
entry-missing = { $time } のイベントは { $what } の設定に関するものですが、{ $other }にはその設定がありません。
entry-there = { $time } のイベントによると { $what } の設定はありませんでしたが、{ $other }にはあります。その間の変更がログにありません。
unexplained = { $what } = { $found } ですが、{ $time } に追加された後、これを設定したイベントがログにありません。
not-told = { $time } のイベントには { $what } の変更前の設定が記録されていないため、省略しました。
unreadable = { $time } のイベントの { $what } の値は読み取れないため、そのままにしました。
