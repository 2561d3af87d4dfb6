### サインインからわかる多要素認証 (MFA) とデバイスの状況、およびそれでは証明できないこと

separator = 、
requirement = MFA が要求されたかどうか (authenticationRequirement)
steps = MFA の方法 (authenticationDetails)
device = デバイス (deviceDetail)
protocol = クライアントの種類 (clientAppUsed)
risk = リスク (riskLevelDuringSignIn、Entra ID P2 が必要)
evidence = これは手がかりであり、証明ではありません。「外部の要求で充足」は、外部プロバイダーが多要素認証済みと主張したことを示すだけで、ホーム テナントが要求したこと、およびその方法は示しません。デバイスの準拠とハイブリッド参加も、ホーム テナントの主張です。再要求されるユーザーはこの要求を持つユーザー、要求されなくなるユーザーは自テナントで MFA を行ったユーザーです。
not-recorded = 次の情報はこれらのサインインに記録されていないため、0 ではなく空欄です: { $kinds }。診断設定、Log Analytics、または Microsoft Graph beta (crosstenant export-script) でエクスポートしてください。Graph v1.0 にはほとんど含まれず、Defender には手順が、統合監査ログにはいずれも含まれません。以前のバージョンでアーカイブに追加したソースは、もう一度追加すると読み直されます。
partly-recorded = 次の情報は一部のサインインにだけ記録されており、その分だけを数えています: { $kinds }。
earlier = トークン内の要求または記憶済みデバイスで要件を満たしたサインインが { NUMBER($sign-ins) } 件あります。その MFA がどこで行われたかはわからないため、外部にも自テナントにも数えていません。
providers = サービス プロバイダー (GDAP) の技術者のサインインが { NUMBER($sign-ins) } 件あります。信頼の設定にかかわらずその MFA は常に受け入れられるため、再要求の対象になりません。
no-settings = 設定がないため、信頼の設定の列は空欄です。エクスポートしたクロステナント アクセス設定を入力に含めるか、--current で指定してください。
hit = MFA の信頼が無効になります。{ NUMBER($partners) } 組織、{ NUMBER($users) } 人のユーザーの { NUMBER($sign-ins) } 件のサインインが外部からの要求に頼っており、自テナントで MFA を再度要求されます (B2B 直接接続ではサインインできなくなります)。ブロックされる件数には含まれません。詳細は crosstenant trust で確認してください。
carried-over = 信頼の設定を新たに提案することはなく、現在の設定がある場合はそのまま引き継ぎます。参考までに、{ NUMBER($partners) } 組織、{ NUMBER($users) } 人のユーザーの { NUMBER($sign-ins) } 件のサインインが外部からの要求で MFA を満たしています (crosstenant trust。ホーム テナントが要求したことの証明ではありません)。
