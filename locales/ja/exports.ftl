### 読み取れるエクスポート: 名前、取得方法、他の製品が包む形

diagnostic = 診断設定: ストレージ アカウントまたは Event Hub (1 行 1 レコード、または {"{"}"records":[…]{"}"})
    .how = Entra 管理センター > 監視と正常性 > 診断設定 > ストレージ アカウントへのアーカイブ。insights-logs-… のコンテナーをダウンロードします
log-analytics = Log Analytics または Sentinel: SigninLogs、AADNonInteractiveUserSignInLogs、AuditLogs など (CSV、JSON、または 1 行 1 レコード)
    .how = Log Analytics ワークスペース > ログ > SigninLogs | where TimeGenerated > ago(30d) > エクスポート > CSV (すべての列)
graph-beta = Microsoft Graph beta: ページ、複数ページ、配列、または 1 行 1 レコード。ポータルの JSON
    .how = GET https://graph.microsoft.com/beta/auditLogs/signIns (全ページ)、または サインイン ログ > ダウンロード > JSON
graph-audit = Microsoft Graph: ディレクトリ監査 (ページ、複数ページ、配列、または 1 行 1 レコード)。ポータルの JSON
    .how = GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits、または 監査ログ > ダウンロード > JSON
graph-v1 = Microsoft Graph v1.0: ページ、複数ページ、配列、または 1 行 1 レコード
    .how = GET https://graph.microsoft.com/v1.0/auditLogs/signIns。アクセスの種類がわかる beta を推奨します
portal-csv = Entra 管理センター: ユーザーのサインインの CSV (57 列または 55 列)
    .how = Entra 管理センター > 監視と正常性 > サインイン ログ > ダウンロード > CSV (対話型と非対話型)
portal-csv-apps = Entra 管理センター: アプリケーションのサインインの CSV (22 列)
    .how = Entra 管理センター > 監視と正常性 > サインイン ログ > ダウンロード > CSV (サービス プリンシパル、マネージド ID)
portal-audit-csv = Entra 管理センター: 監査ログの CSV (86 列)
    .how = 監査ログ > ダウンロード > CSV。CSV では長い変更が途中で切れるため、JSON を推奨します
powershell-json = Microsoft Graph PowerShell: Get-MgAuditLogSignIn または Get-MgBetaAuditLogSignIn の ConvertTo-Json
    .how = Get-MgBetaAuditLogSignIn -All | ConvertTo-Json -Depth 8 | Set-Content signins.json -Encoding UTF8
powershell-csv = Microsoft Graph PowerShell: Export-Csv、および他のツールが平坦化した Graph のレコード
    .how = ConvertTo-Json -Depth 8 を推奨します。Export-Csv では、エラー コードなど入れ子の値が失われます
flattened = ツールが Graph の名前を変えたサインイン: Steampipe、カスタム テーブル、Elastic Common Schema、1 階層にした診断レコード
    .how = ツールがフィールド名を変える前の、元のエクスポートを推奨します
defender = Defender XDR の高度な追及: EntraIdSignInEvents または AADSignInEventsBeta (CSV または JSON)
    .how = Defender ポータル > 追及 > 高度な追及 > EntraIdSignInEvents > エクスポート。ホーム テナントがわかるサインイン ログ自体を推奨します
unified-audit = 統合監査ログ (Purview): AuditData を含む CSV、または JSON
    .how = Purview ポータル > 監査 > 検索 > エクスポート。より多くのことがわかる Entra のサインイン ログと監査ログを推奨します
users = ユーザーの一覧: ポータルの CSV、または Graph /users の JSON
    .how = Entra 管理センター > ユーザー > すべてのユーザー > ユーザーのダウンロード。または GET https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,displayName,mail,userType,accountEnabled,creationType,externalUserState,externalUserStateChangeDateTime,createdDateTime,identities,signInActivity
settings = クロステナント アクセス設定: Graph または PowerShell の JSON
    .how = GET https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/default と …/partners (全ページ)。それぞれファイルに保存します

## 他の製品のレコードを渡すもの

splunk-result = Splunk の検索結果
splunk = Splunk または Cribl
elastic-hits = Elasticsearch の応答
elastic = Elastic または Kibana
elastic-fields = Elastic または Kibana の fields (値が 1 つの配列)
elastic-azure = Elastic の Azure 統合
filebeat = Filebeat または Logstash
graph-batch = Graph の $batch の応答
event-hub = Event Hubs のコンシューマー
logic-app = Logic Apps または Power Automate
kafka = Kafka
list = キーの下の配列
strings = JSON 文字列の中の JSON
relationships = 委任された管理関係 (GDAP): Graph または PowerShell の JSON
    .how = Microsoft Graph の GET /tenantRelationships/delegatedAdminRelationships、または Get-MgTenantRelationshipDelegatedAdminRelationship | ConvertTo-Json -Depth 8
