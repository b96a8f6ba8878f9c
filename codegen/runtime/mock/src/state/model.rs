//! The resource model, indexed: what the interpreter looks up with each call.

use std::collections::HashMap;
use std::sync::Arc;

use taurusdb_descriptor_types::resources::{
    Class, Does, End, ErrorAnswer, Errors, FieldPath, Input, Kind, Match, Parent, Reading,
    Resource, Step, View,
};
use taurusdb_descriptor_types::{Operation, Service};

use super::access::Access;
use super::common::Common;
use super::inlet::{Combined, Inlet, Pair};
use super::lasting::Lasting;
use super::names::Name;
use super::prepared::{self, Known, Seeds, TaskNames};
use super::recipe::Recipe;
use super::sort::{Attribute, Sort};
use super::steps::StepModel;
use super::views::Choice;
use crate::sample::Sampler;

/// The description, ready to be interpreted.
pub(crate) struct Model {
    pub(crate) service: &'static Service,
    pub(crate) sampler: Sampler,
    sorts: Vec<SortModel>,
    names: HashMap<&'static str, Sort>,
    /// In the order of the service's operations.
    operations: Vec<OperationModel>,
    /// What follows work: the resources whose records are tasks.
    pub(crate) tasks: TaskSorts,
}

/// The resources that stand for running work, if the model has them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TaskSorts {
    /// Work that began with the answer.
    pub(crate) now: Option<Sort>,
    /// Work that waits for its window.
    pub(crate) later: Option<Sort>,
}

/// One resource, and what follows from its description.
pub(crate) struct SortModel {
    pub(crate) resource: &'static Resource,
    pub(crate) parent: Option<Sort>,
    /// How many resources lie above it; the project has none.
    pub(crate) depth: usize,
    pub(crate) children: Vec<Sort>,
    /// Attributes by name.
    pub(crate) attributes: HashMap<&'static str, Attribute>,
    /// The names of the attributes that its records may have.
    pub(crate) bare: Arc<Common>,
    /// With the values that they have where their creation has left something open, as far as these are always
    /// the same.
    pub(crate) filled: Arc<Common>,
    /// What else is filled in then.
    pub(crate) fills: Vec<Fill>,
    /// What every parent has of them from the beginning.
    pub(crate) seeds: Seeds,
    /// How long they are kept, if not for good.
    pub(crate) lasting: Option<Box<Lasting>>,
    /// The attributes on which it depends how long they, or others, are kept.
    pub(crate) timed: Vec<&'static str>,
    /// The resources right under it whose records are there as soon as one of its own is.
    pub(crate) seeded: Vec<Sort>,
    /// The attribute that tells records apart, where it is one.
    pub(crate) id_name: Option<Name>,
    /// What the attributes are called that tasks have, if these are tasks.
    pub(crate) task_names: Option<TaskNames>,
    /// The elements that examples show in the list of these records.
    pub(crate) rows: Vec<HashMap<&'static str, serde_json::Value>>,
    /// Whether nothing in the model makes its records: the service does, so they are made up.
    pub(crate) is_generated: bool,
    /// The resource whose ids its records have: unless a call says otherwise, there is one for each of those.
    pub(crate) follows: Option<Sort>,
    /// The attribute by which questions for a span of time choose records.
    pub(crate) moment: Option<&'static str>,
}

/// What a record is given where its creation has left something open, in the order of the description.
#[derive(Debug)]
pub(crate) enum Fill {
    /// The same for all records, or the time; by the numbers of the attributes.
    Known(Box<[(u8, Known)]>),
    /// What the record above has.
    FromParent(Name, Access),
    /// What has to be looked for.
    Recipe(Name, Recipe),
}

/// One operation, and what the resources say about it.
pub(crate) struct OperationModel {
    pub(crate) operation: &'static Operation,
    /// Parents before children.
    pub(crate) steps: Vec<StepModel>,
    pub(crate) views: Vec<(Sort, &'static View)>,
    /// What of each view chooses records.
    pub(crate) choices: Vec<Choice>,
    /// The inputs that carry ids, what they are ids of, and of which attribute if an id has several; parents
    /// first, since they say where to look for the others.
    pub(crate) refs: Vec<(Input, Vec<Sort>, Option<FieldPath>)>,
    /// Those that carry whole ids, and must be ids of records.
    pub(crate) simple: Vec<(Inlet, Vec<Sort>)>,
    /// Those that carry ids together.
    pub(crate) combined: Vec<Combined>,
    /// Whether anything asks which records the call gives other values.
    pub(crate) asks_what_was_touched: bool,
    /// Whether it may use up more of a limit that records of another resource state.
    pub(crate) spends: bool,
    /// The inputs among them beside which stands the id of what their record belongs to.
    pub(crate) beside: Box<[Pair]>,
}

static PROJECT: Resource = Resource::new("project", Kind::Record);

impl Model {
    pub(crate) fn new(service: &'static Service, sampler: Sampler) -> Self {
        let mut names = HashMap::from([(PROJECT.name, Sort::PROJECT)]);
        for (index, resource) in service.resources.iter().enumerate() {
            names.insert(resource.name, Sort(u16::try_from(index + 1).expect("few resources")));
        }
        let all = std::iter::once(&PROJECT).chain(service.resources);
        let mut sorts: Vec<_> = all
            .map(|resource| {
                let parent = match resource.parent {
                    _ if std::ptr::eq(resource, &raw const PROJECT) => None,
                    Parent::Project => Some(Sort::PROJECT),
                    Parent::Resource(name) => names.get(name).copied().or(Some(Sort::PROJECT)),
                };
                SortModel::new(resource, parent)
            })
            .collect();
        for index in 1..sorts.len() {
            let mut above = sorts[index].parent;
            while let Some(sort) = above {
                sorts[index].depth += 1;
                above = sorts[sort.0 as usize].parent;
            }
            if let Some(parent) = sorts[index].parent {
                sorts[parent.0 as usize].children.push(Sort(index as u16));
            }
        }
        for sort in &mut sorts {
            sort.follows = follows(sort.resource, &names);
        }
        let operations = service.operations();
        let operations =
            operations.map(|operation| OperationModel::new(operation, &sorts, &names)).collect();
        let mut model =
            Self { service, sampler, sorts, names, operations, tasks: TaskSorts::default() };
        model.tasks = model.find_tasks();
        model
    }

    pub(crate) fn sort(&self, sort: Sort) -> &SortModel {
        &self.sorts[sort.0 as usize]
    }

    pub(super) fn sort_mut(&mut self, sort: Sort) -> &mut SortModel {
        &mut self.sorts[sort.0 as usize]
    }

    pub(crate) fn resource(&self, sort: Sort) -> &'static Resource {
        self.sort(sort).resource
    }

    pub(crate) fn named(&self, name: &str) -> Option<Sort> {
        self.names.get(name).copied()
    }

    /// All resources but the project.
    pub(crate) fn sorts(&self) -> impl Iterator<Item = Sort> + use<> {
        (1..self.sorts.len() as u16).map(Sort)
    }

    pub(crate) fn operation(&self, index: usize) -> &OperationModel {
        &self.operations[index]
    }

    pub(crate) fn operations(&self) -> impl Iterator<Item = (usize, &OperationModel)> {
        self.operations.iter().enumerate()
    }

    pub(super) fn operation_mut(&mut self, index: usize) -> &mut OperationModel {
        &mut self.operations[index]
    }

    /// The resource whose ids an input carries, where it carries the same ones in all operations.
    pub(crate) fn behind(&self, input: Input) -> Option<Sort> {
        let refs = self.operations.iter().flat_map(|operation| &operation.refs);
        let mut found = refs.filter(|(own, _, _)| *own == input).flat_map(|(_, sorts, _)| sorts);
        let first = *found.next()?;
        found.all(|sort| *sort == first).then_some(first)
    }

    /// The position of an operation among those of the service.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.operations.iter().position(|entry| entry.operation.id == id)
    }

    /// The resource whose id an attribute of a record holds.
    pub(crate) fn referred(&self, sort: Sort, attribute: &str) -> Option<Sort> {
        let refs = self.resource(sort).refs;
        let found = refs.iter().find(|(path, _)| path.0 == attribute);
        found.and_then(|(_, name)| self.named(name))
    }

    /// Whether a resource lies, over any number of steps, under another one.
    pub(crate) fn is_under(&self, sort: Sort, above: Sort) -> bool {
        let mut parent = self.sort(sort).parent;
        while let Some(one) = parent {
            if one == above {
                return true;
            }
            parent = self.sort(one).parent;
        }
        false
    }

    /// The error that a resource, or the nearest one above it, has for a case.
    pub(crate) fn error(
        &self,
        sort: Sort,
        which: impl Fn(&Errors) -> Option<ErrorAnswer>,
    ) -> Option<ErrorAnswer> {
        let mut at = Some(sort);
        while let Some(one) = at {
            if let Some(answer) = which(&self.resource(one).errors) {
                return Some(answer);
            }
            at = self.sort(one).parent;
        }
        None
    }

    /// Whether an attribute says how far work is.
    pub(crate) fn is_progress(&self, sort: Sort, name: &str) -> bool {
        let is_task = Some(sort) == self.tasks.now || Some(sort) == self.tasks.later;
        is_task && name == "process"
    }

    /// Tasks are what a path or query of a `show` operation finds by the handle that answers carry: the
    /// model calls them so, as its README says.
    fn find_tasks(&self) -> TaskSorts {
        TaskSorts { now: self.named("task"), later: self.named("scheduled_task") }
    }
}

impl SortModel {
    fn new(resource: &'static Resource, parent: Option<Sort>) -> Self {
        let makes = |step: &Step| matches!(step.does, Does::Create | Does::Put);
        let is_made = resource.on.iter().any(|on| on.list.iter().any(makes));
        let is_task = ["task", "scheduled_task", PROJECT.name].contains(&resource.name);
        let is_generated = resource.kind == Kind::Record
            && !is_made
            && !is_task
            && (resource.seeds.is_empty() || parent != Some(Sort::PROJECT));
        Self {
            resource,
            parent,
            depth: 0,
            children: Vec::new(),
            attributes: HashMap::new(),
            bare: Arc::default(),
            filled: Arc::default(),
            fills: Vec::new(),
            seeds: prepared::seeds(resource),
            lasting: None,
            timed: Vec::new(),
            seeded: Vec::new(),
            id_name: None,
            task_names: None,
            rows: Vec::new(),
            is_generated,
            follows: None,
            moment: is_generated.then(|| moment(resource)).flatten(),
        }
    }

    /// The attribute that tells records apart, where it is one.
    pub(crate) fn key(&self) -> Option<&'static str> {
        match self.resource.id {
            [FieldPath(one)] => Some(one),
            _ => None,
        }
    }

    /// Whether records have an attribute of this name.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.attributes.contains_key(name) || self.resource.id.iter().any(|path| path.0 == name)
    }

    /// Whether its records need not be kept to be there.
    pub(crate) fn is_virtual(&self) -> bool {
        self.is_generated || self.follows.is_some() || self.resource.kind == Kind::Setting
    }

    /// The number of a state in the resource's list.
    pub(crate) fn state(&self, name: &str) -> Option<u8> {
        let found = self.resource.states.iter().position(|state| state.name == name)?;
        u8::try_from(found).ok()
    }

    /// The state of new records: the initial one, or the first ready one if work is not followed.
    pub(crate) fn initial(&self) -> Option<u8> {
        self.resource.initial.and_then(|name| self.state(name))
    }

    /// The first state in which the next call is accepted.
    pub(crate) fn ready(&self) -> Option<u8> {
        let states = self.resource.states;
        let found =
            states.iter().position(|state| state.class == Class::Ready && state.by.is_none());
        let found =
            found.or_else(|| states.iter().position(|state| state.class == Class::Ready))?;
        u8::try_from(found).ok()
    }

    pub(crate) fn class(&self, state: Option<u8>) -> Option<Class> {
        state
            .and_then(|state| self.resource.states.get(usize::from(state)))
            .map(|state| state.class)
    }
}

/// The resource whose ids the records of another one have as their own.
fn follows(resource: &Resource, names: &HashMap<&'static str, Sort>) -> Option<Sort> {
    let [id] = resource.id else { return None };
    let (_, other) = resource.refs.iter().find(|(path, _)| path == id)?;
    names.get(other).copied().filter(|_| resource.kind == Kind::Record)
}

/// The attribute that filters compare with a time.
fn moment(resource: &'static Resource) -> Option<&'static str> {
    let views = resource.views.iter().flat_map(|on| on.list);
    let mut filters = views.flat_map(|view| view.filters);
    let found = filters.find(|(_, filter)| filter.matches == Match::From)?;
    match found.1.attribute? {
        Reading { through: [], end: End::Attribute(path) } => Some(path.0),
        _ => None,
    }
}

impl OperationModel {
    fn new(
        operation: &'static Operation,
        sorts: &[SortModel],
        names: &HashMap<&'static str, Sort>,
    ) -> Self {
        let (mut steps, mut views) = (Vec::new(), Vec::new());
        for (index, sort) in sorts.iter().enumerate() {
            let number = Sort(index as u16);
            let on = sort.resource.on.iter().filter(|on| on.operation == operation.id);
            steps.extend(on.flat_map(|on| on.list).map(|step| StepModel::new(number, step)));
            let shown = sort.resource.views.iter().filter(|on| on.operation == operation.id);
            views.extend(shown.flat_map(|on| on.list).map(|view| (number, view)));
        }
        // Stable: steps of one resource keep their order.
        steps.sort_by_key(|step| sorts[step.sort.0 as usize].depth);
        let mut refs: Vec<(Input, Vec<Sort>, Option<FieldPath>)> = Vec::new();
        for (input, targets) in operation.refs {
            let known = targets.iter().filter_map(|target| names.get(target.resource).copied());
            refs.push((*input, known.collect(), targets.first().and_then(|one| one.attribute)));
        }
        let depth = |sort: &Sort| sorts[sort.0 as usize].depth;
        refs.sort_by_key(|(_, sorts, _)| sorts.iter().map(depth).min());
        let spends = steps.iter().any(|one| {
            let uses = sorts[one.sort.0 as usize].resource.uses;
            let sets = |path| {
                one.step.copies.contains(path) || one.step.sets.iter().any(|(set, _)| set == path)
            };
            let makes = matches!(one.step.does, Does::Create | Does::Put);
            uses.iter().any(|(path, _)| makes || sets(path))
        });
        let beside = sorts.iter().flat_map(|sort| sort.resource.beside);
        let beside = beside.filter(|on| on.operation == operation.id).flat_map(|on| on.list);
        Self {
            operation,
            steps,
            views,
            choices: Vec::new(),
            refs,
            simple: Vec::new(),
            combined: Vec::new(),
            asks_what_was_touched: false,
            spends,
            beside: beside.map(Pair::new).collect(),
        }
    }

    /// Whether a call changes anything: it has steps or starts work.
    pub(crate) fn writes(&self) -> bool {
        !self.steps.is_empty() || self.operation.task.is_some() || !self.operation.locks.is_empty()
    }

    /// Whether an input only narrows a list, so that it need not be the id of a record.
    pub(crate) fn only_filters(&self, input: Input) -> bool {
        self.views.iter().any(|(_, view)| view.filters.iter().any(|(one, _)| *one == input))
    }
}
