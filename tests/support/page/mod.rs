//! An emitted document with the script that it names, opened by respondents in QuickJS. The document and the script are those
//! that ship; only the browser around them is ours (`dom.js`).

use peil::emit::form::{SCRIPT, SCRIPT_MORE, SCRIPT_SOUND};
use rquickjs::{Context, Ctx, Function, Runtime, Value as Js};
use serde_json::Value as Json;

/// Who fills in, here and in Chromium.
pub(crate) const RESPONDENT: &str = include_str!("respondent.js");

pub(crate) struct Page {
    context: Context,
    /// The texts of the script, by name.
    pub(crate) texts: Json,
    /// Which of the scripts the document names.
    pub(crate) script: &'static str,
}

impl Page {
    /// The document with its own script, or with another one; `texts` is what may be typed, by path.
    pub(crate) fn new(html: &str, instead: Option<&str>, texts: &Json) -> Self {
        let (script, source) = script_of(html);
        let context = Context::full(&Runtime::new().unwrap()).unwrap();
        context.with(|ctx| {
            for part in [include_str!("dom.js"), RESPONDENT, include_str!("run.js")] {
                eval(&ctx, part);
            }
        });
        let page = Self { context, texts: data(html)["texts"].clone(), script };
        page.call("loadTexts", &texts.to_string());
        page.call("loadPage", html);
        page.call("loadScript", instead.unwrap_or(source));
        page
    }

    /// What a respondent saw and did; `plan` is explained in `respondent.js`.
    pub(crate) fn walk(&self, plan: &Json) -> Result<Json, String> {
        let told = self.context.with(|ctx| {
            let walk: Function<'_> = ctx.globals().get("walk").unwrap();
            let told: Result<String, _> = walk.call((plan.to_string(),));
            told.map_err(|_| format!("{:?}", ctx.catch()))
        })?;
        Ok(serde_json::from_str(&told).unwrap())
    }

    fn call(&self, function: &str, argument: &str) {
        self.context.with(|ctx| {
            let function: Function<'_> = ctx.globals().get(function).unwrap();
            let done: Result<Js<'_>, _> = function.call((argument,));
            done.map(drop).unwrap_or_else(|_| panic!("{function:?}: {:?}", ctx.catch()));
        });
    }
}

/// The name and the text of the script that a document asks for.
fn script_of(html: &str) -> (&'static str, &'static str) {
    let src = html.split("<script src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a script");
    let named = |name: &str| src.contains(&format!("{name}?v="));
    let all = [("form.js", SCRIPT), ("form-sound.js", SCRIPT_SOUND), ("form-more.js", SCRIPT_MORE)];
    all.into_iter().find(|(name, _)| named(name)).unwrap_or_else(|| panic!("{src}"))
}

/// The form data of a document.
pub(crate) fn data(html: &str) -> Json {
    let start = "<script type=\"application/json\" id=\"peil\">";
    let text = html.split(start).nth(1).and_then(|rest| rest.split("</script>").next()).expect("form data");
    serde_json::from_str(text).unwrap()
}

fn eval(ctx: &Ctx<'_>, script: &str) {
    let done: Result<Js<'_>, _> = ctx.eval(script);
    if done.is_err() {
        panic!("{:?}", ctx.catch());
    }
}
