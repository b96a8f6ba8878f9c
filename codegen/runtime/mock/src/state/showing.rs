//! Attributes of records, written at a place of an answer by the way that is known to lead to them.

use super::access::Access;
use super::fit::Shape;
use super::record::Record;
use super::scene::Scene;
use super::sort::Made;

impl Scene<'_> {
    /// Writes an attribute of a record at a place of this shape; `constant` is how what is made up is written there,
    /// if it is the same for all records. `false` if there is nothing to write.
    pub(crate) fn write(
        &self,
        record: &Record,
        access: &Access,
        constant: &[u8],
        shape: &Shape,
        out: &mut Vec<u8>,
    ) -> bool {
        if access.is_live
            && let Some(value) = self.kept(record, access.name.text)
        {
            return value.is_some_and(|value| shape.write(&value, out));
        }
        if let Some(value) = record.named(access.name) {
            return shape.write(value, out);
        }
        for (name, parts) in &access.wholes {
            if let Some(whole) = record.named(*name) {
                return whole.part(parts).is_some_and(|value| shape.value(value, out));
            }
        }
        match &access.made {
            Made::Never => false,
            Made::Constant(_) => {
                out.extend_from_slice(constant);
                !constant.is_empty()
            }
            Made::Born => shape.born(record.born(), out),
            made => {
                let value = self.made(record, access.name.text, made);
                value.is_some_and(|value| shape.write(&value, out))
            }
        }
    }
}
