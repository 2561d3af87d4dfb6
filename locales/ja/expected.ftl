### 想定しているパートナー組織の一覧

no-headings = { $path } に見出し tenant_id と name がありません。先頭の行: { $start }
none = { $path } にパートナー組織がありません。
bad-cell = { SPACED($path) }の { NUMBER($line, useGrouping: 0) } 行目: { SPACED($column) }を解釈できません: { $found }
next = ファイルを見出し tenant_id,name,owner,reason,until,direction (後ろの 4 つは省略可) で始め、パートナー組織ごとに 1 行を記入してください。until は 2026-12-31 の形式、direction は inbound か outbound で、両方向なら空にします。

separator = 、
unexpected = 想定しているパートナー組織の一覧にないか、一覧の期限を過ぎている組織が { NUMBER($partners) } 件あります: { $names }。
unused = 現在の設定のうち、読み取った範囲に成功したサインインがない組織の設定が { NUMBER($entries) } 件あります: { $names }。
more = ほか { NUMBER($count) } 件
