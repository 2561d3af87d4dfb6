title = 観測されたサインインから作成した、最小特権のクロステナント アクセス設定です。
provider = Terraform プロバイダー "terraprovider/microsoft365wp" 用です。構成の required_providers に指定してください。
module = Microsoft365DSC 用です。CrossTenantAccess -Credential (Get-Credential) でコンパイルするか、接続方法を書き換えてください。モジュールは、ここにあるすべてのプロパティに対応している必要があります。
whole-terraform = これは状態の全体です。現在の設定にある組織を、変更のないものも含めてすべて含みます。ここから取り除いたものは Terraform によって削除され、既定の設定で省略した項目はプロバイダーの既定値になります。
whole-dsc = これは状態の全体です。現在の設定にある組織を、変更のないものも含めてすべて含みます。Microsoft365DSC は構成に書かれていないものを変更しないため、組織の設定が削除されるのは Ensure = 'Absent' の場合だけです。simulate は、書かれていない組織を、設定がないものとして扱います。
fragment = これは状態の全体ではなく、既存のファイルに統合するための一部分です。{ $no_current ->
    [true] 現在の設定なしで作成したため、把握していない組織は含まれていません
   *[false] 指定したパートナーの設定だけを含みます
}。{ $terraform ->
    [true] prevent_destroy により、含まれるリソースは Terraform で削除されません。ファイルが全体になったら取り除いてください。
   *[false] DSC には prevent_destroy がありません。適用する前にエクスポート (Export-M365DSCConfiguration) と比較し、既存のファイルからリソースを取り除かないでください。
}
check = 適用する前に: crosstenant simulate LOGS --policy FILE --fail-on blocked-success,depends-success,unknown-success
removed = { $terraform ->
    [true] ここに含めず、削除されるもの
   *[false] Ensure = 'Absent' とし、削除されるもの
}: { $tenants }
unsaid = { $whose }のうち、この形式で表せず、そのまま残るもの: { $what }
the-default = 既定の設定
import = 既にある組織の設定は、最初の plan の前にインポートしてください。
not-literal = { $place }: { $name } の値が直接書かれていません ({ $found })。
    .next = 値をファイルに直接書くか、Microsoft Graph の JSON の設定を simulate に指定してください。変数、関数、式は評価しません。ファイルの一部だけを読み取ることはありません。
wrong-shape = { $place }: { $name } の値の種類が異なります ({ $found })。
unknown-member = { $place }: { $name } はここでは使用できません。
unknown-resource = { $place }: リソース { $name } はクロステナント アクセスに関するものですが、対応していません。
unknown-next = 名前を修正してください。新しいバージョンのものであれば、別のファイルに分け、残りを simulate に指定してください。
repeated = { $place }: { $what } によって何が作られるかを、ファイルから判断できません。
    .next = モジュール、繰り返し、条件の外で、組織ごとに 1 つのリソースを書くか、Microsoft Graph の JSON の設定を simulate に指定してください。
missing = { $place }: { $name } がありません。
twice = { $place }: { $name } が 2 回指定されています。
elsewhere = { $place }: { $what } があるため、設定がこのファイルのとおりになりません。
    .next = 取り除くか、Microsoft Graph の JSON の設定を simulate に指定してください。
named-principal = { $place }: ユーザーまたはグループ { $name } が名前で指定されています。
    .next = オブジェクト ID を書いてください。サインインと比較できるのはオブジェクト ID だけです。
broken = { $place }: 読み取れません ({ $found })。
broken-next = その行を修正してください。terraform validate または PowerShell エディターで誤りを確認できます。
too-deep = { $place }: 値の入れ子が深すぎます。
mixed = { $first } と { $second }: 種類の異なる設定があり、どちらが有効か判断できません。
    .next = 1 つのファイルか、Terraform、Microsoft365DSC、JSON のうち 1 種類だけを含むフォルダーを指定してください。
no-resources = { $path }: クロステナント アクセス ポリシーのリソースがありません。
    .next = microsoft365wp_cross_tenant_access_policy…、msgraph_resource、AADCrossTenantAccessPolicy… のリソースがあるファイルを指定してください。
