### レポートの枠: 題名、概要、設定の周辺、ターミナルでの要約

title = クロステナント アクセス
title-of = { SPACED($name) }のクロステナント アクセス
separator = 、
code-times = { $code } (このログに { NUMBER($times, useGrouping: 0) } 件)

## 概要

own-tenants = 自テナント
period = 期間
period-of = { $first } ～ { $last } ({ $zone })
no-events = イベントなし ({ $zone })
records = レコード
records-of = { NUMBER($files) } ファイルから { NUMBER($records, useGrouping: 0) } 件を読み取り (採用 { NUMBER($kept, useGrouping: 0) } 件、重複 { NUMBER($duplicates, useGrouping: 0) } 件、スキップ { NUMBER($skipped, useGrouping: 0) } 件)
filtered = 絞り込み条件

## 設定

on-default = 既定の設定に依存している組織
on-default-how = すべての組織 (「設定」列付き) を表示するコマンド:
rows-elsewhere = ほかの { NUMBER($count, useGrouping: 0) } 行は、変化しないか、成功したことがありません。tables/simulate.csv とブックに含まれています。
all-rows = すべての行を表示するコマンド:
own-settings = 独自の設定で同じ確認をするコマンド:
recommend-how = すべてを 1 つのファイルに出力するコマンド (settings.json を settings.ps1 に変えると PowerShell スクリプトになります):
always = アプリケーションの一覧には、ゲストがどのアプリケーションを使う場合にも経由する 4 つのアプリケーションと Rights Management も必ず含めています。その各行は tables/recommend.csv とブックにあります。
clouds = Microsoft クラウド設定
default-settings = 既定の設定

## ターミナル

inbound = 受信
outbound = 送信
partner = { $direction } { $name } サインイン { $sign-ins } 件  失敗 { $failures } 件  ユーザー { $users } 人
sums = { NUMBER($records, useGrouping: 0) } 件のレコードを読み取りました (採用 { NUMBER($kept, useGrouping: 0) } 件、重複 { NUMBER($duplicates, useGrouping: 0) } 件、スキップ { NUMBER($skipped, useGrouping: 0) } 件)。
open = { $page } を開いてください。
