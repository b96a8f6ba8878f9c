//! What is shown: chosen by the resource model.

use taurusdb_descriptor_types::resources::{
    End, FieldPath, Input, Parent, Reading, Resource, Source,
};
use taurusdb_descriptor_types::{Operation, Service, Template};

use super::line::{Line, Word};
use crate::command::example_words;
use crate::manual::Manual;
use crate::output::Shape;

/// What is said, or run.
pub(super) enum Step {
    Say(String),
    Run(Line),
}

/// What the things of the walk are called.
const NAME: &str = "shop";
/// The variable for the id of what is made.
const ID: &str = "ID";

/// The steps; none for a service whose model has nothing to be made, listed and deleted.
pub(super) fn steps(manual: Manual) -> Option<Vec<Step>> {
    let service = manual.service;
    let main = main(service)?;
    let noun = main.resource.name.replace('_', " ");
    let id = id_path(main.resource, main.create)?;
    let create = named(example(manual, main.create, &[]), main.resource, NAME)
        .plain(&["--wait"][..usize::from(main.create.task.is_some())])
        .plain(&["--query", &id, "--output", "text"])
        .keeping(ID);
    let mut steps = vec![
        Step::Say(format!(
            "Make one {noun}. The service answers at once and works on; --wait ends when that work is done."
        )),
        Step::Run(create),
        Step::Say("It is there, with its state.".to_owned()),
        Step::Run(table(manual, main.list)),
    ];
    if let Some(part) = part(service, main.resource) {
        let noun = part.resource.name.replace('_', " ");
        let label = format!("{NAME}-{}", part.resource.name.replace('_', "-"));
        let known = [(main.resource.name, ID)];
        let create = named(example(manual, part.create, &known), part.resource, &label);
        steps.extend([
            Step::Say(format!("Make a {noun} of it.")),
            Step::Run(create.plain(&["--wait"]).plain(&["--compact"])),
            Step::Run(table(manual, part.list)),
        ]);
    }
    let delete = example(manual, main.delete, &[(main.resource.name, ID)]);
    steps.extend([
        Step::Say(format!("Delete the {noun}, and look once more.")),
        Step::Run(
            delete
                .plain(&["--wait"][..usize::from(main.delete.task.is_some())])
                .plain(&["--compact"]),
        ),
        Step::Run(table(manual, main.list)),
    ]);
    Some(steps)
}

/// A resource with what makes, lists and deletes its records.
struct Subject {
    resource: &'static Resource,
    create: &'static Operation,
    list: &'static Operation,
    delete: &'static Operation,
}

impl Subject {
    fn of(service: &'static Service, resource: &'static Resource) -> Option<Self> {
        let current = |ids: &[&str]| {
            let mut found = ids.iter().filter_map(|id| service.operation(id));
            found.find(|operation| operation.deprecated.is_none())
        };
        Some(Self {
            resource,
            create: current(resource.create)?,
            list: current(resource.lookup.as_slice()).or_else(|| current(resource.list))?,
            delete: current(resource.delete)?,
        })
    }
}

/// The resource that most operations are about.
fn main(service: &'static Service) -> Option<Subject> {
    let weight = |subject: &Subject| {
        let about = |operation: &&Operation| operation.resource == Some(subject.resource.name);
        service.operations().filter(about).count()
    };
    let top = service.resources.iter().filter(|resource| resource.parent == Parent::Project);
    // The first of several that are alike.
    top.filter_map(|resource| Subject::of(service, resource)).rev().max_by_key(weight)
}

/// A resource that is made of a record of another one, and is there in its own right; the one that asks for least.
fn part(service: &'static Service, of: &Resource) -> Option<Subject> {
    let refers = |subject: &Subject| {
        let needs = |input: &Input| match input {
            Input::Path(_) => true,
            Input::Query(_) => false,
            Input::Body(path) => is_mandatory(subject.create, *path),
        };
        let mut needed = subject.create.refs.iter().filter(|(input, _)| needs(input)).peekable();
        needed.peek().is_some()
            && needed.all(|(_, targets)| targets.iter().any(|target| target.resource == of.name))
    };
    let fields = |subject: &Subject| {
        let body = subject.create.request.map_or(&[][..], |schema| schema.fields);
        body.iter().filter(|field| field.is_mandatory()).count()
    };
    let all = service.resources.iter().filter(|resource| resource.parent == Parent::Project);
    let all = all.filter_map(|resource| Subject::of(service, resource));
    let fitting = all.filter(|subject| {
        subject.resource.name != of.name && subject.create.task.is_some() && refers(subject)
    });
    fitting.min_by_key(fields)
}

fn is_mandatory(operation: &Operation, path: FieldPath) -> bool {
    let first = path.segments().next().map(|segment| segment.name);
    let field = operation.request.zip(first).and_then(|(schema, name)| schema.field(name));
    field.is_some_and(taurusdb_descriptor_types::Field::is_mandatory)
}

/// A line that calls an operation with example values, in which ids that are known stand for those of the example.
fn example(manual: Manual, operation: &'static Operation, known: &[(&str, &'static str)]) -> Line {
    let variable = |input: Input| {
        let (_, targets) = operation.refs.iter().find(|(known, _)| *known == input)?;
        let found =
            known.iter().find(|(name, _)| targets.iter().any(|target| target.resource == *name));
        found.map(|(_, variable)| *variable)
    };
    let typed = manual.program.typed(operation);
    let mut line = Line::of(&typed);
    let words = example_words(manual, operation);
    let mut path = Template(operation.path)
        .parameters()
        .filter(|name| *name != taurusdb_descriptor_types::Parameter::PROJECT_ID);
    for word in words.iter().skip(typed.split(' ').count()) {
        let (flag, value) = match word.split_once(' ').filter(|_| word.starts_with("--")) {
            Some((flag, value)) => (Some(flag), value),
            None if word.starts_with("--") => (Some(word.as_str()), ""),
            None => (None, word.as_str()),
        };
        let input = match flag {
            Some(flag) => {
                operation.refs.iter().map(|(input, _)| *input).find(|input| match input {
                    Input::Body(at) => *flag == format!("--{}", at.0.replace('_', "-")),
                    _ => false,
                })
            }
            None => path.next().map(Input::Path),
        };
        if let Some(flag) = flag {
            line = line.plain(&[flag]);
        }
        line = match input.and_then(variable) {
            Some(variable) => line.variable(variable),
            None if value.is_empty() => line,
            // The example may be of a region that this service does not have.
            None if flag.is_some_and(|flag| flag.ends_with("region")) => {
                line.plain(&[region(manual, value)])
            }
            None => line.plain(&[&unquoted(value)]),
        };
    }
    line
}

/// A region of the service.
fn region(manual: Manual, shown: &str) -> &str {
    manual.service.endpoints.first().map_or(shown, |endpoint| endpoint.region)
}

/// The value of a word that is in quotation marks for the shell.
fn unquoted(word: &str) -> String {
    let inner = word.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    inner.map_or_else(|| word.to_owned(), |inner| inner.replace(r"'\''", "'"))
}

/// The same line with another label.
fn named(mut line: Line, resource: &Resource, label: &str) -> Line {
    let Some(own) = resource.label else { return line };
    let flag = Word::Plain(format!("--{}", own.0.replace('_', "-")));
    if let Some(at) = line.words.iter().position(|word| *word == flag)
        && let Some(value) = line.words.get_mut(at + 1)
    {
        *value = Word::Plain(label.to_owned());
    }
    line
}

/// A line that lists the records of a resource, with the columns that tell them apart.
fn table(manual: Manual, list: &'static Operation) -> Line {
    let shape = Shape::of(manual.service, list);
    let columns: Vec<String> = shape.lead.iter().map(|path| path.join(".")).collect();
    let typed = manual.program.typed(list);
    let line = Line::of(&typed);
    let line = match (shape.items, columns.as_slice()) {
        (Some(items), [_, ..]) if columns.iter().all(|column| !column.contains('.')) => {
            let pairs: Vec<_> = columns.iter().map(|name| format!("{name}: {name}")).collect();
            line.plain(&["--query", &format!("{}[].{{{}}}", items.0, pairs.join(", "))])
        }
        _ => line,
    };
    line.plain(&["--output", "table"])
}

/// Where the answer of the operation that makes a record has its id.
fn id_path(resource: &'static Resource, create: &Operation) -> Option<String> {
    let [id] = resource.id else { return None };
    let on = resource.views.iter().find(|on| on.operation == create.id)?;
    let view = on.list.first()?;
    let wanted = Source::Read(Reading::of(End::Attribute(*id)));
    let renamed = view.fields.iter().find(|(_, source)| *source == wanted);
    let field = renamed.map_or(*id, |(field, _)| *field);
    let path = [view.at.0, field.0];
    let path: Vec<_> = path.into_iter().filter(|part| !part.is_empty()).collect();
    Some(path.join("."))
}
