### `formats` が表示する文: エクスポートの名前と入手方法

question = どのエクスポートを読み取れるか
note = 無圧縮、.gz、.zst、.zip。UTF-8、UTF-16、CP932。ファイル単体でもフォルダーでも指定できます。形式は名前ではなく内容で判断します。
diagnostic = 診断設定: ストレージ アカウントまたは Event Hub、1 行 1 レコードまたは {"{\"records\":[…]}"}
    .export = Entra 管理センター > 監視と正常性 > 診断設定 > ストレージ アカウントへのアーカイブ。insights-logs-… コンテナーをダウンロードします
log-analytics = Log Analytics または Sentinel: SigninLogs、AADNonInteractiveUserSignInLogs、AuditLogs などの CSV、JSON、または 1 行 1 レコード
    .export = Log Analytics ワークスペース > ログ > SigninLogs | where TimeGenerated > ago(30d) > エクスポート > CSV (すべての列)
powershell-json = Microsoft Graph PowerShell: Get-MgAuditLogSignIn または Get-MgBetaAuditLogSignIn の ConvertTo-Json
    .export = Get-MgBetaAuditLogSignIn -All | ConvertTo-Json -Depth 8 | Set-Content signins.json -Encoding UTF8
graph-beta = Microsoft Graph beta: 1 ページ、複数ページ、一覧、または 1 行 1 レコード。ポータルの JSON
    .export = GET https://graph.microsoft.com/beta/auditLogs/signIns (全ページ)、またはサインイン ログ > ダウンロード > JSON
graph-v1 = Microsoft Graph v1.0: 1 ページ、複数ページ、一覧、または 1 行 1 レコード
    .export = GET https://graph.microsoft.com/v1.0/auditLogs/signIns。アクセスの種類がわかる beta を推奨します
graph-audit = Microsoft Graph: ディレクトリの監査、1 ページ、複数ページ、一覧、または 1 行 1 レコード。ポータルの JSON
    .export = GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits、または監査ログ > ダウンロード > JSON
portal-csv = Entra 管理センター: ユーザーのサインインの CSV (57 列または 55 列)
    .export = Entra 管理センター > 監視と正常性 > サインイン ログ > ダウンロード > CSV (対話型と非対話型)
portal-csv-apps = Entra 管理センター: アプリケーションのサインインの CSV (22 列)
    .export = Entra 管理センター > 監視と正常性 > サインイン ログ > ダウンロード > CSV (サービス プリンシパル、マネージド ID)
portal-audit-csv = Entra 管理センター: 監査ログの CSV (86 列)
    .export = 監査ログ > ダウンロード > CSV。長い変更は CSV では途中で切れるため、JSON を推奨します
powershell-csv = Microsoft Graph PowerShell: Export-Csv、およびほかのツールで平坦化した Graph のレコード
    .export = ConvertTo-Json -Depth 8 を推奨します。Export-Csv では、エラー コードなど入れ子の値が失われます
flattened = ツールが Graph の項目名を変えたサインイン: Steampipe、カスタム テーブル、Elastic Common Schema、1 階層にした診断設定のレコード
    .export = ツールが項目名を変える前の、元のエクスポートを推奨します
defender = Defender XDR の高度な追求: EntraIdSignInEvents または AADSignInEventsBeta の CSV または JSON
    .export = Defender ポータル > ハンティング > 高度な追求 > EntraIdSignInEvents > エクスポート。ホーム テナントがわかるサインイン ログそのものを推奨します
unified-audit = 統合監査ログ (Purview): AuditData を含む CSV、または JSON
    .export = Purview ポータル > 監査 > 検索 > エクスポート。はるかに多くのことがわかる Entra のサインイン ログと監査ログを推奨します
users = ユーザーの一覧: ポータルの CSV、または Graph /users の JSON
    .export = Entra 管理センター > ユーザー > すべてのユーザー > ユーザーのダウンロード。または GET https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,displayName,mail,userType,accountEnabled,creationType,externalUserState,externalUserStateChangeDateTime,createdDateTime,identities,signInActivity
settings = クロステナント アクセス設定: Graph または PowerShell の JSON
    .export = GET https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/default と …/partners (全ページ)。それぞれをファイルに保存します
