//! The things of a small invented service: a model with each kind of resource, step and view.

use taurusdb_descriptor_types::resources::{
    Allowed, Beside, Class, Does, End, ErrorAnswer, Errors, FieldPath, Filter, Hop, IdShape, Input,
    Kind, Match, MatchKey, Most, OnOperation, Parent, Prepaid, Presence, Reading, Resource, Source,
    State, Step, View, Word,
};

const fn state(name: &'static str, class: Class) -> State {
    State { name, class, words: &[], by: None }
}

const fn code(code: &'static str, status: u16) -> Option<ErrorAnswer> {
    Some(ErrorAnswer { code, status: Some(status) })
}

const fn own(path: &'static str) -> Source {
    Source::Read(Reading::attribute(path))
}

const fn sent(path: &'static str) -> Source {
    Source::Read(Reading::body(path))
}

const fn of_parent(path: &'static str) -> Source {
    Source::Read(Reading { through: &[Hop::Parent], end: End::Attribute(FieldPath(path)) })
}

const fn on<T>(operation: &'static str, list: &'static [T]) -> OnOperation<T> {
    OnOperation { operation, list }
}

const fn filter(attribute: Reading, matches: Match) -> Filter {
    Filter { attribute: Some(attribute), matches, all: None }
}

const KETTLE_ID: Input = Input::Path("kettle_id");
const STATE_WORD: (FieldPath, Source) =
    (FieldPath("status"), Source::Read(Reading::of(End::State("short"))));

pub(crate) static RESOURCES: [Resource; 7] = [DRIP, KETTLE, POLICY, LATER, SPOUT, TAG, TASK];

const KETTLE: Resource = Resource {
    id: &[FieldPath("id")],
    id_shape: Some(IdShape::Uuid32(Some("kt01"))),
    path_parameter: Some("kettle_id"),
    label: Some(FieldPath("name")),
    create: &["kettles.create"],
    show: &["kettles.show"],
    list: &["kettles.list"],
    change: &["kettles.rename"],
    delete: &["kettles.delete"],
    state: Some(FieldPath("status")),
    initial: Some("FILLING"),
    prepaid: Some(Prepaid { attribute: FieldPath("billing"), is: "ahead" }),
    defaults: &[
        (FieldPath("created"), Source::Word(Word::Now)),
        (FieldPath("maintenance_window"), Source::Text("02:00-06:00")),
        (FieldPath("heat.unit"), Source::Text("C")),
    ],
    errors: Errors {
        missing: code("K.404", 404),
        busy: code("K.409", 409),
        state: code("K.400", 400),
        ..Errors::NONE
    },
    states: &[
        state("BROKEN", Class::Failed),
        State { words: &[("short", "filling")], ..state("FILLING", Class::Changing) },
        State { words: &[("short", "fine")], ..state("READY", Class::Ready) },
        State { words: &[("short", "resting")], ..state("RESTING", Class::Changing) },
        state("gone", Class::Gone),
    ],
    on: &[
        on(
            "kettles.create",
            &[Step {
                copies: &[FieldPath("name"), FieldPath("heat.limit"), FieldPath("billing")],
                sets: &[(FieldPath("order"), Source::Word(Word::Order))],
                via: Some("FILLING"),
                to: Some("READY"),
                then: &["RESTING", "READY"],
                fail: Some("BROKEN"),
                ..Step::new(Does::Create)
            }],
        ),
        on(
            "kettles.delete",
            &[Step {
                from: &[Allowed::Class(Class::Ready), Allowed::Class(Class::Failed)],
                ..Step::new(Does::Delete)
            }],
        ),
        on("kettles.rename", &[Step { copies: &[FieldPath("name")], ..Step::new(Does::Change) }]),
        on("kettles.descale", &[Step::new(Does::Change)]),
    ],
    views: &[
        on("kettles.create", &[View { fields: &[STATE_WORD], ..View::new(FieldPath("kettle")) }]),
        on(
            "kettles.list",
            &[View {
                fields: &[STATE_WORD],
                filters: &[
                    (Input::Query("name"), filter(Reading::attribute("name"), Match::Star)),
                    (
                        Input::Query("tags"),
                        Filter { attribute: None, matches: Match::Tags, all: None },
                    ),
                ],
                ..View::new(FieldPath("kettles[]"))
            }],
        ),
        on(
            "kettles.show",
            &[View {
                fields: &[
                    STATE_WORD,
                    (FieldPath("spout_count"), Source::Read(Reading::of(End::Count("spout")))),
                    (
                        FieldPath("policy"),
                        Source::Read(Reading::of(End::Under {
                            resource: "policy",
                            attribute: FieldPath("mode"),
                        })),
                    ),
                ],
                ..View::new(FieldPath("kettle"))
            }],
        ),
    ],
    ..Resource::new("kettle", Kind::Entity)
};

const SPOUT: Resource = Resource {
    parent: Parent::Resource("kettle"),
    id: &[FieldPath("id")],
    id_shape: Some(IdShape::Uuid36),
    label: Some(FieldPath("name")),
    beside: &[on(
        "kettles.pour",
        &[Beside {
            input: Input::Body(FieldPath("pours[].spout_id")),
            of: Input::Body(FieldPath("pours[].kettle_id")),
            by: None,
        }],
    )],
    errors: Errors { missing: code("K.406", 404), ..Errors::NONE },
    hidden: &[FieldPath("ordinal")],
    defaults: &[
        (FieldPath("ordinal"), Source::Word(Word::Ordinal)),
        (
            FieldPath("name"),
            Source::Join { parts: &[of_parent("name"), own("ordinal")], with: "_spout" },
        ),
    ],
    on: &[on("kettles.create", &[Step { times: Some(sent("spouts")), ..Step::new(Does::Create) }])],
    views: &[on(
        "kettles.show",
        &[View { within: Some("kettle"), ..View::new(FieldPath("kettle.spouts[]")) }],
    )],
    ..Resource::new("spout", Kind::Record)
};

const POLICY: Resource = Resource {
    parent: Parent::Resource("kettle"),
    defaults: &[(FieldPath("mode"), Source::Text("gentle"))],
    on: &[on("policies.set", &[Step { copies: &[FieldPath("mode")], ..Step::new(Does::Change) }])],
    views: &[on("policies.show", &[View::new(FieldPath("policy"))])],
    ..Resource::new("policy", Kind::Setting)
};

const TAG: Resource = Resource {
    parent: Parent::Resource("kettle"),
    id: &[FieldPath("key")],
    id_shape: Some(IdShape::Name),
    most: &[Most::Number(3)],
    errors: Errors { exists: code("K.410", 400), quota: code("K.403", 403), ..Errors::NONE },
    on: &[
        on(
            "kettles.create",
            &[Step {
                each: &[Input::Body(FieldPath("tags[]"))],
                copies: &[FieldPath("key"), FieldPath("value")],
                ..Step::new(Does::Create)
            }],
        ),
        on(
            "tags.change",
            &[
                Step {
                    when: &[(Input::Body(FieldPath("action")), &[Presence::Value("create")])],
                    each: &[Input::Body(FieldPath("tags[]"))],
                    copies: &[FieldPath("key"), FieldPath("value")],
                    ..Step::new(Does::Create)
                },
                Step {
                    when: &[(Input::Body(FieldPath("action")), &[Presence::Value("delete")])],
                    each: &[Input::Body(FieldPath("tags[]"))],
                    matches: &[(MatchKey::Value(Reading::attribute("key")), sent("tags[].key"))],
                    ..Step::new(Does::Delete)
                },
            ],
        ),
    ],
    views: &[
        on(
            "kettles.list",
            &[View { within: Some("kettle"), ..View::new(FieldPath("kettles[].tags[]")) }],
        ),
        // Each key of the project once, with all its values.
        on(
            "tags.list",
            &[View {
                group: &[(FieldPath("key"), FieldPath("key"))],
                fields: &[(FieldPath(""), own("value"))],
                ..View::new(FieldPath("tags[].values[]"))
            }],
        ),
    ],
    ..Resource::new("tag", Kind::Entity)
};

/// What nobody makes: it happens.
const DRIP: Resource = Resource {
    parent: Parent::Resource("kettle"),
    id: &[FieldPath("spout_id"), FieldPath("line_num")],
    id_shape: Some(IdShape::Name),
    refs: &[(FieldPath("spout_id"), "spout")],
    views: &[on(
        "drips.list",
        &[View {
            filters: &[
                (Input::Body(FieldPath("from")), filter(Reading::attribute("time"), Match::From)),
                (Input::Body(FieldPath("until")), filter(Reading::attribute("time"), Match::Until)),
                (
                    Input::Body(FieldPath("level")),
                    filter(Reading::attribute("level"), Match::Equals),
                ),
            ],
            ..View::new(FieldPath("drips[]"))
        }],
    )],
    ..Resource::new("drip", Kind::Record)
};

const TASK_STATES: &[State] = &[
    state("Completed", Class::Ready),
    state("Failed", Class::Failed),
    state("Pending", Class::Changing),
    state("Running", Class::Changing),
];

const TASK: Resource = Resource {
    id: &[FieldPath("id")],
    id_shape: Some(IdShape::Uuid36),
    path_parameter: Some("job_id"),
    label: Some(FieldPath("name")),
    show: &["tasks.show"],
    state: Some(FieldPath("status")),
    initial: Some("Running"),
    refs: &[(FieldPath("kettle_id"), "kettle")],
    defaults: &[
        (FieldPath("created"), Source::Word(Word::Now)),
        (FieldPath("process"), Source::Text("")),
    ],
    errors: Errors { missing: code("K.405", 404), ..Errors::NONE },
    states: TASK_STATES,
    views: &[on("tasks.show", &[View::new(FieldPath("job"))])],
    ..Resource::new("task", Kind::Record)
};

const LATER: Resource = Resource {
    id: &[FieldPath("job_id")],
    id_shape: Some(IdShape::Uuid32(None)),
    label: Some(FieldPath("job_name")),
    state: Some(FieldPath("job_status")),
    initial: Some("Pending"),
    refs: &[(FieldPath("kettle_id"), "kettle")],
    defaults: &[(FieldPath("create_time"), Source::Word(Word::Now))],
    states: TASK_STATES,
    views: &[on(
        "tasks.show",
        &[View {
            fields: &[
                (FieldPath("id"), own("job_id")),
                (FieldPath("name"), own("job_name")),
                (FieldPath("status"), own("job_status")),
                (FieldPath("ended"), own("end_time")),
            ],
            ..View::new(FieldPath("job"))
        }],
    )],
    ..Resource::new("scheduled_task", Kind::Record)
};

pub(crate) const BY_KETTLE: Input = KETTLE_ID;
