//! The interpreter of route tables, run by QuickJS.

use peil::emit::routes::{INTERPRETER, routes};
use peil::model::Survey;
use rquickjs::{Context, Ctx, Function, Runtime, Value as Js};
use serde_json::Value;

/// What the tests ask of the interpreter, each from and to JSON.
const HARNESS: &str = r#"
globalThis.form = undefined;
globalThis.load = (table) => { form = Peil.prepare(JSON.parse(table)); return "{}"; };
const faultsOf = (doc) => Peil.check(form, doc).map((f) => `${f.at} ${f.kind} ${f.detail}`).sort();
globalThis.faults = (text) => JSON.stringify(faultsOf(JSON.parse(text)));
// Faults, and what a document that can be read stands for.
globalThis.judge = (text) => {
  const doc = JSON.parse(text);
  return JSON.stringify({ faults: faultsOf(doc), ...(Peil.isReadable(doc) ? states(doc) : {}) });
};
const states = (doc) => {
  const routed = Peil.route(form, doc);
  return {
    states: Object.fromEntries(form.cells.map((cell, id) => [cell.path, { state: routed.states[id].state, wire: Peil.wire(cell, routed.states[id]) ?? null }])),
    offered: Object.fromEntries(form.cells.map((cell, id) => [cell.path, routed.offered[id]])),
    pages: routed.pages,
    stop: routed.stop ?? null,
    reached: routed.reached,
    errors: Peil.errors(form, routed, doc.confirmed).map((f) => `${f.at} ${f.kind} ${f.detail}`),
    usable: Peil.usable(form, routed),
    texts: Object.fromEntries(form.cells.map((cell) => [cell.path, Peil.textOf(form, routed, cell.v.ask, cell) ?? null])),
    end: Peil.textOf(form, routed, form.table.end) ?? null,
  };
};
globalThis.order = (seed) => JSON.stringify(Peil.shownOrder(form, seed));
globalThis.number = (text) => { const [typed, decimals] = JSON.parse(text); return JSON.stringify(Peil.parseNumber(typed, decimals)); };
globalThis.clean = (text) => JSON.stringify(Peil.clean(JSON.parse(text)));
"#;

pub(crate) struct Script {
    context: Context,
}

impl Script {
    pub(crate) fn new(survey: &Survey) -> Self {
        let context = Context::full(&Runtime::new().unwrap()).unwrap();
        context.with(|ctx| {
            run(&ctx, INTERPRETER);
            run(&ctx, HARNESS);
        });
        let script = Self { context };
        script.call("load", &routes(survey).to_string());
        script
    }

    /// Calls a function of the harness.
    pub(crate) fn call(&self, function: &str, argument: &str) -> Value {
        serde_json::from_str(&self.raw(function, argument)).unwrap()
    }

    /// The same, with the answer as the script wrote it.
    pub(crate) fn raw(&self, function: &str, argument: &str) -> String {
        self.context.with(|ctx| {
            let function: Function<'_> = ctx.globals().get(function).unwrap();
            let answer: Result<String, _> = function.call((argument,));
            answer.unwrap_or_else(|_| panic!("{:?} on {argument}", ctx.catch()))
        })
    }
}

fn run(ctx: &Ctx<'_>, script: &str) {
    let done: Result<Js<'_>, _> = ctx.eval(script);
    if done.is_err() {
        panic!("{:?}", ctx.catch());
    }
}
