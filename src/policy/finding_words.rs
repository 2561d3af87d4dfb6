//! The sentences of validation: what is wrong and what to do, in each language.
//!
//! What it is not: the checks (see `validate`). The sentences may get better; the numbers stay.

use super::block::Block;
use super::finding::{Rule, V15};
use crate::words::Lang;

impl Rule {
    pub(super) fn of_lists(&self, lang: Lang) -> (String, String) {
        let (en, ja) = match self {
            Self::V1 => (
                ("all users are blocked, but not all applications: Microsoft refuses this", "block AllApplications as well"),
                (
                    "すべてのユーザーがブロックされていますが、すべてのアプリケーションはブロックされていません。この組み合わせは拒否されます",
                    "すべてのアプリケーションもブロックしてください",
                ),
            ),
            Self::Half => (
                (
                    "only one of users and applications is given: the other one is taken from the default settings",
                    "give both, because Microsoft refuses one alone",
                ),
                (
                    "ユーザーとアプリケーションの片方だけが指定されています。もう片方は既定の設定から補いました",
                    "片方だけでは拒否されるため、両方を指定してください",
                ),
            ),
            Self::V2 => (
                (
                    "users are allowed, but all applications are blocked: Microsoft refuses this",
                    "allow at least one application, or block all users as well",
                ),
                (
                    "ユーザーが許可されていますが、すべてのアプリケーションがブロックされています。この組み合わせは拒否されます",
                    "アプリケーションを 1 つ以上許可するか、すべてのユーザーもブロックしてください",
                ),
            ),
            Self::V3 => (
                (
                    "the inbound default names single users or groups, which belong to no one organisation: Microsoft refuses this",
                    "use AllUsers here and name users in the entry of their organisation",
                ),
                (
                    "受信の既定の設定で個別のユーザーまたはグループが指定されています。この指定は拒否されます",
                    "既定の設定ではすべてのユーザーを使い、個別のユーザーは組織の設定で指定してください",
                ),
            ),
            _ => (
                (
                    "both lists block: only the listed users are cut off, and only from the listed applications; everybody else, and every other application, stays open",
                    "to cut the listed users off from everything, block AllApplications; to close the listed applications to everybody, allow AllUsers and block the applications",
                ),
                (
                    "両方の一覧がブロックです。一覧のユーザーが一覧のアプリケーションを使う場合だけがブロックされ、それ以外はすべて許可されます",
                    "一覧のユーザーをすべて止めるには すべてのアプリケーションをブロックし、一覧のアプリケーションを全員に対して止めるには すべてのユーザーを許可してアプリケーションをブロックしてください",
                ),
            ),
        };
        let (message, fix) = lang.pick(en, ja);
        (message.to_owned(), fix.to_owned())
    }

    pub(super) fn of_targets(&self, lang: Lang) -> (String, String) {
        match self {
            Self::V4(target) => lang.pick(
                (
                    format!("the target {target} does not belong in this list"),
                    "name users and groups under usersAndGroups, and applications under applications, each with its targetType".to_owned(),
                ),
                (
                    format!("対象 {target} はこの一覧に指定できません"),
                    "ユーザーとグループは usersAndGroups に、アプリケーションは applications に、正しい targetType で指定してください".to_owned(),
                ),
            ),
            Self::V4Kind(target) => lang.pick(
                (format!("the target {target} has no known targetType"), "write user, group or application".to_owned()),
                (
                    format!("対象 {target} の種類 (targetType) が不明です"),
                    "user、group、application のいずれかを指定してください".to_owned(),
                ),
            ),
            Self::V5(keyword) => lang.pick(
                (
                    format!("{keyword} is no valid target: Microsoft refuses it"),
                    "name the applications by their IDs (Azure portal c44b4083-3bb0-49c1-b47d-974e53cbdf3c, Defender, Intune and Purview portals 80ccca67-54bd-44ab-8625-4b79c4dc7775)".to_owned(),
                ),
                (
                    format!("{keyword} は有効な対象ではなく、拒否されます"),
                    "アプリケーション ID で指定してください (Azure ポータル c44b4083-3bb0-49c1-b47d-974e53cbdf3c、Defender / Intune / Purview ポータル 80ccca67-54bd-44ab-8625-4b79c4dc7775)".to_owned(),
                ),
            ),
            Self::V9(missing) => {
                let names: Vec<String> = missing
                    .iter()
                    .map(|id| crate::knowledge::apps::find(id).map_or_else(|| (*id).to_owned(), |app| format!("{} {id}", app.name)))
                    .collect();
                let names = names.join(", ");
                lang.pick(
                    (
                        format!("the allowed applications lack what guests meet on the way to them: {names}"),
                        "add these IDs; those that the portal does not offer can be set through Microsoft Graph".to_owned(),
                    ),
                    (
                        format!("許可されたアプリケーションに、ゲスト ユーザーが途中で使うアプリケーションがありません: {names}"),
                        "これらの ID を追加してください。ポータルで選択できないものは Microsoft Graph で設定できます".to_owned(),
                    ),
                )
            }
            Self::V14Twice(target) => lang.pick(
                (format!("the target {target} is listed twice"), "list it once".to_owned()),
                (format!("対象 {target} が重複しています"), "1 回だけ指定してください".to_owned()),
            ),
            Self::V14NoGuid(id) => lang.pick(
                (format!("{id:?} is no ID"), "write the object ID, application ID or tenant ID".to_owned()),
                (
                    format!("{id:?} は ID ではありません"),
                    "オブジェクト ID、アプリケーション ID、またはテナント ID を指定してください".to_owned(),
                ),
            ),
            Self::V16(id) => lang.pick(
                (
                    format!("{id} is the object ID of a guest in our directory, and inbound lists name users of the partner's directory"),
                    "ask the partner for the object ID in its directory, or leave it to --user-map".to_owned(),
                ),
                (
                    format!("{id} は自テナントのゲストのオブジェクト ID です。受信の設定では、パートナーのディレクトリのオブジェクト ID を指定します"),
                    "パートナーのディレクトリでのオブジェクト ID を確認してください".to_owned(),
                ),
            ),
            Self::V14Unseen(id) => {
                let name = crate::knowledge::apps::find(id).map(|app| format!(" ({})", app.name)).unwrap_or_default();
                lang.pick(
                    (
                        format!("the application {id}{name} occurs nowhere in these logs"),
                        "check the ID; an application that is used once a quarter may be missing from a month of logs".to_owned(),
                    ),
                    (
                        format!("アプリケーション {id}{name} はこのログに現れません"),
                        "ID を確認してください。四半期に一度だけ使うアプリケーションは 1 か月のログに現れないことがあります".to_owned(),
                    ),
                )
            }
            _ => (String::new(), String::new()),
        }
    }

    pub(super) fn of_organisations(&self, lang: Lang) -> (String, String) {
        let (en, ja) = match self {
            Self::V6 => (
                (
                    "the default opens B2B direct connect to every organisation",
                    "block it here and allow it in the entries of those who share channels",
                ),
                (
                    "既定の設定で B2B 直接接続がすべての外部組織に許可されています",
                    "既定ではブロックし、共有チャネルを使う組織だけ組織の設定で許可してください",
                ),
            ),
            Self::V7(Block::DirectConnectInbound) => (
                (
                    "B2B direct connect is open inbound only: their users can come here; ours cannot go there",
                    "if both are meant, allow it outbound as well; the partner must allow the mirror of each direction",
                ),
                (
                    "B2B 直接接続が受信だけ許可されています。自社のユーザーは相手側を利用できません",
                    "両方向が必要な場合は送信も許可してください。相手側でも対応する方向の許可が必要です",
                ),
            ),
            Self::V7(_) => (
                (
                    "B2B direct connect is open outbound only: our users can go there; theirs cannot come here",
                    "if both are meant, allow it inbound as well; the partner must allow the mirror of each direction",
                ),
                (
                    "B2B 直接接続が送信だけ許可されています。相手側のユーザーは自社を利用できません",
                    "両方向が必要な場合は受信も許可してください。相手側でも対応する方向の許可が必要です",
                ),
            ),
            Self::V8(failures) => return of_untrusted_mfa(*failures, lang),
            Self::V10 { inbound: true } => (
                (
                    "automatic redemption is on inbound only",
                    "nothing has to be done, unless own users are to be spared the consent prompt there: then turn it on outbound as well",
                ),
                ("自動引き換えが受信だけ有効です", "自社のユーザーの同意画面も省く場合は送信も有効にしてください。そうでなければ対応は不要です"),
            ),
            Self::V10 { inbound: false } => (
                (
                    "automatic redemption is on outbound only",
                    "nothing has to be done, unless their users are to be spared the consent prompt here: then turn it on inbound as well",
                ),
                ("自動引き換えが送信だけ有効です", "相手側のユーザーの同意画面も省く場合は受信も有効にしてください。そうでなければ対応は不要です"),
            ),
            Self::V11 => (
                (
                    "claims of this organisation are trusted, but none of its users can come in: the trust does nothing",
                    "remove the trust, or allow inbound access",
                ),
                (
                    "この組織の要求は信頼されていますが、受信アクセスがすべてブロックされているため、信頼の設定は効果がありません",
                    "信頼の設定を外すか、受信アクセスを許可してください",
                ),
            ),
            Self::V12 => (
                (
                    "users may be synchronised, but automatic redemption inbound is off: synchronisation cannot work",
                    "set automaticUserConsentSettings.inboundAllowed to true",
                ),
                (
                    "テナント間同期が許可されていますが、受信の自動引き換えが無効なため同期できません",
                    "automaticUserConsentSettings.inboundAllowed を true にしてください",
                ),
            ),
            Self::V15(other) => return of_other_cloud(*other, lang),
            _ => (("", ""), ("", "")),
        };
        let (message, fix) = lang.pick(en, ja);
        (message.to_owned(), fix.to_owned())
    }
}

fn of_untrusted_mfa(failures: Option<u64>, lang: Lang) -> (String, String) {
    let fix = lang.pick("set inboundTrust.isMfaAccepted to true", "inboundTrust.isMfaAccepted を true にしてください");
    let message = match failures {
        Some(failures) => lang.pick(
            format!(
                "B2B direct connect is open, but the MFA of the home tenant is not trusted, and Conditional Access asks for it: {failures} sign-ins failed"
            ),
            format!(
                "B2B 直接接続が許可されていますが、ホーム テナントの MFA が信頼されておらず、条件付きアクセスの MFA 要求により {failures} 件のサインインが失敗しています"
            ),
        ),
        None => lang.pick(
            "B2B direct connect is open, but the MFA of the home tenant is not trusted: if Conditional Access asks for MFA, nobody gets in".to_owned(),
            "B2B 直接接続が許可されていますが、ホーム テナントの MFA が信頼されていません。条件付きアクセスで MFA を要求すると誰も利用できません".to_owned(),
        ),
    };
    (message, fix.to_owned())
}

fn of_other_cloud(what: V15, lang: Lang) -> (String, String) {
    match what {
        V15::CloudNotAllowed(cloud) => lang.pick(
            (
                format!("this organisation is in {}, which is not enabled: its entry does nothing", cloud.words(lang)),
                format!("add {} to allowedCloudEndpoints", cloud.endpoint()),
            ),
            (
                format!("この組織は{}にあり、そのクラウドが有効でないため、組織の設定は効果がありません", cloud.words(lang)),
                format!("allowedCloudEndpoints に {} を追加してください", cloud.endpoint()),
            ),
        ),
        V15::DirectConnect(cloud) => lang.pick(
            (
                format!("this organisation is in {}: B2B direct connect does not work between clouds", cloud.words(lang)),
                "use B2B collaboration with it".to_owned(),
            ),
            (
                format!("この組織は{}にあり、クラウド間の B2B 直接接続は利用できません", cloud.words(lang)),
                "B2B コラボレーションを利用してください".to_owned(),
            ),
        ),
        V15::BothSides(cloud) => lang.pick(
            (
                format!("this organisation is in {}", cloud.words(lang)),
                "make sure that it has enabled your cloud and has an entry for you as well".to_owned(),
            ),
            (format!("この組織は{}にあります", cloud.words(lang)), "相手側でも、自社のクラウドの有効化と組織の設定への追加が必要です".to_owned()),
        ),
    }
}
