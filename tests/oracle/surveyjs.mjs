// Fills in SurveyJS surveys: one JSON job per line of standard input, one answer per line of standard output.
// Job: { survey, variables, acts: [[name, value], …] }; answer: { steps: names of visible questions before and after each act,
// data: what is handed in, held: what the survey holds just before }.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { Model } = createRequire(new URL("../../target/oracle/package.json", import.meta.url))("survey-core");

const visible = (survey) => survey.getAllQuestions().filter((question) => question.isVisible).map(({ name }) => name);

for await (const line of createInterface({ input: process.stdin })) {
  const { survey: json, variables, acts } = JSON.parse(line);
  const survey = new Model(json);
  if (survey.jsonErrors?.length) throw new Error(survey.jsonErrors.map(({ message }) => message).join("; "));
  for (const [name, value] of Object.entries(variables ?? {})) survey.setVariable(name, value);
  const steps = [visible(survey)];
  for (const [name, value] of acts) {
    if (value === null) survey.clearValue(name);
    else survey.setValue(name, value);
    steps.push(visible(survey));
  }
  const held = JSON.parse(JSON.stringify(survey.data));
  survey.doComplete();
  console.log(JSON.stringify({ steps, held, data: survey.data }));
}
