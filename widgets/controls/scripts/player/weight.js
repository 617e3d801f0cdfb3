// Weights as people write them, in kg or lb, for the diary's kg and back.

/** @typedef {"kg" | "lb"} Unit */
/** A weight of the diary, or what is at `fault` with what was written.
 * @typedef {{ kg: number | null, fault?: undefined } | { kg?: undefined, fault: string }} Weight */

/** @type {Record<Unit, [number, number]>} */
export const LIMITS = { kg: [0.5, 300], lb: [1, 660] };
const KG_OF = { kg: 1, lb: 0.45359237 };
const FINEST = { kg: 0.01, lb: 0.05 }; // hundredths of a kg tell these apart
/** @type {Record<Unit, string[]>} */
const UNIT_WORDS = {
  kg: ["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"],
  lb: ["lb", "lbs", "pound", "pounds"],
};

/** The value of a digit of any script: its place in its row of ten.
 * @param {string} sign */
function digitOf(sign) {
  const point = sign.codePointAt(0) ?? 0;
  const row = (/** @type {number} */ n) => /\p{Nd}/u.test(String.fromCodePoint(point - n));
  let value = 0;
  while (value < 9 && row(value + 1)) value += 1;
  return String(value);
}

/** What any keyboard writes as 0-9, -, / and single spaces. “7½” is “7 1/2”; a raised 2 is no 2.
 * @param {string} text */
function plainly(text) {
  return text
    .replace(/\p{No}/gu, (sign) => (sign.normalize("NFKC").includes("\u2044") ? ` ${sign}` : "?"))
    .normalize("NFKC")
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/\u2044/g, "/")
    .replace(/\u066b/g, ",")
    .replace(/\u00b7/g, ".")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A number as people write it; a sentence where it is none, or could be two.
 * @param {string} text */
function readNumber(text) {
  const written = plainly(text);
  if (/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(written)) {
    const [whole, part] = written.split(/[.,]/);
    return `“${written}” can be read in two ways: write ${whole}${part} or ${Number(`${whole}.${part}`)}.`;
  }
  if (/^[+-]?(\d+[.,]?|\d*[.,]\d+)$/.test(written)) return Number(written.replace(",", "."));
  const [, whole, above, below] = written.match(/^(?:(\d+) )?(\d+)\/([1-9]\d*)$/) ?? [];
  if (below) return Number(whole ?? 0) + Number(above) / Number(below);
  return `Write the weight as one number, such as 7.5: “${text.trim()}” is none.`;
}

/** Every unit that a weight can be in. */
export const UNITS = /** @type {Unit[]} */ (Object.keys(LIMITS));

/** @param {string | null} found
 * @returns {found is Unit} */
export const isUnit = (found) => UNITS.some((unit) => unit === found);

/** @param {Unit} unit */
export const limitsOf = (unit) => `${LIMITS[unit][0]} to ${LIMITS[unit][1]} ${unit}`;
/** @param {number} number
 * @param {Unit} unit */
const within = (number, unit) => number >= LIMITS[unit][0] && number <= LIMITS[unit][1];

/** A weight written in a unit, or with its own behind it: its `kg` (null for nothing), or what is at `fault`.
 * @param {string} text
 * @param {Unit} chosen
 * @returns {Weight} */
export function readWeight(text, chosen) {
  const written = plainly(text);
  if (!written) return { kg: null };
  const [, amount, word] = written.match(/^(.*?) ?(\p{L}*)\.?$/u) ?? ["", written, ""];
  const own = UNITS.find((unit) => UNIT_WORDS[unit].includes(word.toLowerCase()));
  if (word && !own) return { fault: `Write the weight as one number, in kg or lb: “${text.trim()}” is none.` };
  const unit = own ?? chosen;
  const number = readNumber(amount);
  if (typeof number !== "number") return { fault: number };
  if (within(number, unit)) return { kg: Number((number * KG_OF[unit]).toFixed(2)) };
  const pounds = unit === "kg" && !own && within(number, "lb") ? ` If it is ${number} lb, choose lb.` : "";
  return { fault: `A weight is ${limitsOf(unit)}, and ${number} ${unit} is not.${pounds}` };
}

/** A weight of the diary as its runner would write it in this unit.
 * @param {number} kg
 * @param {Unit} unit */
export function weightIn(kg, unit) {
  return String(Number((Math.round(kg / KG_OF[unit] / FINEST[unit]) * FINEST[unit]).toFixed(2)));
}
