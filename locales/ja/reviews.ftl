### 確認すべきゲスト ユーザーと、月ごとのアクティブな人数

separator = {"、"}

## 理由と人数

never-came = 招待後に一度もサインインしていない { NUMBER($count) } 人
dormant = 休眠 { NUMBER($count) } 人
partner-gone = もう誰もサインインしていないパートナー組織 { NUMBER($count) } 人
made-member = メンバーに変更 { NUMBER($count) } 人
no-sponsor = スポンサーなし { NUMBER($count) } 人
inviter-disabled = 招待者のアカウントが無効 { NUMBER($count) } 人
internal-guest = 変換すべき内部ゲスト { NUMBER($count) } 人

tally = ゲスト ユーザー { NUMBER($all) } 人のうち { NUMBER($guests) } 人を確認してください (理由が複数ある人もいます): { $reasons }。
hand-on = --format ids を付けると、オブジェクト ID だけを 1 行に 1 つずつ出力します。アクセス レビューやスクリプトにそのまま渡せます。-o review.xlsx でブックに保存できます。
nobody = ゲスト ユーザー { NUMBER($all) } 人の中に、このログと一覧から見て確認が必要な人はいません。
without-id = 確認すべきゲスト ユーザーのうち { NUMBER($guests) } 人は、このログと一覧にオブジェクト ID がないため、この一覧に含まれていません。

## 月ごと

of-month = { $month } { NUMBER($count) } 人
monthly = サインインに成功したゲスト ユーザーの月ごとの人数 (ログの期間内): { $months }。External ID では、1 か月のアクティブ ユーザーが 50,000 人を超えた分が課金対象になります。
monthly-untold = このほかに、ゲストかメンバーかわからない受信ユーザーがいます: { $months }。ユーザー一覧を入力に加えると判定できます。
governed = Entra ID Governance の課金対象となる操作があったゲスト ユーザーの月ごとの人数: { $months }。
