//! Names of table columns: what the document writes, and the name that the later stages know.

use super::wrapped::bare;
use crate::text::{squeezed_lower, without_s};

/// The columns that the later stages know.
const KNOWN: [&str; 39] = [
    "Parameter",
    "Name",
    "Mandatory",
    "Type",
    "Description",
    "In",
    "Default Value",
    "Value Range",
    "Example Value",
    "Constraints",
    "Unit",
    "Status Code",
    "Message",
    "Error Code",
    "Error Message",
    "Troubleshooting",
    "Permissions",
    "APIs",
    "Actions",
    "IAM Project",
    "Enterprise Project",
    "Access Level",
    "Resource Type",
    "Condition Key",
    "Alias",
    "Dependencies",
    "Metric",
    "Remarks",
    "Key",
    "Value",
    "Product",
    "Region Name",
    "Region",
    "Endpoint",
    "Example",
    "Category",
    "Method",
    "Protocol",
    "Date",
];

/// Other words for the same columns, without spaces, marks and the `s` of a plural, in lower case.
const SYNONYMS: [(&str, &[&str]); 14] = [
    (
        "Parameter",
        &[
            "parametername",
            "paramname",
            "param",
            "field",
            "fieldname",
            "attribute",
            "attributename",
            "property",
            "propertyname",
            "element",
            "elementname",
            "argument",
            "argumentname",
            "variable",
            "header",
            "headername",
        ],
    ),
    (
        "Mandatory",
        &[
            "required",
            "require",
            "ismandatory",
            "isrequired",
            "mandatoryornot",
            "requiredornot",
            "optional/mandatory",
            "mandatory/optional",
            "required/optional",
            "optional/required",
            "m/o",
            "mandatoryoroptional",
            "requiredoroptional",
            "need",
            "necessary",
            "compulsory",
            "requirement",
            "mandatoryoption",
            "presence",
        ],
    ),
    (
        "Type",
        &[
            "parametertype",
            "paramtype",
            "datatype",
            "fieldtype",
            "valuetype",
            "typeofvalue",
            "attributetype",
            "propertytype",
            "dataformat",
            "schema",
            "kind",
        ],
    ),
    (
        "Description",
        &[
            "meaning",
            "explanation",
            "desc",
            "parameterdescription",
            "fielddescription",
            "definition",
            "detail",
            "note",
            "comment",
            "introduction",
            "descriptionandvalue",
        ],
    ),
    (
        "In",
        &[
            "location",
            "position",
            "parameterlocation",
            "parameterposition",
            "placement",
            "place",
            "locatedin",
        ],
    ),
    ("Default Value", &["default", "defaultsetting"]),
    (
        "Value Range",
        &[
            "range",
            "rangeofvalue",
            "allowedvalue",
            "possiblevalue",
            "supportedvalue",
            "enumerationvalue",
            "enumeratedvalue",
            "enumeration",
            "enum",
            "option",
            "valuerange",
            "validvalue",
        ],
    ),
    ("Example Value", &["samplevalue", "sample", "exampleofvalue"]),
    ("Constraints", &["constraint", "restriction", "limitation", "limit"]),
    ("Unit", &["unitofmeasure", "unitofmeasurement"]),
    (
        "Status Code",
        &[
            "httpstatuscode",
            "httpstatu",
            "statu",
            "httpcode",
            "returnedvalue",
            "returnvalue",
            "statuscode",
            "httpreturncode",
            "returncode",
        ],
    ),
    ("Error Code", &["errorcode", "code", "errcode"]),
    (
        "Error Message",
        &["errormessage", "errormsg", "errmsg", "errorinformation", "errordescription"],
    ),
    (
        "Troubleshooting",
        &[
            "solution",
            "handlingmeasure",
            "measure",
            "handling",
            "suggestion",
            "advice",
            "recommendedaction",
            "troubleshootingmethod",
            "handlingmethod",
            "correctiveaction",
        ],
    ),
];

/// The name that the later stages know for a column, or the text as it stands. Case, spaces, plurals,
/// marks and remarks in parentheses are the converter's or the author's; they do not matter.
pub(super) fn name(cell: &str) -> String {
    let shown =
        bare(cell).trim_matches(|c: char| matches!(c, '*' | '_' | '`' | '#') || c.is_whitespace());
    known(shown)
        .or_else(|| {
            // `Mandatory (Yes/No)`, `Description (optional)`, `Type [JSON]`.
            let end = shown.find(['(', '[', '（']).filter(|at| *at > 0)?;
            known(&shown[..end])
        })
        .map_or_else(|| cell.to_owned(), str::to_owned)
}

/// Whether a later stage knows a column of that name.
pub(super) fn is_known(cell: &str) -> bool {
    KNOWN.contains(&name(cell).as_str())
}

fn known(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches([':', '?', '*', '：']);
    let squeezed = squeezed_lower(text).replace(['-', '_'], "");
    let wanted = without_s(&squeezed);
    if wanted.is_empty() {
        return None;
    }
    let is_same = |name: &&&str| without_s(&squeezed_lower(name)) == wanted;
    KNOWN.iter().find(is_same).copied().or_else(|| {
        SYNONYMS.iter().find(|(_, others)| others.contains(&wanted)).map(|(name, _)| *name)
    })
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, SYNONYMS, is_known, name};

    #[test]
    fn names_are_compared_by_meaning() {
        for (cell, expected) in [
            ("Parameter", "Parameter"),
            ("Man dator y", "Mandatory"),
            ("MANDATORY", "Mandatory"),
            ("Mandatory (Yes/No)", "Mandatory"),
            ("Required?", "Mandatory"),
            ("**Required**", "Mandatory"),
            ("Parameter Name", "Parameter"),
            ("Parameters", "Parameter"),
            ("Field name", "Parameter"),
            ("Data Type", "Type"),
            ("Parameter type", "Type"),
            ("Descriptions", "Description"),
            ("Meaning:", "Description"),
            ("Location", "In"),
            ("Default", "Default Value"),
            ("HTTP Status Code", "Status Code"),
            ("Error_Code", "Error Code"),
            ("Handling Measures", "Troubleshooting"),
            ("API", "APIs"),
            ("Flavor", "Flavor"),
            ("(none)", "(none)"),
        ] {
            assert_eq!(name(cell), expected, "{cell}");
        }
        assert!(is_known("param eter name") && !is_known("Flavor"));
    }

    #[test]
    fn each_synonym_means_one_column_that_is_known() {
        let mut all: Vec<&str> = SYNONYMS.iter().flat_map(|(_, names)| *names).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(SYNONYMS.iter().all(|(name, _)| KNOWN.contains(name)));
    }
}
