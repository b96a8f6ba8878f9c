//! Files of faults, and the profiles that come with the mock.

use super::fault::Fault;
use crate::text::instead;
use crate::tree::{At, Misread, Node};

/// Profiles: names, and what they are.
const PROFILES: [(&str, &str); 1] = [("hostile", include_str!("hostile.toml"))];

/// Some faults, and the seed of their dice.
///
/// ```
/// use taurusdb_mock_runtime::Faults;
///
/// let faults = Faults::read("faults.toml", "seed = 7\n[[rule]]\nlatency = '20ms'\n")?;
/// assert_eq!((faults.seed, faults.list.len()), (Some(7), 1));
/// assert!(Faults::profile("hostile").is_ok_and(|hostile| hostile.list.len() > 5));
/// # Ok::<_, taurusdb_mock_runtime::Misread>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults {
    /// The seed of their dice; without one, that of the mock.
    pub seed: Option<u64>,
    /// The faults, in the order in which they are applied.
    pub list: Vec<Fault>,
}

impl Faults {
    /// Reads a file of faults; `source` is its name in messages.
    ///
    /// # Errors
    /// Says where the text is not TOML, or states something that no fault has.
    pub fn read(source: &str, text: &str) -> Result<Self, Misread> {
        Self::of(source, &Node::toml(source, text)?)
    }

    /// A profile that comes with the mock: `hostile`.
    ///
    /// # Errors
    /// Names the profiles if there is none of this name.
    pub fn profile(name: &str) -> Result<Self, Misread> {
        let found = PROFILES.iter().find(|(known, _)| *known == name);
        let (name, text) = found.ok_or_else(|| Misread {
            source: "faults".to_owned(),
            line: None,
            field: String::new(),
            wrong: format!(
                "no profile is called '{name}'; {}",
                instead(PROFILES.iter().map(|(known, _)| *known), name)
            ),
        })?;
        Self::read(name, text)
    }

    /// Reads what was parsed: one fault, several as `rule`, or a profile.
    pub(crate) fn of(source: &str, node: &Node) -> Result<Self, Misread> {
        let table = At::whole(source, node).table()?;
        let [seed, rules, profile] = ["seed", "rule", "profile"].map(|name| table.get(name));
        let mut faults = match &profile {
            None => Self::default(),
            Some(at) => {
                let name = at.text()?;
                Self::profile(&name).map_err(|unknown| at.wrong(unknown.wrong))?
            }
        };
        if rules.is_none() && profile.is_none() {
            // Without a list, the whole is one fault.
            faults.list.push(Fault::stated(node.clone(), source, "").checked()?);
            return Ok(faults);
        }
        if let Some(seed) = seed {
            faults.seed = Some(seed.count()?);
        }
        for at in rules.map_or(Ok(Vec::new()), |rules| rules.list())? {
            faults.list.push(Fault::stated(at.node.clone(), source, at.field()).checked()?);
        }
        table.end()?;
        Ok(faults)
    }

    /// Whether there is a profile of this name.
    pub(crate) fn is_profile(name: &str) -> bool {
        PROFILES.iter().any(|(known, _)| *known == name)
    }
}
