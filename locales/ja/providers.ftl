### サービス プロバイダー (CSP、GDAP): どの組織の技術者がどの組織を管理しているか

hours = 技術者のサインインは { NUMBER($sign-ins) } 件で、{ $first }:00 から { $last }:59 ({ $zone }) の間です。そのうち 18:00 から 06:00 までのものは { NUMBER($night) } 件です。
no-relationships = 委任された管理関係のエクスポートがないため、その列は空欄です。Microsoft Graph の GET /tenantRelationships/delegatedAdminRelationships の結果を JSON で入力に含めてください。
untold = { NUMBER($count) } 件の管理関係には自テナント以外のテナントがないため、どのプロバイダーのものかわかりません。プロバイダーを含む形 (tenantId のある partner メンバー) でエクスポートしてください。
unused = この期間にサインインのない有効な管理関係: { NUMBER($count) } 件 ({ $names })。それ以前に利用された可能性があるため、終了する前に過去のログも確認してください。
ended = 最後のイベントの時点で終了日を過ぎている管理関係: { NUMBER($count) } 件 ({ $names })。もう一度エクスポートしてください。
ends-soon = 最後のイベントから 30 日以内に終了し、自動延長されない管理関係: { NUMBER($count) } 件 ({ $names })。
extends = 自動延長される管理関係 (autoExtendDuration): { NUMBER($count) } 件 ({ $names })。誰かが終了させるまで続きます。
allowed-roles = 設定で { $name } に許可されているロール (serviceProviderConstraints): { NUMBER($count) } 個 ({ $roles })。
beyond-allowed = { $name } の管理関係で付与され、設定では許可されていないロール: { NUMBER($count) } 個 ({ $roles })。
global-administrator = グローバル管理者ロールを含む管理関係: { NUMBER($count) } 件 ({ $names })。Microsoft は、より権限の少ないロールを推奨しています。
unreadable = JSON として完結していません
