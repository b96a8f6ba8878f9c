//! What the resource model says about one operation: its columns in the operation's constant.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use taurusdb_spec::resources::{
    Counts, Cursor, Lock, OperationFacts, Paging, PagingStyle, RefTarget, Task,
};

use super::catalogue::option;
use super::resources::{Differs, error_answer, id_shape};
use super::source::{input, list, map, path};

/// `resource`, `refs`, `locks`, `task` and `paging`.
pub(super) fn columns(known: Option<&OperationFacts>) -> TokenStream {
    let Some(known) = known else {
        return quote!(resource: None, refs: &[], locks: &[], task: None, paging: None,);
    };
    let resource = option(known.resource.as_ref());
    let refs = map(&known.refs, input, |targets| list(&targets.0, target));
    let locks = list(&known.locks, |lock| match lock {
        Lock::Resource(name) => quote!(Lock::Resource(#name)),
        Lock::Input(from) => {
            let from = input(from);
            quote!(Lock::Input(#from))
        }
    });
    let task = option(known.task.as_ref().map(task));
    let paging = option(known.paging.as_ref().map(paging));
    quote!(resource: #resource, refs: #refs, locks: #locks, task: #task, paging: #paging,)
}

fn target(target: &RefTarget) -> TokenStream {
    let (resource, attribute) = (&target.resource, option(target.attribute.as_ref().map(path)));
    quote!(RefTarget { resource: #resource, attribute: #attribute })
}

fn task(task: &Task) -> TokenStream {
    let place = |place: &Option<_>| option(place.as_ref().map(path));
    let seconds = task.seconds.map(|[least, most]| {
        let (least, most) = (Literal::u32_unsuffixed(least), Literal::u32_unsuffixed(most));
        quote!([#least, #most])
    });
    Differs::from(quote!(Task), quote!(Task::NONE))
        .set("job", place(&task.job))
        .set("workflow", place(&task.workflow))
        .set("order", place(&task.order))
        .set("seen", list(&task.seen, path))
        .set("shape", option(task.shape.as_ref().map(id_shape)))
        .set("name", option(task.name.as_ref()))
        .set("delayed_by", option(task.delayed_by.as_ref().map(input)))
        .set("seconds", option(seconds))
        .set("busy", option(task.busy.as_ref().map(error_answer)))
        .code()
}

fn paging(paging: &Paging) -> TokenStream {
    let by_offset = |first: u8, counts: Counts| {
        let first = Literal::u8_unsuffixed(first);
        let counts = match counts {
            Counts::Records => quote!(Counts::Records),
            Counts::Pages => quote!(Counts::Pages),
        };
        quote!({ first: #first, counts: #counts })
    };
    let by_cursor = |cursor: &Cursor| {
        let (from, to) = (path(&cursor.from), input(&cursor.to));
        quote!((Cursor { from: #from, to: #to }))
    };
    let style = match &paging.style {
        PagingStyle::None => quote!(None),
        PagingStyle::OffsetLimitQuery { first, counts } => {
            let how = by_offset(*first, *counts);
            quote!(OffsetLimitQuery #how)
        }
        PagingStyle::OffsetLimitBody { first, counts } => {
            let how = by_offset(*first, *counts);
            quote!(OffsetLimitBody #how)
        }
        PagingStyle::LineNumBody(cursor) => {
            let how = by_cursor(cursor);
            quote!(LineNumBody #how)
        }
        PagingStyle::FileNameQuery(cursor) => {
            let how = by_cursor(cursor);
            quote!(FileNameQuery #how)
        }
    };
    let (items, total) = (path(&paging.items), option(paging.total.as_ref().map(path)));
    quote!(Paging { style: PagingStyle::#style, items: #items, total: #total })
}
