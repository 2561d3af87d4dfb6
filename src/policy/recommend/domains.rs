//! The domain of an external identity, which the allow-list of external collaboration settings names.
//!
//! What it is not: the tenant of a user. A guest's name here carries the mail domain of its home, and that is all there is to go by.

/// What marks the name of a guest.
const GUEST: &str = "#ext#";

/// The home domain in a user principal name, lower case: `alice_gmail.com#EXT#@contoso.onmicrosoft.com` is of `gmail.com`.
#[must_use]
pub fn home_domain(name: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    // In a guest's name the last underscore stands for the @ of the mail address.
    let domain = match name.split_once(GUEST) {
        Some((home, _)) => home.rsplit_once('_')?.1,
        None => name.rsplit_once('@')?.1,
    };
    let is_domain = domain.contains('.') && domain.chars().all(|c| c.is_alphanumeric() || ".-".contains(c));
    is_domain.then(|| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::home_domain;

    #[test]
    fn the_domain_is_that_of_the_home() {
        for (name, domain) in [
            ("alice_gmail.com#EXT#@contoso.onmicrosoft.com", Some("gmail.com")),
            ("a_b_Fabrikam.example#EXT#@contoso.onmicrosoft.com", Some("fabrikam.example")),
            ("bob@outlook.com", Some("outlook.com")),
            ("live.com#bob@x.example", Some("x.example")),
            ("nobody", None),
            ("x#EXT#@contoso.onmicrosoft.com", None),
            ("x@a b.example", None),
        ] {
            assert_eq!(home_domain(name).as_deref(), domain, "{name}");
        }
    }
}
