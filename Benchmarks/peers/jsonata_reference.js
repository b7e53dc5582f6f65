// Evaluates expressions with JSONata's reference implementation, in this process.
//
// usage: node jsonata_reference.js JSONATA.js CASES.jsonl SECONDS
//
// Each line of CASES is {"expr", "data", "bindings"}; each gives a line {"seconds", "result"} or {"error"}. An expression is
// compiled once and warmed up; "seconds" is the best time of an evaluation within SECONDS.
"use strict";
const fs = require("fs");
const vm = require("vm");

const [library, cases, limit] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(library, "utf8"));

function measure({ expr, data, bindings }) {
  const compiled = jsonata(expr);
  // The library's evaluator is driven to its end within the call: there is no promise to wait for.
  const evaluate = () => compiled.evaluate(data, bindings);
  const result = evaluate();
  const end = process.hrtime.bigint() + BigInt(Math.round(Number(limit) * 1e9));
  let best = Infinity;
  let batch = 1;
  while (process.hrtime.bigint() < end) {
    const start = process.hrtime.bigint();
    for (let count = 0; count < batch; count++) evaluate();
    const taken = Number(process.hrtime.bigint() - start) / 1e9;
    best = Math.min(best, taken / batch);
    if (taken < 0.0005) batch *= 2;
  }
  return { seconds: best, result };
}

for (const line of fs.readFileSync(cases, "utf8").split("\n")) {
  if (line === "") continue;
  let outcome;
  try {
    outcome = measure(JSON.parse(line));
  } catch (error) {
    outcome = { error: String(error.code || error.message) };
  }
  console.log(JSON.stringify(outcome));
}
