//! What a record says of its fields besides their values: the columns of its table.

/// The columns of a record, in the order of its fields.
#[derive(Debug)]
pub struct Columns {
    /// Name of the record's type.
    pub name: &'static str,
    /// One column for each field.
    pub list: &'static [Column],
}

/// What is known of one field of a record.
///
/// It says nothing of the type: that is what the [`Slot`](super::Slot) of the field is for.
///
/// ```
/// use taurusdb_runtime::record::Column;
///
/// let column = Column::new("password", &[]).required().secret();
/// assert!(column.is_called("password") && column.required && column.secret);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name on the wire.
    pub name: &'static str,
    /// Other names under which the wire is known to carry it; read, never written.
    pub aliases: &'static [&'static str],
    /// Whether a request without it is wrong. Never set in responses.
    pub required: bool,
    /// Whether the value must not be shown: passwords, tokens, signed links.
    pub secret: bool,
    /// Whether something is stated of it that a value may break; without word of it, something may be.
    pub(crate) checked_given: bool,
    /// Whether something is stated of it that its absence may break.
    pub(crate) checked_absent: bool,
}

impl Column {
    /// An optional field that may be shown, with the other names that it is read under.
    pub const fn new(name: &'static str, aliases: &'static [&'static str]) -> Self {
        let (required, secret, checked_given, checked_absent) = (false, false, true, true);
        Self { name, aliases, required, secret, checked_given, checked_absent }
    }

    /// The same column, mandatory.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same column, secret.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The same column, of which nothing is stated that a request may break, besides that it is mandatory.
    #[doc(hidden)]
    pub const fn free(mut self) -> Self {
        self.checked_given = false;
        self.limited()
    }

    /// The same column, of which nothing is stated that its absence may break, besides that it is mandatory.
    #[doc(hidden)]
    pub const fn limited(mut self) -> Self {
        self.checked_absent = false;
        self
    }

    /// Whether nothing is stated that a request may break, besides that it is mandatory.
    pub(crate) fn is_free(&self) -> bool {
        !self.checked_given && !self.checked_absent
    }

    /// Whether the wire carries the field under this name.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }
}
