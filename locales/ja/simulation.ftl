### サインインを設定に当てはめた結果

separator = 、
faults = 設定そのものにエラーが { NUMBER($errors, useGrouping: 0) } 件、警告が { NUMBER($warnings, useGrouping: 0) } 件あります。下に示します。
part-over-current = 提案は設定の一部です。指定のない項目は現在の設定のままとして判定しています。
part-over-nothing = 提案は設定の一部で、現在の設定が入力にありません。指定のない項目はサービスの既定値として判定しています。--current で現在の設定を指定してください。
no-successes = 読み込んだログ (フィルター適用後) に、境界を越えて成功したサインインがありません。設定の影響は判断できません。
none-blocked = 成功したサインイン { NUMBER($successes) } 件のうち、ブロックされるものはありません。
blocked = 成功したサインイン { NUMBER($successes) } 件のうち { NUMBER($blocked) } 件がブロックされます (ユーザー { NUMBER($users, useGrouping: 0) } 人、組織 { NUMBER($partners, useGrouping: 0) } 件、アプリケーション { NUMBER($applications, useGrouping: 0) } 件)。
depends = さらに { NUMBER($count) } 件は、グループのメンバーなど、わからない情報に左右されます。because 列を参照してください。
cannot-ask = さらに { NUMBER($count) } 件は種類がわからないため判定できません。
nothing-changes = 現在の設定と比べて変わるものはありません。いずれも現在の設定でもブロックされます。
newly = 現在の設定と比べて、新たにブロックされるのは { NUMBER($blocked) } 件、新たに許可されるのは { NUMBER($allowed) } 件です。
client-alone = 許可される成功のうち { NUMBER($count) } 件はクライアント ID だけが一致しています。どちらの ID で判定されるかは公開されていないため、1 人で試すか、--match resource で確認してください。
rare = ブロックされる行のうち { NUMBER($rows, useGrouping: 0) } 行は、使われたのが { NUMBER($days, useGrouping: 0) } 日以下です。まれな利用は見落とされやすいので注意してください。
our-side = 「許可」は自テナント側の設定で許可されるという意味です。相手側の設定はログからはわかりません。
blind = このログですべてがわかるわけではありません ({ $codes })。crosstenant coverage で不足を確認してください。
only-named = 指定したパートナーだけの件数と設定です。
asked = { $proposed ->
    [true] これは提案された設定での結果です。
   *[false] これは既定の設定を閉じ (送信の Rights Management を除く)、現在の組織の設定をそのまま残した場合の結果です。
}{ $today ->
    [0] {""}
   *[other] このうち { NUMBER($today) } 件は、現在の設定でもブロックされます。
}{ $left ->
    [0] 推奨設定では、現在許可されているものはブロックされず、{ $allowed } 件が許可されます。
   *[other] 推奨設定では { NUMBER($left) } 件がブロックされます (どの設定でも許可できません)。
}
range = { NUMBER($least) } ～ { NUMBER($most) }
exactly = { NUMBER($count) }
nobody = 該当する組織はありません。成功したサインインにはすべて組織の設定があるか、設定の対象外です。
on-default = { NUMBER($organisations) } 組織の成功したサインイン { NUMBER($successes) } 件 (ユーザー { NUMBER($users) } 人) は、既定の設定だけで許可されています。
silent = このうち { NUMBER($count, useGrouping: 0) } 組織には組織の設定がありますが、これらのサインインについての指定がありません (信頼の設定や反対方向の設定のみ)。
