/** Fails when an act declares a refusal that no test produced, or refused with a code that it does not declare. */
import { readFileSync } from 'node:fs'
import { allActs } from './all-acts.ts'
import { refusalsFile } from './setup/refusals-seen.ts'

/** Refusals of every act, which an act need not declare. */
const ofEveryAct = ['notAllowed', 'stale', 'tooManyAttempts']

const acts = (await allActs()).map(({ act }) => act.definition)
const seen = new Set(readFileSync(refusalsFile, 'utf8').trim().split('\n'))

const neverProduced = acts.flatMap((one) =>
  Object.entries(one.refusals).flatMap(([code, refusal]) => {
    // A refusal that several acts share needs to be produced by one of them only.
    const sharing = acts.filter((other) => other.refusals[code] === refusal)
    return sharing.some(({ name }) => seen.has(`${name} ${code}`))
      ? []
      : [`${one.name}: no test is refused with '${code}'`]
  }),
)
const notDeclared = [...seen].flatMap((line) => {
  const [name = '', code = ''] = line.split(' ')
  const act = acts.find((one) => one.name === name)
  return act && act.refusals[code] === undefined && !ofEveryAct.includes(code)
    ? [`${name}: refuses with '${code}' without declaring it`]
    : []
})
for (const line of [...neverProduced, ...notDeclared]) console.error(line)
console.log(`${acts.length} acts, ${seen.size} kinds of refusal seen`)
process.exitCode = neverProduced.length + notDeclared.length > 0 ? 1 : 0
