### 許可、除外、削除、引き継ぎの理由。文末の句点は付けません。

## 根拠

used = 成功したサインインのあるアプリケーションは { NUMBER($count, useGrouping: 0) } 個です
client-of-hubs = { $hubs } を利用。許可するとほぼすべてに及ぶため、クライアント アプリ ID で許可します
suite-of-teams = SharePoint と Exchange を必要とする Teams が使われました
suite = スイートのアプリケーションが { NUMBER($members, useGrouping: 0) } 個使われました
cloud-needed = 利用のあるパートナーが{ $cloud }にあります
never-succeeded = { NUMBER($attempts, useGrouping: 0) } 回試行されましたが、一度も成功していません。失敗は許可の根拠になりません
too-few = 成功したサインインが { NUMBER($minimum, useGrouping: 0) } 件未満です

## アクセス

resource = 成功したサインインのリソースです
client-alone = 成功したサインインのクライアントです (ログにリソース ID がありません)
hub-without-client = 許可するとほぼすべてに及ぶリソースですが、ログにクライアント アプリ ID がありません
hub-included = 指定により、ハブとなるリソース自体も許可します
in-suite = まとめて許可する Office 365 に含まれます
rights-management = 暗号化されたメールとファイルに必要です
companion = ほかのアプリケーションを使う途中で必要になります
closed-today = 以前は成功していましたが、現在の設定でブロックされます。提案では許可しません (reopen を参照)
client-today = 現在の一覧にあるクライアントです。リソースを指定すると現在より広く許可されるため、クライアントのまま指定します
hub-today = 現在の一覧にあるハブ リソースです (利用したクライアントは一覧にありません)
untold = 現在の一覧にあります。ログからはどれが使われたか判断できません
no-ids = アプリケーション ID のない成功したサインインがあり、すべてのアプリケーションでしか許可できません
under-everything = すべてのアプリケーションが許可されるため、含まれます
user-seen = 成功したサインインがあります
on-default = 使われたのは既定の設定で許可される Rights Management だけです
hub-by-clients = ハブとなるリソースのため、利用したクライアントをクライアント アプリ ID で許可します

## 現在のポリシーと既定の設定

unused-entry = このログに成功したサインインがありません。代わりに、ブロックする既定の設定が適用されます
unused-entry-stays = このログに成功したサインインがありませんが、現在のまま残します (削除するには --remove-unused)
stays-as-it-is = 成功したサインインは、現在ブロックされているか設定の対象外です。組織の設定は現在のまま残します
unused-block-stays = この方向に成功したサインインがありません。ないと既定の設定が適用されるため、現在のまま残します
block-list-kept = ブロックの一覧を許可の一覧に置き換えると、ブロックしているものが別の ID で許可されるおそれがあるため、現在のまま残します (--reopen で置き換え)
unused-target = このログに、これを必要とする成功したサインインはありません
unused-block = この方向に成功したサインインがありません。代わりに既定の設定が適用されます
block-list-replaced = ブロックの一覧はそれ以外をすべて許可するため、許可の一覧に置き換えます
users-widened = 再び許可するユーザーは現在の一覧になく、パートナーのディレクトリでの ID もログにないため、すべてのユーザーを許可します
trust = 信頼の設定は現在のものを引き継ぎます
redemption = 自動引き換えは現在のものを引き継ぎます
tenant-restrictions = テナント制限はサインインから判断できないため引き継ぎます
other-settings = サインインに現れない設定のため引き継ぎます
synchronisation = テナント間同期の設定は変更しません
service-provider-entry = サービス プロバイダーのために Microsoft が作成した設定のため、変更も削除もしません
multi-tenant-entry = マルチテナント組織のメンバーのため、変更も削除もしません
protected-but-needed = 現在の設定のままでは、新しい既定の設定と合わせて成功していたサインインがブロックされます
explicit-block = 明示的なブロックは維持します
cloud-enabled = 現在有効です。パートナーのクラウドはログから必ずしもわからないため引き継ぎます
default-inbound = 組織の設定がない外部組織からの受信アクセスをブロックします
default-outbound = 暗号化されたメールとファイルを読めるように、Rights Management だけを許可します
default-direct-connect = 共有チャネルは利用のあるパートナーとだけ許可します

## 決定

decision-allow = 許可
decision-omit = 対象外
decision-remove = 削除
decision-carry-over = 引き継ぎ
decision-block = ブロック
