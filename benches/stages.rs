//! How long each stage takes, for surveys of growing size in two wordings: `cargo bench`.

#[path = "../tests/support/big.rs"]
mod big;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use peil::diag::Sink;
use peil::emit::artifacts;
use peil::emit::form::Delivery;
use peil::format::format;
use peil::host::MemoryHost;
use peil::session::compile;
use peil::syntax::parse_file;
use peil::text::FileId;
use std::hint::black_box;

fn stages(criterion: &mut Criterion) {
    for (name, generate) in big::KINDS {
        for items in [200, 2000] {
            measure(criterion, name, items, &generate(items));
        }
    }
}

fn measure(criterion: &mut Criterion, name: &str, items: usize, text: &str) {
    let host = MemoryHost::default().with("big.peil", text);
    let outcome = compile(&host, &["big.peil"]);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics.first());
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10).throughput(Throughput::Elements(u64::try_from(items).unwrap_or(u64::MAX)));
    let id = |stage| BenchmarkId::new(stage, items);
    group.bench_function(id("parse"), |b| {
        b.iter(|| parse_file(FileId::default(), black_box(text), &mut Sink::default()));
    });
    group.bench_function(id("format"), |b| b.iter(|| format(FileId::default(), black_box(text))));
    group.bench_function(id("compile"), |b| b.iter(|| compile(black_box(&host), &["big.peil"])));
    group.bench_function(id("emit"), |b| {
        b.iter(|| artifacts(black_box(&outcome.files), &outcome.project, &Delivery::default()).is_ok());
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
