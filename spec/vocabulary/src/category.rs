//! Kinds of errors.

/// What kind of error a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// A value in the request is wrong.
    Invalid,
    /// What the request names does not exist.
    NotFound,
    /// Something else is in the way: a running operation, a name that is taken.
    Conflict,
    /// The caller may not do it.
    Permission,
    /// There is no room, or no more of it is allowed.
    Quota,
    /// It cannot be done with this engine, version, flavor or instance.
    Unsupported,
    /// What the request names is not in a state that allows it.
    State,
    /// It has to be paid for, or ordered, in another way.
    Billing,
    /// The service failed.
    Internal,
    /// Too many requests in too short a time.
    Throttled,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Invalid,
        Self::NotFound,
        Self::Conflict,
        Self::Permission,
        Self::Quota,
        Self::Unsupported,
        Self::State,
        Self::Billing,
        Self::Internal,
        Self::Throttled,
    ];

    /// As files spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::Permission => "permission",
            Self::Quota => "quota",
            Self::Unsupported => "unsupported",
            Self::State => "state",
            Self::Billing => "billing",
            Self::Internal => "internal",
            Self::Throttled => "throttled",
        }
    }

    /// The category that files spell so.
    ///
    /// ```
    /// use taurusdb_vocabulary::Category;
    ///
    /// assert_eq!(Category::named("not_found"), Some(Category::NotFound));
    /// assert_eq!(Category::named("NotFound"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.as_str() == name)
    }
}
