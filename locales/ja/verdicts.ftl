### 判定の理由。文末の句点は付けません。

## 前提

type-absent = { $reason } (ログにアクセスの種類がないため、B2B コラボレーションとして判定)
type-none = { $reason } (アクセスの種類が none のため、B2B コラボレーションとして判定)

## 一覧以外の理由

no-border = 自テナントの境界を越えないサインインです
external-identity = Microsoft Entra のホーム テナントがないため、外部コラボレーションの設定が適用されます
service-provider = サービス プロバイダーはこの設定の対象外です
service-provider-outbound = blockServiceProviderOutboundAccess により、自テナントのユーザーはサービス プロバイダーとしてサインインできません
service-provider-entry = ログにアクセスの種類がなく、組織の設定がサービス プロバイダーのものであるため、この設定の対象外です
microsoft-support = Microsoft サポートはこの設定の対象外です
passthrough = パススルー: リソース テナントにオブジェクトがない試行であり、適用される設定は不明です
unknown-future-value = ログでは新しいアクセスの種類が隠されています (unknownFutureValue)
unknown-access-type = ログのアクセスの種類が不明です
cloud-not-allowed = パートナーは{ $cloud }にあり、Microsoft クラウド設定 (allowedCloudEndpoints) で有効になっていません
cloud-without-entry = パートナーは{ $cloud }にあり、組織の設定への追加が必要です
direct-connect-across-clouds = パートナーは{ $cloud }にあり、B2B 直接接続はクラウド間では利用できません

## 一覧

lists = { $level } ({ $block }): { $parts }
list-separator = 、かつ

allowed = { $access ->
    [allowed] 許可
   *[blocked] ブロック
}

user-all = すべてのユーザーが{ allowed }されています
user-in-group = ユーザーは{ allowed }対象のグループ { $group } のメンバーです
user-listed = ユーザーは{ allowed }の一覧にあります
user-not-listed = ユーザーは{ allowed }の一覧にありません

application-all = すべてのアプリケーションが{ allowed }されています
application = { $ids ->
    [application] アプリケーション「{ $client }」
    [client] クライアントアプリケーション「{ $client }」
    [resource] リソース「{ $resource }」
    [both] アプリケーション「{ $client }」とリソース「{ $resource }」
   *[untold] アプリケーション
}
is = は
application-listed = { application }{ is }{ allowed }の一覧にあります
application-not-listed = { application }{ is }{ allowed }の一覧にありません
application-in-keyword = { application }{ is }{ allowed }対象の { $keyword } に含まれます

## 判定に必要な情報

depends = { $missing }によります
missing-separator = と
missing-more = ほか { NUMBER($more, useGrouping: 0) } 件
missing-group = グループ { $group } のメンバーであるか (不明、--members で指定)
missing-home-user = パートナー側のどのユーザーであるか (不明、--user-map で指定)
missing-user-id = ユーザー (ログに ID がありません)
missing-application-id = アプリケーション (ログに ID がありません)
missing-keyword = キーワード { $keyword } の範囲 (不明)
missing-kind = 種類が不明な対象 { $target } にユーザーが含まれるか
