### マニュアル ページ

name = 名前
synopsis = 書式
description = 説明
exit-status = 終了コード
environment = 環境変数
see-also = 関連項目
separator = 、

exit-done = 正常に終了しました。
exit-environment = 実行環境の問題です (ファイルに書き込めない、ディスクの空きがないなど)。
exit-usage = 使い方の誤りです (無効なオプション、存在しないパス、特定できない自テナント)。
exit-nothing-recognised = 入力の中に、判別できるものがありませんでした。
exit-incomplete = 処理は完了しましたが、読み取れない入力がありました。--lenient を指定すると 0 になります。
exit-gate = --fail-on の条件に当てはまりました。
exit-bug = このプログラムの不具合です。
exit-interrupted = 中断されました。

env-language = --lang を指定しない場合の言語です。最初に設定されている変数の値が ja で始まる場合は日本語、それ以外は英語になります。
env-columns = 表を合わせる幅です。端末の幅の代わりに使います。
env-no-color = 空でない値を設定すると、--color always を指定しない限り色を使いません。
