// Respondents on the page, one after the other, in an engine without a browser.
"use strict";

let texts;
globalThis.loadTexts = (json) => (texts = JSON.parse(json));

/** A respondent as `plan` says, from JSON to JSON: what was seen and done. */
globalThis.walk = (text) => {
  const plan = JSON.parse(text);
  const respondent = new Respondent({ ...plan, texts });
  openPage({ hash: plan.hash ?? "", kept: plan.kept, at: plan.at, draw: () => respondent.below(256) });
  respondent.listen();
  respondent.meet();
  startScript();
  settle();
  for (const _ of plan.at ? respondent.handIn() : respondent.fillIn()) settle();
  return JSON.stringify({ seed: respondent.order, log: respondent.log });
};
