### サインインの表に添える文

apps-by-name = { NUMBER($sign-ins) } 件のサインインには、アプリケーションの名前だけがあり ID がありません。これらは名前で区別しています。
events-left-out = { NUMBER($all, useGrouping: 0) } 件のうち新しい順に { NUMBER($shown, useGrouping: 0) } 件を表示しています。さらに表示するには --limit の値を大きくしてください。
too-many-periods = 対象期間の区切りが { NUMBER($most, useGrouping: 0) } を超えるため、サインインのない行は表示していません。--from と --to で期間を絞り込んでください。
hidden-users = { NUMBER($sign-ins, useGrouping: 0) } 件のサインインにはユーザーの情報がないため (相手側により非表示、またはレコードに記録なし)、この表に行がありません。
unknown-owners = { NUMBER($rows, useGrouping: 0) } 行には、ログにアプリケーションの所有者が記録されていません。自テナントのアプリケーションである可能性があります。
