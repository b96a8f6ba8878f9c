//! Values of query parameters.

/// A value of a query parameter.
///
/// A list gives one `name=value` pair per element; `None` and the empty list give none.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::ToQuery;
///
/// let mut values = Vec::new();
/// vec!["b", "a"].to_query(&mut values);
/// Some(100).to_query(&mut values);
/// assert_eq!(values, ["b", "a", "100"]);
/// ```
pub trait ToQuery {
    /// Appends the values as text, before percent-encoding.
    fn to_query(&self, values: &mut Vec<String>);
}

macro_rules! by_display {
    ($($type:ty),+) => {$(
        impl ToQuery for $type {
            fn to_query(&self, values: &mut Vec<String>) {
                values.push(self.to_string());
            }
        }
    )+};
}

by_display!(str, String, bool, i32, i64, u32, u64, usize, f64);

impl<T: ToQuery + ?Sized> ToQuery for &T {
    fn to_query(&self, values: &mut Vec<String>) {
        (**self).to_query(values);
    }
}

impl<T: ToQuery> ToQuery for Option<T> {
    fn to_query(&self, values: &mut Vec<String>) {
        if let Some(value) = self {
            value.to_query(values);
        }
    }
}

impl<T: ToQuery> ToQuery for [T] {
    fn to_query(&self, values: &mut Vec<String>) {
        self.iter().for_each(|value| value.to_query(values));
    }
}

impl<T: ToQuery> ToQuery for Vec<T> {
    fn to_query(&self, values: &mut Vec<String>) {
        self.as_slice().to_query(values);
    }
}

impl<T: ToQuery, const N: usize> ToQuery for [T; N] {
    fn to_query(&self, values: &mut Vec<String>) {
        self.as_slice().to_query(values);
    }
}
