### 提案を適用する前に知っておくべきこと

## 名前

place = { $partner } { $inbound ->
    [true] 受信
   *[false] 送信
}
named-count = { $name }: { NUMBER($count, useGrouping: 0) }
named-cloud = { $partner }: { $cloud }
domain = { $domain ->
    [none] (不明)
   *[other] { $domain }
} ({ NUMBER($users, useGrouping: 0) })
separator = 、
more = { $names } ほか { NUMBER($more, useGrouping: 0) } 件

## 常に表示する注意

license = アプリケーション、ユーザー、グループを指定する設定には、このテナントの Microsoft Entra ID P1 または P2 が必要です。
blocked-default = 受信の既定の設定をブロックすると、組織の設定がない外部組織への新しい招待と、承諾待ちの招待の引き換えも拒否されます。招待の前に組織の設定を追加してください。
sharepoint = SharePoint と OneDrive には、外部コラボレーションの設定のドメインの一覧も適用されます。そこで除外されたドメインは許可されません。
order-with-rollback = 適用の順序: allowedCloudEndpoints、パートナーの組織の設定、最後に既定の設定。使われていない組織の設定の削除はその後に行います。元に戻すには rollback の要求を順に送信します (既定の設定が最初です)。
order-without-rollback = 適用の順序: allowedCloudEndpoints、パートナーの組織の設定、最後に既定の設定。元に戻せるように、事前に現在の設定を保存してください (現在のポリシーを入力に含めると、元に戻す要求もここに出力されます)。元に戻すときは既定の設定が最初です。
one-side = 許可はこちら側の許可だけを意味します。パートナー側の設定でも、対応する許可が必要です。
blind-spots = このログに現れないものは含まれません (四半期ごとの作業、承諾待ちの招待、非対話型サインイン ログの不足、期間外の日)。できるだけ長い期間のログでシミュレーションしてください。
no-current = 現在のポリシーが指定されていません。既存の信頼の設定、自動引き換え、テナント制限は引き継がれず、使われていない組織の設定も不明です。一覧全体を置き換える allowedCloudEndpoints には、このログで必要なクラウドだけが含まれます。

## 現在の設定でブロックされるもの、残るもの

closed-today = このログで以前に成功したサインインの一部は、現在の設定でブロックされます (成功件数: { $names })。提案では許可しません。内容は reopen に示します。許可する場合は --reopen で組織を指定してください。
closed-by-audit = 監査ログの最後の変更により、以前に成功していたアクセスがブロックされています (成功件数: { $names })。そのため提案では許可しません。現在の設定がないため確実ではありません。現在の設定を入力に加えるか、--reopen で組織を指定してください。
always-added = アプリケーションの一覧には My Apps、App Access Panel、My Profile、My Sign-ins、Rights Management も含めます。次の現在の一覧では許可されていません: { $names }。
clouds-untold = 指定された現在の設定には、有効な Microsoft クラウドの情報 (policies/crossTenantAccessPolicy の応答) がありません。空の一覧はすべてのクラウドを無効にするため、再び許可するパートナーに必要な場合を除き allowedCloudEndpoints は含めません。別のクラウドのパートナーはブロックとして判定しています。
rights-management-opened = 送信の既定の設定では、現在ブロックされている Rights Management を許可します (暗号化されたメールとファイルに必要です)。
only-some = 次のパートナーの組織の設定だけを含みます。既定の設定、クラウド、ほかの組織の設定は変更しません: { $names }。
unused = 次の組織の設定にはこのログに成功したサインインがありませんが、現在のまま残します。削除するには --remove-unused を指定してください: { $names }。
block-list-kept = 次の設定はブロックするものを列挙し、それ以外をすべて許可しています。許可の一覧に置き換えるとブロックしているものが許可されるおそれがあるため、現在のまま残します: { $names }。置き換えるには --reopen を指定してください。

## パートナー

on-default-today = 次のパートナーには組織の設定がなく、現在は既定の設定が適用されています: { $names }。
stays-on-default = 次のパートナーで使われたのは既定の設定で許可される Rights Management だけのため、組織の設定は不要です: { $names }。
direct-connect = B2B 直接接続を許可します: { $names }。相手側でも対応する方向の許可が必要です。条件付きアクセスで MFA を要求する場合は、受け入れる側がホーム テナントの MFA を信頼 (inboundTrust.isMfaAccepted) しないと誰も利用できません。
other-clouds = 次のパートナーは別のクラウドにあり、双方でクラウドの有効化と組織の設定が必要です: { $names }。クラウド間の B2B 直接接続は利用できません。
removed = 次の組織の設定には成功したサインインがないため、既定の設定をブロックした後に削除します: { $names }。
kept = サービス プロバイダーとマルチテナント組織のメンバーの設定は整理の対象外です: { $names }。
protected-but-needed = このうち次のものは、新しい既定の設定で成功していたサインインがブロックされるため変更します: { $names }。

## アプリケーション

client-only = クライアントとリソースのどちらのアプリケーション ID で判定されるかは文書化されていません。次のものはクライアント アプリ ID だけに基づくため、既定の設定をブロックする前に 1 人のユーザーで確認してください: { $names }。
resource-absent = 次のクライアントのサインインにはログにリソース ID がないため、クライアントを指定しています: { $names }。
hub-without-client = 次のハブとなるリソースへのサインインにはクライアント アプリ ID がないため、リソース自体を許可しています。ほぼすべてに及びます: { $names }。
hubs-included = 指定によりハブとなるリソースも許可しています。ほぼすべてに及びます: { $names }。
long-ago = 最後の成功がログの最終イベントより 90 日以上前のアプリケーションです。今後も必要か確認してください: { $names }。
one-day = 1 日だけ使われたアプリケーションです。今後も必要か確認してください: { $names }。
api-only = 次のアプリケーションはポータルでは選択できないため、Microsoft Graph で設定してください: { $names }。
everything = アプリケーション ID がまったくない成功したサインインがあるため、すべてのアプリケーションを許可しています: { $names }。ID を含むエクスポートを使うと範囲を狭められます。

## その他

external-identities = Microsoft Entra のホーム テナントがないユーザーには外部コラボレーションの設定が適用されます。許可するドメインの候補 (ユーザー数): { $domains }。
many-users = ユーザーが多いため、グループの利用を検討してください: { $names }。
users-unknown = ユーザー ID のない成功したサインインがあるため、ユーザーを指定できません: { $names }。
users-widened = 現在の一覧にないユーザーに再び許可します。相手側での ID はログからわからないため、すべてのユーザーを許可します: { $names }。
impossible = 別のクラウドとの B2B 直接接続の成功 { NUMBER($successes, useGrouping: 0) } 件は、どの設定でも許可できません: { $names }。クラウドを確認してください。
service-providers = サービス プロバイダーと Microsoft サポートのサインインはこの設定の対象外で、許可の根拠になりません: { $names }。
unknown-type = アクセスの種類が不明または隠されている成功 { NUMBER($successes, useGrouping: 0) } 件は、許可の根拠にしていません。
assumed = アクセスの種類がログにない (または none の) 成功 { NUMBER($successes, useGrouping: 0) } 件は、B2B コラボレーションとして扱っています。
too-few = 成功 { NUMBER($successes, useGrouping: 0) } 件は、アプリケーションの成功が { NUMBER($minimum, useGrouping: 0) } 件未満のため対象外で、ブロックされます。
