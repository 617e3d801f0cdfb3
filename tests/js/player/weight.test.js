// Weights are read as people write them, in kg and in lb, and come back as they were written.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readWeight, weightIn } from "../../../widgets/controls/scripts/player/weight.js";

/** @type {[string, number | null][]} */
const WRITTEN = [
  ...["20", " 20 ", "\u00a020\u202f", "20.", "+20", "020", "２０", "۲۰", "20kg", "20 kg"].map(as(20)),
  ...["20 KG.", "20㎏", "20 kilos"].map(as(20)),
  ...["7.5", "7,5", "7·5", "7½", "7 1/2", "7 ½ kg", "15/2", "７．５", "７，５", "٧٫٥"].map(as(7.5)),
  ...[".5", "½", "0.5"].map(as(0.5)),
  ...[",75"].map(as(0.75)),
  ...["0,625"].map(as(0.63)),
  ...["12.25"].map(as(12.25)),
  ...["१२"].map(as(12)),
  ...["45lb", "45 lbs", "45 pounds", "45LB"].map(as(20.41)),
  ...["\u200e45\u200f"].map(as(45)),
  ...["300"].map(as(300)),
  ...["660 lb"].map(as(299.37)),
  ...["1 lb"].map(as(0.45)),
  ...["", "  "].map(as(null)),
];

/** @param {number | null} kg */
function as(kg) {
  return (/** @type {string} */ text) => /** @type {[string, number | null]} */ ([text, kg]);
}

for (const [text, kg] of WRITTEN) {
  test(`“${text}” is ${kg} kg`, () => assert.deepEqual(readWeight(text, "kg"), { kg }));
}

/** @type {["kg" | "lb", string, string[]][]} */
const FAULTS = [
  ["kg", "A weight is 0.5 to 300 kg, and 315 kg is not. If it is 315 lb, choose lb.", ["315"]],
  ["kg", "A weight is 0.5 to 300 kg, and 1000 kg is not.", ["1000"]],
  ["kg", "0.5 to 300 kg", ["-5", "−5", "0", "0.4", "300.01", "9".repeat(400)]],
  ["lb", "1 to 660 lb", ["700", "0.5"]],
  ["kg", "1 to 660 lb", ["700 lb"]],
  ["kg", "“1,250” can be read in two ways: write 1250 or 1.25.", ["1,250"]],
  ["lb", "write 1250 or 1.25", ["1.250"]],
  ["kg", "write 22675 or 22.675", ["22.675"]],
  ["kg", "in kg or lb: “abc” is none", ["abc"]],
  ["kg", "in kg or lb", ["20 stone"]],
  ["kg", "is none", ["kg", "2 x 10", "2x10 kg", "10-12", "1e3", "0x10", "1,250.5", "1 250", "7..5"]],
  ["kg", "is none", ["7²", "⑦", "1/0", "NaN", "<b>5</b>", "💪"]],
];

for (const [unit, says, texts] of FAULTS) {
  for (const text of texts) {
    test(`“${text.slice(0, 20)}” is no weight in ${unit}, which a sentence says`, () => {
      const { fault } = readWeight(text, unit);
      assert.ok(fault?.includes(says), fault);
    });
  }
}

test("every step that plates and dumbbells have, and every twentieth of a pound, comes back as it was written", () => {
  for (const [unit, least, most, step] of /** @type {const} */ ([
    ["kg", 0.5, 300, 0.25],
    ["lb", 1, 660, 0.05],
  ])) {
    for (let n = 0; least + n * step <= most; n++) {
      const text = String(Number((least + n * step).toFixed(2)));
      const { kg } = readWeight(text, unit);
      assert.ok(typeof kg === "number");
      assert.equal(weightIn(kg, unit), text);
    }
  }
});
