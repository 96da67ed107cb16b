// Checks risks that Plumbline found against the lens's own conditions, run as JavaScript.
// Usage: node lens_oracle.mjs FOLDER-OF-LENSES DUMP; a line of the dump is: lens, index of the question, bits of the choices ticked, risk.
import { readFileSync } from 'node:fs';

const [folder, dump] = process.argv.slice(2);
const risks = { HIGH_RISK: 'high', MEDIUM_RISK: 'medium', NO_RISK: 'none' };

function compile(question) {
  const ids = question.choices.map((choice) => choice.id);
  const rules = question.riskRules.map(({ condition, risk }) => {
    if (condition.trim() === 'default') return { holds: () => true, risk };
    const text = condition.replace(/[A-Za-z0-9_]+/g, (id) => {
      if (!ids.includes(id)) throw new Error(`${question.id}: no choice ${id}`);
      return `ticked[${JSON.stringify(id)}]`;
    });
    return { holds: new Function('ticked', `return Boolean(${text});`), risk };
  });
  return { ids, rules };
}

function riskOf({ ids, rules }, bits) {
  if (bits === 0n) return 'unanswered';
  const ticked = Object.fromEntries(ids.map((id, i) => [id, ((bits >> BigInt(i)) & 1n) === 1n]));
  const rule = rules.find(({ holds }) => holds(ticked));
  return rule === undefined ? 'unmatched' : risks[rule.risk];
}

const lenses = new Map();
function questionsOf(name) {
  if (!lenses.has(name)) {
    const lens = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
    lenses.set(name, lens.pillars.flatMap((pillar) => pillar.questions).map(compile));
  }
  return lenses.get(name);
}

let checked = 0;
const seen = {};
const asked = new Map();
for (const line of readFileSync(dump, 'utf8').split('\n')) {
  if (line === '') continue;
  const [name, index, bits, risk] = line.split(' ');
  const expected = riskOf(questionsOf(name)[Number(index)], BigInt(bits));
  if (risk !== expected) {
    console.error(`${name}, question ${index}, selection ${bits}: ${risk}, but JavaScript says ${expected}`);
    process.exit(1);
  }
  seen[risk] = (seen[risk] ?? 0) + 1;
  asked.set(`${name} ${index}`, true);
  checked++;
}
const total = [...lenses.values()].reduce((sum, questions) => sum + questions.length, 0);
if (checked === 0 || asked.size !== total) {
  console.error(`only ${asked.size} of ${total} questions were asked`);
  process.exit(1);
}
console.log(`${checked} selections of ${asked.size} questions in ${lenses.size} lenses: all agree`, JSON.stringify(seen));
