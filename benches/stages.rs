//! How long each stage takes, for surveys of growing size in two wordings: `cargo bench`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use peil::diag::Sink;
use peil::emit::artifacts;
use peil::emit::form::Delivery;
use peil::format::format;
use peil::host::MemoryHost;
use peil::session::compile;
use peil::syntax::parse_file;
use peil::text::FileId;
use std::fmt::Write;
use std::hint::black_box;

/// A survey of `items` questions on pages of twenty, each fourth one behind the answer before it.
fn survey(items: usize) -> String {
    let mut text = String::from(
        "edition 2026\n\nsurvey big 2026 \"Groot\" {\n  language nl\n  wording lang \"Lang\"\n  wording kort \"Kort\"\n  mode web\n",
    );
    for item in 0..items {
        if item % 20 == 0 {
            let close = if item == 0 { "" } else { "  }\n" };
            let _ = writeln!(text, "{close}  page p{item} \"Bladzijde {item}\" {{");
        }
        let _ = writeln!(text, "    question q{item} one of oordeel {{\n      label \"Onderwerp {item}\"");
        let _ = writeln!(text, "      ask \"Hoe tevreden bent u over onderwerp {item}?\"");
        let _ = writeln!(text, "      ask kort \"Wat vindt u van onderwerp {item}?\"");
        if item % 4 == 3 {
            let _ = writeln!(text, "      when q{} = tevreden", item - 1);
        }
        text.push_str("    }\n");
    }
    text.push_str("  }\n}\n\nscale oordeel ordered scored \"Oordeel\" {\n  1 ontevreden \"Ontevreden\"\n  2 tevreden \"Tevreden\"\n");
    text.push_str("  9 geen_mening \"Geen mening\" missing\n}\n");
    text
}

fn stages(criterion: &mut Criterion) {
    for items in [200, 2000] {
        let text = survey(items);
        let host = MemoryHost::default().with("big.peil", text.as_str());
        let outcome = compile(&host, &["big.peil"]);
        assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics.first());
        let mut group = criterion.benchmark_group("stages");
        group.sample_size(10).throughput(Throughput::Elements(u64::try_from(items).unwrap_or(u64::MAX)));
        let id = |stage| BenchmarkId::new(stage, items);
        group.bench_function(id("parse"), |b| {
            b.iter(|| parse_file(FileId::default(), black_box(&text), &mut Sink::default()));
        });
        group.bench_function(id("format"), |b| b.iter(|| format(FileId::default(), black_box(&text))));
        group.bench_function(id("compile"), |b| b.iter(|| compile(black_box(&host), &["big.peil"])));
        group.bench_function(id("emit"), |b| {
            b.iter(|| artifacts(black_box(&outcome.files), &outcome.project, &Delivery::default()).is_ok())
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
