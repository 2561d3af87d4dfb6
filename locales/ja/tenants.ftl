### どれが自テナントか

named = 自テナントは { $tenant } です ({ NUMBER($records, useGrouping: 0) } 件のレコードにログの所有者として記録されています)
inferred = 自テナントは { $tenant } と推定しました: テナントが記録されたサインイン { NUMBER($all, useGrouping: 0) } 件のうち { NUMBER($rows, useGrouping: 0) } 件でホーム テナントまたはリソース テナントです (次に多いテナントは { NUMBER($next, useGrouping: 0) } 件)。誤っている場合は --tenant GUID で指定してください
missing = 自テナント { $tenants } はどのサインインにも現れません
none = テナントが記録されたレコードがないため、自テナントを判別できません。
    .next = --tenant GUID で指定してください (Entra 管理センター > 概要 > テナント ID)。
several-owners = 自テナントを判別できません。ログの所有者として複数のテナントが記録されています。候補:{ $list }
none-stands-out = 自テナントを判別できません。{ NUMBER($all, useGrouping: 0) } 件のサインインの中に、自テナントと言えるほど多く現れるテナントがありません。候補:{ $list }
unclear-next = 自テナントを --tenant GUID で指定してください。企業グループの場合は、このオプションを繰り返して指定します。
candidate = { $tenant }  { NUMBER($records, useGrouping: 0) } 件
absent = --tenant { $tenants } は、ホーム テナント、リソース テナント、ログの所有者のいずれとしても、どのサインインにも現れません。現れるテナント:{ $list }
    .next = ID (Entra 管理センター > 概要 > テナント ID) と、対象のログが正しいかどうかを確認してください。
one-needed = { $command } には自テナントがちょうど 1 つ必要です。{ $found ->
    [none] 自テナントが不明です。
   *[other] 見つかった自テナント: { $found }
}
    .next = --tenant GUID で指定してください。
