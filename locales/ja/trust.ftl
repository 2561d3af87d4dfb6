### サインインからわかる多要素認証 (MFA) とデバイスの状況、およびそれでは証明できないこと

separator = 、
requirement = MFA が要求されたかどうか (authenticationRequirement)
steps = MFA の方法 (authenticationDetails)
device = デバイス (deviceDetail)
protocol = クライアントの種類 (clientAppUsed)
risk = リスク (riskLevelDuringSignIn、Entra ID P2 が必要)
conditional-access = 条件付きアクセス { NUMBER($sign-ins) } 件
strength = 認証強度 { NUMBER($sign-ins) } 件
security-defaults = セキュリティの既定値群 { NUMBER($sign-ins) } 件
per-user = ユーザーごとの MFA { NUMBER($sign-ins) } 件
risk-policy = Entra ID Protection のリスク ポリシー { NUMBER($sign-ins) } 件
csp = サービス プロバイダーに対する規則 { NUMBER($sign-ins) } 件
other-demand = アプリケーションその他 { NUMBER($sign-ins) } 件
primary-refresh-token = デバイスのプライマリ更新トークン { NUMBER($sign-ins) } 件
saml = フェデレーション ID プロバイダーの SAML トークン { NUMBER($sign-ins) } 件
refresh-token = 更新トークン { NUMBER($sign-ins) } 件
other-token = その他のトークン { NUMBER($sign-ins) } 件
token-none = トークンなし { NUMBER($sign-ins) } 件
token-untold = 記録なし { NUMBER($sign-ins) } 件
evidence = これは手がかりであり、証明ではありません。「外部の要求で充足」は、外部プロバイダーが多要素認証済みと主張したことを示すだけで、ホーム テナントが要求したこと、およびその方法は示しません。デバイスの準拠とハイブリッド参加も、ホーム テナントの主張です。再要求されるユーザーはこの要求を持つユーザー、要求されなくなるユーザーは自テナントで MFA を行ったユーザーです。
not-recorded = 次の情報はこれらのサインインに記録されていないため、0 ではなく空欄です: { $kinds }。診断設定、Log Analytics、または Microsoft Graph beta (crosstenant export-script) でエクスポートしてください。Graph v1.0 にはほとんど含まれず、Defender には手順が、統合監査ログにはいずれも含まれません。以前のバージョンでアーカイブに追加したソースは、もう一度追加すると読み直されます。
partly-recorded = 次の情報は一部のサインインにだけ記録されており、その分だけを数えています: { $kinds }。
earlier = トークン内の要求または記憶済みデバイスで要件を満たしたサインインが { NUMBER($sign-ins) } 件あります。その MFA がどこで行われたかはわからないため、外部にも自テナントにも数えていません。
providers = サービス プロバイダー (GDAP) の技術者のサインインが { NUMBER($sign-ins) } 件あります。信頼の設定にかかわらずその MFA は常に受け入れられるため、再要求の対象になりません。
loops = { $inbound ->
    [true] { $partners } の { NUMBER($users) } 人のユーザー
   *[false] { $partners } にアクセスする自組織の { NUMBER($users) } 人のユーザー
}が、MFA を要求されるか MFA に失敗して、{ NUMBER($minutes) } 分以内に { NUMBER($least) } 回以上、途中で一度もサインインできずに繰り返し要求されました (要求 { NUMBER($prompts) } 回、コード { $codes })。対話型サインインだけを数えています。MFA の信頼で要求されなくなるのは、ホーム テナントで MFA を済ませたユーザーだけです。このテナントに方法を登録していないユーザーや、ポリシーで拒否されるユーザーには効果がありません。
demands = { $inbound ->
    [true] 受信サインインに MFA を要求したもの
   *[false] 他の組織で自組織のユーザーに MFA を要求したもの
} (authenticationRequirementPolicies、1 件のサインインに複数ある場合があります): { $demands }{ $untold ->
    [0] 。
   *[other] 、記録なし { NUMBER($untold) } 件。
}
beside-conditional-access = MFA の信頼は条件付きアクセスに対する設定です。セキュリティの既定値群とユーザーごとの MFA が外部からの要求を受け入れるとは文書化されていないため、これらに要求されるユーザーは、信頼が有効でも再度要求される可能性があります。
strength-abroad = 認証強度は特定の方法だけを受け入れます。セキュリティ キー、Windows Hello、証明書は、ゲストの場合はホーム テナントでの使用しか文書化されていません。これらを求める認証強度があり、信頼が無効な場合、ゲストはサインインできなくなります。
brought = MFA を満たす要求を伴う受信サインインで提示されたトークンの種類 (incomingTokenType): { $tokens }。
claim-of-device = プライマリ更新トークンの MFA はユーザーがデバイスにサインインしたときのもので、かなり前の場合があります。
claim-of-federation = SAML トークンの内容はフェデレーション ID プロバイダーが述べたものです。それを信頼することは、そのプロバイダーを信頼することになります。
foreign-resource = 自テナントも Microsoft も発行元でないアプリケーションへの受信サインインが { NUMBER($sign-ins) } 件あります (resourceOwnerTenantId)。信頼した要求はこれらのアプリケーションにも通用し、トークンは発行元に渡ります。crosstenant apps で一覧できます。
frequency = { NUMBER($sign-ins) } 件のサインインに、サインインの頻度のポリシーが適用されています (sessionLifetimePolicies)。信頼の設定にかかわらず、一定の時間が過ぎると再びサインインを求められます。
methods = リソース テナントで行われた MFA の方法の種類: フィッシングに強い方法 (パスキー、セキュリティ キー、Windows Hello、証明書) { NUMBER($resistant) } 件、アプリまたはトークン { NUMBER($app) } 件、電話または SMS { NUMBER($phone) } 件、その他 { NUMBER($other) } 件、記録なし { NUMBER($untold) } 件。外部からの要求では方法はわかりません。
only-managed = 管理されているものの準拠もハイブリッド参加も主張していないデバイスからの受信サインインが { NUMBER($sign-ins) } 件あります。どの信頼の設定でも、準拠しているデバイスとは見なされません。
token-protection = トークン保護の状態が記録されているサインイン { NUMBER($told) } 件のうち、デバイスにバインドされたトークンを使っているものは { NUMBER($bound) } 件です。トークン保護を要求するポリシーは、対象のアプリケーションとプラットフォームで残りを拒否します。
restricted = テナント制限の対象になったサインインが { NUMBER($sign-ins) } 件あります (デバイスまたはネットワークから送られたもの、isTenantRestricted)。記録される前に拒否されたものはこのログには含まれません。
agents = エージェントのサインインが { NUMBER($sign-ins) } 件あります (agentType)。人のサインインではありませんが、表では同じように数えています。
no-settings = 設定がないため、信頼の設定の列は空欄です。エクスポートしたクロステナント アクセス設定を入力に含めるか、--current で指定してください。
hit = MFA の信頼が無効になります。{ NUMBER($partners) } 組織、{ NUMBER($users) } 人のユーザーの { NUMBER($sign-ins) } 件のサインインが外部からの要求に頼っており、自テナントで MFA を再度要求されます (B2B 直接接続ではサインインできなくなります)。ブロックされる件数には含まれません。詳細は crosstenant trust で確認してください。
hit-devices = デバイスの要求の信頼が無効になります。{ NUMBER($partners) } 組織、{ NUMBER($users) } 人のユーザーの { NUMBER($sign-ins) } 件のサインインが、準拠またはハイブリッド参加を主張するデバイスからのもので、条件付きアクセス ポリシーがそれを要求する場所ではすべて拒否されます。ブロックされる件数には含まれません。詳細は crosstenant trust で確認してください。
carried-over = 信頼の設定を新たに提案することはなく、現在の設定がある場合はそのまま引き継ぎます。参考までに、{ NUMBER($partners) } 組織、{ NUMBER($users) } 人のユーザーの { NUMBER($sign-ins) } 件のサインインが外部からの要求で MFA を満たしています (crosstenant trust。ホーム テナントが要求したことの証明ではありません)。
