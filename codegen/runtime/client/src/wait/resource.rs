//! A resource that is waited for.

use taurusdb_descriptor_types::Service;
use taurusdb_descriptor_types::resources::{Parent, Resource};

use super::observe::Subject;
use super::waiting::{Goal, Wait};
use crate::{Client, Error};

/// A record of a resource, known by its id, to wait for its states.
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// # async fn f(client: taurusdb::Client) -> Result<(), taurusdb::Error> {
/// let instance = client.resource("instance", ["3d39c18788b54a919bab633874c159dfin01"])?;
/// instance.until_settled().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct ResourceHandle {
    client: Client,
    subject: Subject,
}

impl Client {
    /// A record of a resource of the service: `instance`, `node`, `backup` and so on, with its id and,
    /// before it, the ids of what it lies under.
    ///
    /// # Errors
    /// Fails if the service has no such resource, or if the ids are more or fewer than it needs; the error
    /// names what there is.
    pub fn resource<I: Into<String>>(
        &self,
        name: &str,
        ids: impl IntoIterator<Item = I>,
    ) -> Result<ResourceHandle, Error> {
        let resource = self.resource_of(name)?;
        let chain = chain(self.service()?, resource);
        // With the end of the line that it was read from, no id is found again.
        let ids: Vec<String> = ids.into_iter().map(|id| id.into().trim().to_owned()).collect();
        if ids.len() != chain.len() || ids.iter().any(String::is_empty) {
            let needed: Vec<_> = chain.iter().map(|resource| resource.name).collect();
            return Err(Error::configuration(format!(
                "a {name} needs the ids of: {}; given were {}",
                needed.join(", "),
                ids.len()
            )));
        }
        let ids = chain.iter().map(|resource| resource.name).zip(ids).collect();
        Ok(ResourceHandle { client: self.clone(), subject: Subject { resource, ids, until: None } })
    }
}

/// Whether the records of a resource can be waited for: whether an operation shows their state.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::descriptors::Service;
/// use taurusdb::descriptors::resources::{Kind, Resource};
///
/// static SERVICE: Service = Service::named("Demo");
/// static POT: Resource = Resource::new("pot", Kind::Entity);
/// assert!(!taurusdb::can_be_waited_for(&SERVICE, &POT));
/// ```
pub fn can_be_waited_for(service: &'static Service, resource: &'static Resource) -> bool {
    let ids = chain(service, resource).into_iter().map(|resource| (resource.name, String::new()));
    Subject { resource, ids: ids.collect(), until: None }.look(service).is_ok()
}

/// A resource and what it lies under, outermost first.
fn chain(service: &'static Service, resource: &'static Resource) -> Vec<&'static Resource> {
    let mut chain = vec![resource];
    while let Parent::Resource(parent) = chain[0].parent {
        match service.resource(parent) {
            Some(parent) if chain.len() < service.resources.len() => chain.insert(0, parent),
            _ => break,
        }
    }
    chain
}

impl ResourceHandle {
    /// The id.
    pub fn id(&self) -> &str {
        self.subject.id()
    }

    /// Waits until its state is one in which it works. A call about it may still be refused as busy: see
    /// [`until_settled`](Self::until_settled).
    ///
    /// # Errors
    /// See [`Wait`].
    pub fn until_ready(&self) -> Wait {
        self.wait(Goal::Ready)
    }

    /// Waits until the next call is accepted: its state is one in which it works, and no work goes on at
    /// it, such as the backup that follows a creation.
    ///
    /// # Errors
    /// See [`Wait`].
    pub fn until_settled(&self) -> Wait {
        self.wait(Goal::Settled)
    }

    /// Waits until it is gone.
    ///
    /// # Errors
    /// See [`Wait`].
    pub fn until_gone(&self) -> Wait {
        self.wait(Goal::Gone)
    }

    /// Waits until its state is this one, in the words of the service and in whatever case. A state that it does not
    /// leave by itself ends the wait, unless it is the one.
    ///
    /// # Errors
    /// See [`Wait`].
    pub fn until_state(&self, state: impl Into<String>) -> Wait {
        self.wait(Goal::State(state.into().trim().to_owned()))
    }

    fn wait(&self, goal: Goal) -> Wait {
        let name = format!("the {}", self.subject.name());
        let resume = format!("its id {}", self.subject.id());
        Wait::new(self.client.clone(), self.subject.clone(), goal, name, resume)
    }
}
