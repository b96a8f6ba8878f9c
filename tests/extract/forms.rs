//! Plain meaning is accepted: our own document in forms that converters, editors and other references
//! give it states byte-identical facts.

use std::collections::BTreeMap;

use taurusdb_spec::{Api, Fixes};
use taurusdb_tests::fixture;

use super::fixtures::TEAPOT;
use super::reshape::{
    aligned, all, arrays, cell, each, flags, headings, in_operations, lines, numbered_in_sections,
    paged, pages, piped, placed, title_above, titled, utf16, with_columns,
};

/// A form, and how our document is put into it.
type Form = (&'static str, fn(&str) -> Vec<u8>);

const FORMS: &[Form] = &[
    // Bytes and lines.
    ("byte order mark", |t| format!("\u{feff}{t}").into_bytes()),
    ("UTF-16, little end first", |t| utf16(&format!("\u{feff}{t}"), u16::to_le_bytes)),
    ("UTF-16, big end first", |t| utf16(&format!("\u{feff}{t}"), u16::to_be_bytes)),
    ("UTF-16 without a mark", |t| utf16(t, u16::to_le_bytes)),
    ("lines that end in CR LF", |t| all(t, "\n", "\r\n")),
    ("lines that end in CR", |t| all(t, "\n", "\r")),
    ("no-break spaces", |t| {
        lines(t, |l| if l.contains('\t') { l.replace(". ", ".\u{a0}") } else { l.to_owned() })
    }),
    ("a form feed glued to headings", |t| {
        each(
            t,
            &[
                ("\n4.2.1 Creating a Teapot\n", "\n\u{c}4.2.1 Creating a Teapot\n"),
                ("\nRequest Parameters\n", "\n\u{c}Request Parameters\n"),
            ],
        )
    }),
    ("a form feed glued to a row", |t| all(t, "\nvolume\tYes", "\n\u{c}volume\tYes")),
    ("a form feed at the end of lines", |t| {
        all(t, "\nRequest Parameters\n", "\nRequest Parameters\u{c}\n").into_iter().collect()
    }),
    ("a form feed on its own line", |t| {
        all(t, "\n\nRequest Parameters\n", "\n\u{c}\nRequest Parameters\n")
    }),
    ("escaped underscores", |t| {
        lines(t, |l| {
            if l.contains('\t') { l.replace("project_id", "project\\_id") } else { l.to_owned() }
        })
    }),
    ("ligatures", |t| {
        lines(
            t,
            |l| if l.contains('\t') { l.replace("first", "\u{fb01}rst") } else { l.to_owned() },
        )
    }),
    ("zero-width spaces", |t| all(t, "total_count\tInteger", "total_\u{200b}count\tInteger")),
    ("soft hyphens", |t| all(t, "Reading the Answer", "Read\u{ad}ing the Answer")),
    ("more blank lines", |t| all(t, "\n\n", "\n\n\n\n")),
    ("spaces at the end of lines", |t| {
        lines(t, |l| if l.contains('\t') || l.is_empty() { l.to_owned() } else { format!("{l}  ") })
    }),
    ("indented prose and headings", |t| headings(t, |l| format!("  {l}"))),
    // Pages.
    ("page numbers", |t| paged(t, |n| format!("{n}\n\n"))),
    ("page numbers between dashes", |t| paged(t, |n| format!("- {n} -\n\n"))),
    ("pages counted of all", |t| paged(t, |n| format!("Page {n} of 40\n\n"))),
    ("a footer with the page", |t| {
        paged(t, |n| format!("Issue 03 (2024-11-30) Copyright © Potters and Sons. {n}\n\n"))
    }),
    ("a footer with tabs", |t| {
        paged(t, |n| format!("Issue 03 (2024-11-30)\tCopyright © Potters\t{n}\n\n"))
    }),
    ("a running header with the title", |t| {
        paged(t, |_| "TeapotDB\n\nAPI Reference\n\n".to_owned())
    }),
    ("a running header on one line", |t| paged(t, |_| "TeapotDB API Reference\n\n".to_owned())),
    ("a running header with the chapter", |t| {
        pages(t, false, |n, above| {
            let chapters = [
                "A Appendix",
                "5 APIs (Unavailable Soon)",
                "4 APIs (Recommended)",
                "3 Calling APIs",
            ];
            let begun = |chapter: &&&str| above.contains(&format!("\n{chapter}\n"));
            format!("{}\n\n{n}\n\n", chapters.iter().find(begun).unwrap_or(&""))
        })
    }),
    ("page numbers within tables and code", |t| pages(t, true, |n, _| format!("\n{n}\n\n"))),
    ("footers within tables and code", |t| {
        pages(t, true, |n, _| format!("\n\u{c}Issue 03 (2024-11-30) Copyright © Potters {n}\n\n"))
    }),
    ("headers and footers within tables and code", |t| {
        pages(t, true, |n, _| {
            format!("\n\nCopyright © Potters\n\n{n}\n\u{c}TeapotDB\nAPI Reference\n\n")
        })
    }),
    ("a remark of potters in tables and code", |t| {
        pages(t, true, |_, _| "\n\nConfidential, for potters only\n\n".to_owned())
    }),
    ("a footer and a page number", |t| {
        paged(t, |n| format!("Copyright © Potters and Sons\n\n{n}\n\n\u{c}"))
    }),
    // Title page and contents.
    ("contents without pages", |t| {
        lines(t, |l| match l.split_once(".....\t") {
            Some((title, _)) => title.to_owned(),
            None => l.to_owned(),
        })
    }),
    ("contents without leaders", |t| all(t, ".....\t", "\t")),
    ("contents with dots and spaces", |t| all(t, ".....\t", " . . . . . . ")),
    ("contents as a list of links", |t| {
        lines(t, |l| match l.split_once(".....\t") {
            Some((title, n)) => format!("- [{title}](#p{n})"),
            None => l.to_owned(),
        })
    }),
    ("a table of contents with marks", |t| all(t, "\nContents\n", "\n## Table of Contents\n")),
    ("a title page with colons", |t| {
        each(t, &[("Issue 03", "Issue: 03"), ("Date 2024-11-30", "Date: 2024/11/30")])
    }),
    // Headings.
    ("sections as Markdown headings", |t| {
        lines(t, |l| {
            if l.starts_with("4.") && !l.contains("....") {
                format!("### {l}")
            } else {
                l.to_owned()
            }
        })
    }),
    ("parts as Markdown headings", |t| headings(t, |l| format!("#### {l}"))),
    ("parts as closed Markdown headings", |t| headings(t, |l| format!("##### {l} #####"))),
    ("parts in bold", |t| headings(t, |l| format!("**{l}**"))),
    ("parts in bold with a colon", |t| headings(t, |l| format!("**{l}:**"))),
    ("parts in tags", |t| headings(t, |l| format!("<h4>{l}</h4>"))),
    ("parts underlined", |t| headings(t, |l| format!("{l}\n{}", "-".repeat(l.len())))),
    ("marked headings without blank lines", |t| {
        let text = String::from_utf8(headings(t, |l| format!("#### {l}"))).expect("text");
        all(&text, "#### URI\n\n", "#### URI\n")
    }),
    ("plural headings", |t| {
        headings(t, |l| {
            if l.starts_with("Example R") || l.ends_with("Code") && !l.contains("SDK") {
                format!("{l}s")
            } else {
                l.to_owned()
            }
        })
    }),
    ("Request Example", |t| {
        headings(t, |l| match l {
            "Example Request" => "Request Example".to_owned(),
            "Example Response" => "Response Example".to_owned(),
            _ => l.to_owned(),
        })
    }),
    ("Example of a Request", |t| {
        headings(t, |l| match l {
            "Example Request" => "Example of a Request".to_owned(),
            "Example Response" => "Example of a Response".to_owned(),
            _ => l.to_owned(),
        })
    }),
    ("Sample Request", |t| {
        headings(t, |l| match l {
            "Example Request" => "Sample Request".to_owned(),
            "Example Response" => "Sample Response".to_owned(),
            _ => l.to_owned(),
        })
    }),
    ("headings in small letters with marks", |t| {
        headings(t, |l| format!("#### {}", l.to_lowercase()))
    }),
    ("other names of parts", |t| {
        headings(t, |l| {
            match l {
                "Constraints" => "Restrictions",
                "URI" => "Request URI",
                "Function" => "API Function",
                "Status Code" => "Returned Status Codes",
                l => l,
            }
            .to_owned()
        })
    }),
    ("Calling Method and Debugging", |t| {
        all(
            t,
            "\n\nURI\n\n",
            "\n\nCalling Method\n\nSee [Calling APIs](#).\n\nDebugging\n\nTry it in a kitchen.\n\nURI\n\n",
        )
    }),
    ("status headings in other words", |t| {
        all(t, "\nStatus code: 200\n\nTable", "\nHTTP Status Code: 200 OK\n\nTable")
    }),
    ("status headings in bold", |t| {
        all(t, "\nStatus code: 200\n\nTable", "\n**Status Code: 200**\n\nTable")
    }),
    ("labels of lists with colons", |t| {
        each(
            t,
            &[
                ("\n- Normal response\n", "\n- Normal response:\n"),
                ("\n- URI format\n", "\n- **URI format**\n"),
            ],
        )
    }),
    // Fences.
    ("fences of tildes", |t| all(t, "```", "~~~")),
    ("longer fences", |t| all(t, "```", "````")),
    // Titles of tables.
    ("titles with a colon", |t| lines(t, |l| titled(l, |n, title| format!("Table {n}: {title}")))),
    ("titles with a full stop", |t| {
        lines(t, |l| titled(l, |n, title| format!("Table {n}. {title}")))
    }),
    ("titles with a dash", |t| lines(t, |l| titled(l, |n, title| format!("Table {n} – {title}")))),
    ("titles wholly bold", |t| {
        lines(t, |l| titled(l, |n, title| format!("**Table {n} {title}**")))
    }),
    ("titles with a bold number", |t| {
        lines(t, |l| titled(l, |n, title| format!("**Table {n}** {title}")))
    }),
    ("titles as headings", |t| {
        lines(t, |l| titled(l, |n, title| format!("##### Table {n} {title}")))
    }),
    ("titles with an en dash in the number", |t| {
        lines(t, |l| titled(l, |n, title| format!("Table {} {title}", n.replace('-', "–"))))
    }),
    ("titles with a dot in the number", |t| {
        lines(t, |l| titled(l, |n, title| format!("Table {} {title}", n.replace('-', "."))))
    }),
    ("tables counted in their section", |t| {
        numbered_in_sections(t, |n, title| format!("Table {n} {title}"))
    }),
    ("tables counted in their section, in bold", |t| {
        numbered_in_sections(t, |n, title| format!("**Table {n}** {title}"))
    }),
    ("Parameters in the request header", |t| {
        each(
            t,
            &[
                ("Request header parameters", "Parameters in the request header"),
                ("Request body parameters", "Parameters in the request body"),
            ],
        )
    }),
    ("other words for parameters", |t| {
        each(
            t,
            &[
                ("URI parameters", "Path parameters"),
                ("Request header parameters", "Request header fields"),
                ("Response body parameters", "Response body elements"),
            ],
        )
    }),
    ("tables that go on with a title", |t| {
        let header = "\nParameter\tMan dator y\tType\tDescription\nvolume";
        let title = title_above(t, header);
        all(t, header, &format!("\n**{title}** (continued)\n{header}"))
    }),
    ("tables that go on with a remark", |t| {
        all(
            t,
            "\nParameter\tMan dator y\tType\tDescription\nvolume",
            "\n(continued)\n\nParameter\tMan dator y\tType\tDescription\nvolume",
        )
    }),
    ("sentences that lead to tables", |t| {
        let title = title_above(t, "\nParameter\tMan dator y\tType\tDescription\nvolume");
        let number: Vec<&str> = title.split(' ').take(2).collect();
        all(t, title, &format!("{} lists what a body has.\n\n{title}", number.join(" ")))
    }),
    // Rows and cells.
    ("tables with pipes", piped),
    ("tables with aligned columns", aligned),
    ("a torn row without a header", |t| {
        each(
            t,
            &[(
                "mandatory when glaze is set to raku .",
                "mandatory when\n\t\t\tglaze is set to raku .",
            )],
        )
    }),
    ("a torn row below blank lines", |t| {
        all(
            t,
            "See Finding a Project ID .\nleaf_name\tYes\tString\tLeaf, in any case: green-leaf .\n\nRequest",
            "See\n\n\n\t\t\tFinding a Project ID .\nleaf_name\tYes\tString\tLeaf, in any case: green-leaf .\n\nRequest",
        )
    }),
    ("names as code", |t| lines(t, |l| cell(l, 0, |c| format!("`{c}`")))),
    ("names in bold", |t| lines(t, |l| cell(l, 0, |c| format!("**{c}**")))),
    // Columns.
    ("Required", |t| all(t, "\tMandatory\t", "\tRequired\t")),
    ("Mandatory (Yes/No)", |t| all(t, "\tMandatory\t", "\tMandatory (Yes/No)\t")),
    ("Is Mandatory", |t| all(t, "\tMandatory\t", "\tIs mandatory\t")),
    ("Parameter Name", |t| all(t, "\nParameter\t", "\nParameter Name\t")),
    ("Field", |t| all(t, "\nParameter\tType\tDescription", "\nField\tType\tDescription")),
    ("Parameter Type", |t| all(t, "\tType\t", "\tParameter Type\t")),
    ("Data Type", |t| all(t, "\tType\t", "\tData type\t")),
    ("capitals and bold", |t| {
        each(
            t,
            &[(
                "\nParameter\tMandatory\tType\tDescription",
                "\n**PARAMETER**\t**MANDATORY**\t**TYPE**\t**DESCRIPTION**",
            )],
        )
    }),
    ("other words for Description", |t| all(t, "\tType\tDescription", "\tType\tMeaning")),
    ("an order of columns of its own", |t| {
        lines(t, |l| {
            with_columns(l, |[name, flag, kind, text]| format!("{name}\t{kind}\t{flag}\t{text}"))
        })
    }),
    ("a column for the place", |t| placed(t)),
    ("a column for examples", |t| {
        in_operations(t, |l| match l.split('\t').collect::<Vec<_>>()[..] {
            ["Parameter", "Type", "Description"] => format!("{l}\tExample Value"),
            [_, kind, _] if kind != "Type" && !kind.starts_with("Man") => format!("{l}\t-"),
            _ => l.to_owned(),
        })
    }),
    ("a column for defaults", |t| {
        each(
            t,
            &[(
                "X-Language\tNo\tString\tLanguage of messages. The default value is en-us . Values",
                "X-Language\tNo\tString\tLanguage of messages. Default value: en-us . Values",
            )],
        )
    }),
    // Flags.
    ("Y and N", |t| flags(t, "Y", "N")),
    ("yes and no", |t| flags(t, "yes", "no")),
    ("Mandatory and Optional", |t| flags(t, "Mandatory", "Optional")),
    ("Required and Optional", |t| flags(t, "Required", "Optional")),
    ("M and O", |t| flags(t, "M", "O")),
    ("True and False", |t| flags(t, "True", "False")),
    ("√ and ×", |t| flags(t, "√", "×")),
    ("✓ and ✗", |t| flags(t, "✓", "✗")),
    ("flags in paragraphs", |t| flags(t, "<p>Yes</p>", "<p>No</p>")),
    ("flags in bold with a full stop", |t| flags(t, "**Yes**.", "**No**.")),
    ("Yes (when …)", |t| {
        each(
            t,
            &[(
                "secret_mark\tNo\tString\tMark below the pot. This parameter is mandatory when glaze is set to raku .",
                "secret_mark\tYes (when glaze is set to raku)\tString\tMark below the pot.",
            )],
        )
    }),
    ("No (mandatory when …)", |t| {
        each(
            t,
            &[(
                "secret_mark\tNo\tString\tMark below the pot. This parameter is mandatory when glaze is set to raku .",
                "secret_mark\tNo (mandatory when glaze is set to raku)\tString\tMark below the pot.",
            )],
        )
    }),
    ("Mandatory if …", |t| {
        each(
            t,
            &[(
                "secret_mark\tNo\tString\tMark below the pot. This parameter is mandatory when glaze is set to raku .",
                "secret_mark\tMandatory if glaze is set to raku\tString\tMark below the pot.",
            )],
        )
    }),
    ("No (with a remark)", |t| {
        each(
            t,
            &[(
                "offset\tNo\tInteger\tHow many to leave out. The default value is 1 .",
                "offset\tNo (the default value is 1)\tInteger\tHow many to leave out.",
            )],
        )
    }),
    ("name (optional)", |t| all(t, "\nglaze\tNo\t", "\nglaze (optional)\tNo\t")),
    // Types.
    ("types in small letters", |t| {
        lines(t, |l| {
            if l.contains('\t') {
                l.replace("\tString\t", "\tstring\t")
                    .replace("\tInteger\t", "\tinteger\t")
                    .replace("\tBoolean\t", "\tboolean\t")
            } else {
                l.to_owned()
            }
        })
    }),
    ("types with a format", |t| {
        each(
            t,
            &[
                ("\tInteger\t", "\tinteger(int32)\t"),
                ("\tLong\t", "\tinteger(int64)\t"),
                ("\tDouble\t", "\tnumber(double)\t"),
            ],
        )
    }),
    ("Int32 and Int64", |t| {
        each(
            t,
            &[
                ("\tInteger\t", "\tInt32\t"),
                ("\tLong\t", "\tInt64\t"),
                ("\tDouble\t", "\tFloat64\t"),
            ],
        )
    }),
    ("types as code", |t| {
        each(
            t,
            &[
                ("\tString\t", "\t`String`\t"),
                ("\tArray of TeaInfo objects\t", "\t`Array of TeaInfo objects`\t"),
            ],
        )
    }),
    ("Array<X>", |t| arrays(t, |x| format!("Array<{x}>"))),
    ("List<X> object", |t| arrays(t, |x| format!("List<{x}> object"))),
    ("Set<X>", |t| arrays(t, |x| format!("Set<{x}>"))),
    ("Array of X structures", |t| arrays(t, |x| format!("Array of {x} structures"))),
    ("list of X objects", |t| arrays(t, |x| format!("list of {x} objects"))),
    ("X[]", |t| arrays(t, |x| format!("{x}[]"))),
    ("Array[X]", |t| arrays(t, |x| format!("Array[{x}]"))),
    ("X array", |t| arrays(t, |x| format!("{x} array"))),
    ("Array (X)", |t| arrays(t, |x| format!("Array ({x})"))),
    ("Array of X with a link", |t| arrays(t, |x| format!("Array of [{x}](#{x}) objects"))),
    ("lists of texts", |t| {
        each(
            t,
            &[
                ("\tArray of strings\t", "\tArray[String]\t"),
                ("\tList<String>\t", "\tString array\t"),
                ("\tList<Integer>\t", "\tlist of integers\t"),
            ],
        )
    }),
    ("X structure", |t| all(t, "\tPotLid object\t", "\tPotLid structure\t")),
    ("Object (X)", |t| all(t, "\tPotLid object\t", "\tObject (PotLid)\t")),
    ("X alone", |t| all(t, "\tPotLid object\t", "\tPotLid\t")),
    ("Dict<String, X>", |t| all(t, "Map<String,TeaRemark>", "Dict<string, TeaRemark>")),
    ("Json", |t| all(t, "details\tObject\t", "details\tJson\t")),
    // Nothing there.
    ("No content", |t| all(t, "Status code: 204\n\nNone\n", "Status code: 204\n\nNo Content\n")),
    ("204 with nothing below", |t| all(t, "Status code: 204\n\nNone\n", "Status code: 204\n")),
    ("This API has no request parameters.", |t| {
        all(
            t,
            "Request Parameters\n\nNone\n",
            "Request Parameters\n\nThis API has no request parameters.\n",
        )
    }),
    ("N/A", |t| all(t, "Request Parameters\n\nNone\n", "Request Parameters\n\nN/A\n")),
    // URIs.
    ("URIs as code", |t| {
        all(t, "\nPOST /v3/{project_id}/teapots\n", "\n`POST /v3/{project_id}/teapots`\n")
    }),
    ("URIs in bold", |t| {
        all(t, "\nPOST /v3/{project_id}/teapots\n", "\n**POST** /v3/{project_id}/teapots\n")
    }),
    ("methods in small letters", |t| {
        all(t, "\nPOST /v3/{project_id}/teapots\n", "\npost /v3/{project_id}/teapots\n")
    }),
    ("Authorization without a table", |t| {
        all(
            t,
            "\n\nURI\n\nPOST /v3/{project_id}/teapots\n",
            "\n\nAuthorization Information\n\nEach potter may do this.\n\nURI\n\nPOST /v3/{project_id}/teapots\n",
        )
    }),
];

/// The files of an API without the words for types that it quotes: those differ by intention.
fn facts(mut api: Api) -> BTreeMap<String, String> {
    for field in api.schemas.values_mut().flat_map(|schema| &mut schema.fields) {
        field.declared = None;
    }
    api.files()
}

#[test]
fn each_form_states_the_same_facts() {
    let text = TEAPOT.text();
    let names = TEAPOT.names();
    let fixes = Fixes::load(&fixture("fixes")).expect("the fixes are sound");
    let expected = facts(TEAPOT.api());
    let mut wrong = Vec::new();
    for (name, change) in FORMS {
        let changed = change(&text);
        assert!(changed != text.as_bytes(), "{name}: nothing was changed");
        match taurusdb_extract::extract(&changed, &names, &fixes) {
            Err(error) => {
                let error = error.to_string();
                wrong.push(format!("{name}: {}", error.lines().next().unwrap_or_default()));
            }
            Ok(found) => {
                let found = facts(found.api);
                let mut differ =
                    expected.iter().filter(|(file, text)| found.get(*file) != Some(*text));
                if let Some((file, text)) = differ.next() {
                    let other = found.get(file).map_or("", String::as_str);
                    let pair = text.lines().zip(other.lines()).find(|(a, b)| a != b);
                    wrong.push(format!("{name}: {file} differs: {pair:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} forms:\n{}", wrong.len(), FORMS.len(), wrong.join("\n"));
}
