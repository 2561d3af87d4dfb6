### 多くの文に現れるクロステナント アクセス設定の用語

block-collaboration-inbound = 受信 B2B コラボレーション
block-collaboration-outbound = 送信 B2B コラボレーション
block-direct-connect-inbound = 受信 B2B 直接接続
block-direct-connect-outbound = 送信 B2B 直接接続
block-tenant-restrictions = テナント制限
block-inbound-trust = 信頼の設定
block-automatic-user-consent = 自動引き換え

level-partner = 組織の設定
level-default = 既定の設定
level-factory = サービスの既定値

cloud-commercial = 商用クラウド
cloud-us-government = 米国政府クラウド
cloud-china = 21Vianet が運営する中国のクラウド
