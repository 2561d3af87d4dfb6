### demo で作成したもの

written = { SPACED($folder) }に { NUMBER($files, useGrouping: 0) } ファイル、{ NUMBER($sign-ins, useGrouping: 0) } 件のサインインを作成しました。
next = 次の操作: { $command }
