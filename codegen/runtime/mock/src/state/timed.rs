//! Which resources' records end, and on which attributes it depends when they do.

use taurusdb_descriptor_types::resources::Expires;

use super::lasting::Lasting;
use super::model::Model;
use super::prepare;
use super::recipe::Goal;

/// Prepares all resources whose records end, and those whose records say when.
pub(crate) fn prepare(model: &mut Model) {
    for sort in model.sorts() {
        let Some(expires) = &model.resource(sort).expires else { continue };
        let Expires { since, after, seconds, only } = expires;
        let lasting = Lasting {
            since: since.0,
            after: prepare::recipe(model, after, sort),
            unit: i64::from(*seconds) * 1000,
            only,
        };
        let mut timed = vec![(sort, since.0)];
        timed.extend(only.iter().map(|(path, _)| (sort, path.0)));
        for way in lasting.ways() {
            if let Goal::Under(Some((setting, access))) = &way.goal {
                timed.push((*setting, access.name.text));
            }
        }
        model.sort_mut(sort).lasting = Some(Box::new(lasting));
        for (sort, name) in timed {
            model.sort_mut(sort).timed.push(name);
        }
    }
}
