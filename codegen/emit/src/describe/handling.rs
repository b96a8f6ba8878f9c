//! What the resource model says about one operation.

use taurusdb_descriptor_types::resources as described;
use taurusdb_spec::resources::{Counts, Cursor, Lock, Paging, PagingStyle, RefTarget, Task};

use super::lent;
use super::place::{input, path, paths};
use super::resource::{error_answer, id_shape};

pub(super) fn target(target: &RefTarget) -> described::RefTarget {
    described::RefTarget {
        resource: lent::text(&target.resource),
        attribute: target.attribute.as_ref().map(path),
    }
}

pub(super) fn lock(lock: &Lock) -> described::Lock {
    match lock {
        Lock::Resource(name) => described::Lock::Resource(lent::text(name)),
        Lock::Input(from) => described::Lock::Input(input(from)),
    }
}

pub(super) fn task(task: &Task) -> described::Task {
    let Task { job, workflow, order, seen, shape, name, delayed_by, seconds, busy } = task;
    described::Task {
        job: job.as_ref().map(path),
        workflow: workflow.as_ref().map(path),
        order: order.as_ref().map(path),
        seen: paths(seen),
        shape: shape.as_ref().map(id_shape),
        name: lent::maybe(name.as_ref()),
        delayed_by: delayed_by.as_ref().map(input),
        seconds: *seconds,
        busy: busy.as_ref().map(error_answer),
    }
}

pub(super) fn paging(paging: &Paging) -> described::Paging {
    let style = match &paging.style {
        PagingStyle::None => described::PagingStyle::None,
        PagingStyle::OffsetLimitQuery { first, counts } => {
            described::PagingStyle::OffsetLimitQuery { first: *first, counts: by(*counts) }
        }
        PagingStyle::OffsetLimitBody { first, counts } => {
            described::PagingStyle::OffsetLimitBody { first: *first, counts: by(*counts) }
        }
        PagingStyle::LineNumBody(next) => described::PagingStyle::LineNumBody(cursor(next)),
        PagingStyle::FileNameQuery(next) => described::PagingStyle::FileNameQuery(cursor(next)),
    };
    described::Paging { style, items: path(&paging.items), total: paging.total.as_ref().map(path) }
}

fn by(counts: Counts) -> described::Counts {
    match counts {
        Counts::Records => described::Counts::Records,
        Counts::Pages => described::Counts::Pages,
    }
}

fn cursor(cursor: &Cursor) -> described::Cursor {
    described::Cursor { from: path(&cursor.from), to: input(&cursor.to) }
}
