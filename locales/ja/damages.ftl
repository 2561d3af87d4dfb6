### アーカイブのファイルの破損

of-file = { $path }: { $damage }
changed = 内容が書き込み時のものと一致しません
changed-or-gone = 内容が書き込み時のものと一致しないか、ファイルがありません
unreadable = 読み取れません: { $error }
other-size = { NUMBER($expected, useGrouping: 0) } バイトのはずが { NUMBER($found, useGrouping: 0) } バイトです
other-path = パスからログと日付がわかりません
other-columns = 列がこのバージョンのものではありません
other-rows = 行が manifest.json の記録と一致しません
