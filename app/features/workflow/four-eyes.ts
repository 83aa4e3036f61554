import { hasInnerRole } from '#app/features/accounts/account.ts'
import type { Colleague } from './colleagues.server.ts'
import { mayDoStep, stepRoleLabels, type Step } from './steps.ts'

/** Who had a hand in the answer to a point, of which the step that it lies at asks for four eyes. */
export type FourEyes = {
  step: string
  /** Who last wrote the answer, and who gave the point one that was there already; null for who is gone, or for nobody. */
  writer: Pick<Colleague, 'id' | 'name'> | null
  giver: Pick<Colleague, 'id' | 'name'> | null
  /** Names of those who may complete the step here. */
  others: string[]
  /** Names of those who could once the writer gives the point this answer. */
  afterWriter: string[]
  role: string
}

const named = (people: readonly Pick<Colleague, 'id' | 'name'>[], id: string | null) =>
  people.find((each) => each.id === id) ?? null

/** What four eyes mean for a point at a step: null where the step asks for none, or nobody had a hand in the answer. */
export function fourEyesAt(
  step: Step | null,
  { answeredBy, givenBy }: { answeredBy: string | null; givenBy: string | null },
  people: readonly Colleague[],
): FourEyes | null {
  if (!step?.fourEyes || (answeredBy === null && givenBy === null)) return null
  const able = people.filter((each) => mayDoStep(each, step))
  const without = (...ids: (string | null)[]) => able.filter(({ id }) => !ids.includes(id)).map(({ name }) => name)
  return {
    ...{ step: step.name, role: stepRoleLabels[step.role] },
    writer: named(people, answeredBy),
    giver: named(people, givenBy),
    others: without(answeredBy, givenBy),
    afterWriter: without(answeredBy),
  }
}

const either = (names: readonly string[]) => new Intl.ListFormat('nl', { type: 'disjunction' }).format(names)
const both = (names: readonly string[]) => new Intl.ListFormat('nl').format(names)

/** Whether the reader may write themself down as who gave the point this answer, so that a colleague may approve. */
export const mayGiveOwn = ({ writer, giver }: FourEyes, readerId: string): boolean =>
  writer?.id === readerId && giver !== null && giver.id !== readerId

/** Who may complete the step, and what to do when nobody may; null for who may do it now, and for who has nothing to do with it. */
export function eyesInWords(eyes: FourEyes, reader: Colleague, step: Step | null): string | null {
  const { writer, giver, others, afterWriter, role } = eyes
  const isOwn = reader.id === writer?.id || reader.id === giver?.id
  if (others.length > 0) {
    if (!isOwn || !mayDoStep(reader, step)) return null
    return `U ${reader.id === writer?.id ? 'schreef dit antwoord' : 'deelde dit antwoord met dit punt, of wijzigde daarna het besluit of het punt'}. Bij de stap ${eyes.step} gelden vier ogen. Akkoord geven kan: ${either(others)}.`
  }
  const wrote = writer ? `${nameOf(writer, reader)} schreef het antwoord` : 'Een collega schreef het antwoord'
  const gave =
    giver && giver.id !== writer?.id
      ? ` en ${nameOf(giver, reader)} deelde het met dit punt, of wijzigde daarna het besluit of het punt`
      : ''
  const now = `Bij de stap ${eyes.step} gelden vier ogen. ${start(wrote)}${gave}.`
  const ask = `Of vraag de beheerder om nog een ${role}, of om vier ogen bij deze stap uit te zetten.`
  if (giver === null || giver.id === writer?.id || afterWriter.length === 0)
    return `${now} ${ask.replace('Of vraag', 'Vraag')}`
  const then = `Daarna kan ${either(afterWriter)} akkoord geven.`
  if (mayGiveOwn(eyes, reader.id)) return `${now} Hoort uw antwoord ook bij dit punt? Zeg dat hieronder. ${then} ${ask}`
  const writes = writer ? nameOf(writer, reader) : 'wie het schreef'
  return `${now} Laat ${writes} dit punt openen en zeggen dat het antwoord er ook bij hoort. ${then} ${ask}`
}

const nameOf = ({ id, name }: Pick<Colleague, 'id' | 'name'>, reader: Colleague) => (id === reader.id ? 'u' : name)
const start = (words: string) => words.charAt(0).toLocaleUpperCase('nl') + words.slice(1)

/** Why points can get stuck in these steps with the people that there are, and what to do, in Dutch; a sentence for each such step. */
export function stuckSteps(steps: readonly Step[], people: readonly Colleague[]): string[] {
  return steps.flatMap((step) => {
    const able = people.filter((each) => mayDoStep(each, step))
    const role = stepRoleLabels[step.role]
    if (able.length === 0)
      return [`${step.name}: niemand mag deze stap doen, dus elk punt blijft hier liggen. Geef iemand de rol ${role}.`]
    // Whoever cannot answer points never wrote or shared what they approve.
    if (!step.fourEyes || able.length > 2 || able.some((each) => !hasInnerRole(each, 'processor'))) return []
    const names = both(able.map(({ name }) => name))
    const mend = `Geef nog iemand de rol ${role}, of zet vier ogen bij deze stap uit.`
    return able.length === 1
      ? [
          `${step.name}: alleen ${names} mag deze stap doen. Op wat ${names} zelf schreef of deelde, kan niemand akkoord geven. ${mend}`,
        ]
      : [
          `${step.name}: alleen ${names} mogen deze stap doen. Schreef de een het antwoord en deelde de ander het met een punt, dan kan niemand akkoord geven tot de schrijver het zelf deelt. ${mend}`,
        ]
  })
}
