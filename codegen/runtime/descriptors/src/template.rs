//! Path templates: their segments, and how they are filled in.

/// One segment of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Text that must match as it stands.
    Literal(&'a str),
    /// A `{name}` that stands for any one segment.
    Parameter(&'a str),
}

/// A path template such as `/v3/{project_id}/instances/{instance_id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template<'a>(pub &'a str);

/// The segments of a path template, without the empty one before the first slash.
pub fn segments(template: &str) -> impl Iterator<Item = Segment<'_>> {
    template.trim_start_matches('/').split('/').map(|segment| {
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => Segment::Parameter(name),
            None => Segment::Literal(segment),
        }
    })
}

impl<'a> Template<'a> {
    /// The names in braces, from left to right.
    pub fn parameters(self) -> impl Iterator<Item = &'a str> {
        segments(self.0).filter_map(|segment| match segment {
            Segment::Parameter(name) => Some(name),
            Segment::Literal(_) => None,
        })
    }

    /// The path with each parameter replaced by what `value` gives for its name.
    ///
    /// `value` returns text that is already percent-encoded. The first name it has nothing for
    /// is returned as the error.
    pub fn fill(self, mut value: impl FnMut(&str) -> Option<String>) -> Result<String, &'a str> {
        let mut path = String::with_capacity(self.0.len() + 64);
        for segment in segments(self.0) {
            path.push('/');
            match segment {
                Segment::Literal(text) => path.push_str(text),
                Segment::Parameter(name) => path.push_str(&value(name).ok_or(name)?),
            }
        }
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::{Segment, Template, segments};

    const PATH: &str = "/v3/{project_id}/instances/{instance_id}/name";

    #[test]
    fn splits_into_literals_and_parameters() {
        let split: Vec<_> = segments(PATH).collect();
        assert_eq!(
            split,
            [
                Segment::Literal("v3"),
                Segment::Parameter("project_id"),
                Segment::Literal("instances"),
                Segment::Parameter("instance_id"),
                Segment::Literal("name"),
            ]
        );
    }

    #[test]
    fn fills_in_every_parameter() {
        let filled = Template(PATH).fill(|name| Some(format!("<{name}>")));
        assert_eq!(filled.as_deref(), Ok("/v3/<project_id>/instances/<instance_id>/name"));
    }

    #[test]
    fn names_the_parameter_that_is_missing() {
        let filled = Template(PATH).fill(|name| (name == "project_id").then(|| "p".to_owned()));
        assert_eq!(filled, Err("instance_id"));
    }
}
