### エラー コードの一覧にない説明

unlisted = このコードは内蔵の一覧にありません。コードは Microsoft により随時追加されます。
unlisted-action = Microsoft のエラー コード一覧で AADSTS{ NUMBER($code, useGrouping: 0) } を調べ、crosstenant events の failure_reason を確認してください。
absent = サインインが失敗したことは記録されていますが、理由は記録されていません。
absent-action = ログを JSON でエクスポートしてください。JSON にはコードが含まれます。
policy = リソース テナントのセキュリティ ポリシーによりサインインがブロックされました。理由はリスクではありません。
policy-action = サインインの詳細の「条件付きアクセス」で該当するポリシーを確認し、ポリシーを変更するか、その条件を満たしてください。
outcomes-not-told = エラー コードも状態も記録されていないため、何が失敗したかはわかりません。失敗がなかったという意味ではありません。
to-us = 自テナントの管理者: { $action }
to-partner = パートナー組織の管理者: { $action }
to-network = ユーザーのネットワークまたはデバイスの管理者: { $action }
to-user = ユーザー: { $action }
to-app-owner = アプリケーションの所有者: { $action }
to-microsoft = Microsoft: { $action }
resource-admin = リソース テナントの管理者
    .start = リソース テナントの管理者
home-admin = ホーム テナントの管理者
    .start = ホーム テナントの管理者
own-admin = 自テナントの管理者
    .start = 自テナントの管理者
partner-admin = パートナー組織の管理者
    .start = パートナー組織の管理者
resource-tenant-admin = リソース テナントの管理者
    .start = リソース テナントの管理者
home-tenant-admin = ホーム テナントの管理者
    .start = ホーム テナントの管理者
