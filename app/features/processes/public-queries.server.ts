import type { Db } from '#db/client.server.ts'
import type { ChannelKind, PhaseKind, ProcessState, Regime, Stage } from './process.ts'
import { stage, statesFor } from './process.ts'
import type { SecondScope } from './process.schema.ts'
import { termAt } from './resident-rounds.ts'

const rowColumns = [
  ...(['id', 'slug', 'state', 'title', 'question', 'summary', 'answeredAt'] as const),
  ...(['startsOn', 'lastDay', 'secondStartsOn', 'secondLastDay'] as const),
] as const

export type ProcessRow = {
  id: string
  slug: string
  title: string
  question: string
  summary: string
  /** Of the round that counts now. */
  startsOn: string
  lastDay: string
}
/** The processes that are not answered yet, by where they stand. */
type RunningProcesses = Record<Extract<Stage, 'open' | 'announced' | 'processing'>, ProcessRow[]>

/** What runs now: open ones that close first come first, coming ones by their first day, closed ones latest first. */
export async function runningProcesses(db: Db, municipalityId: string, now: Date): Promise<RunningProcesses> {
  const rows = await db
    .selectFrom('process')
    .select(rowColumns)
    .where('municipalityId', '=', municipalityId)
    .where('state', '=', 'released' satisfies ProcessState)
    .orderBy('id')
    .execute()
  const running: RunningProcesses = { open: [], announced: [], processing: [] }
  for (const row of rows) {
    const at = stage({ ...row, state: 'released' }, now)
    const term = termAt(row, now)
    if (term && (at === 'open' || at === 'announced' || at === 'processing')) {
      const { id, slug, title, question, summary } = row
      running[at].push({ id, slug, title, question, summary, ...term })
    }
  }
  const byEnd = (one: ProcessRow, other: ProcessRow) =>
    one.lastDay.localeCompare(other.lastDay) || one.startsOn.localeCompare(other.startsOn)
  running.open.sort(byEnd)
  running.announced.sort((one, other) => one.startsOn.localeCompare(other.startsOn) || byEnd(one, other))
  running.processing.sort((one, other) => byEnd(other, one))
  return running
}

export type AnsweredProcess = { id: string; slug: string; title: string; question: string; answeredAt: Date }

/** Processes whose answers are public, the latest first; `total` counts all. */
export async function answeredProcesses(
  db: Db,
  municipalityId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<{ processes: AnsweredProcess[]; total: number }> {
  const answered = db
    .selectFrom('process')
    .where('municipalityId', '=', municipalityId)
    .where('state', '=', 'answered' satisfies ProcessState)
    .where('answeredAt', 'is not', null)
  const [rows, { total }] = await Promise.all([
    answered.select(rowColumns).orderBy('answeredAt', 'desc').orderBy('id').limit(limit).offset(offset).execute(),
    answered.select((eb) => eb.fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
  ])
  const processes = rows.flatMap(({ id, slug, title, question, answeredAt }) =>
    answeredAt ? [{ id, slug, title, question, answeredAt }] : [],
  )
  return { processes, total: Number(total) }
}

/** Every process that anyone may read, or of which answers are public, with when it last changed for a reader. */
export async function publicProcesses(
  db: Db,
  municipalityId: string,
): Promise<
  { id: string; slug: string; state: ProcessState; isPublished: boolean; isReleased: boolean; changedAt: Date }[]
> {
  const rows = await db
    .selectFrom('process')
    .select(['id', 'slug', 'state', 'updatedAt', 'answeredAt', 'withdrawnAt', 'publishedAt', 'releasedAt'])
    .where('municipalityId', '=', municipalityId)
    .where((eb) => eb.or([eb('state', 'in', [...statesFor.show]), eb('publishedAt', 'is not', null)]))
    .orderBy('releasedAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ id, slug, state, updatedAt, answeredAt, withdrawnAt, publishedAt, releasedAt }) => ({
    ...{ id, slug, state: state as ProcessState, isPublished: publishedAt !== null, isReleased: releasedAt !== null },
    changedAt: [answeredAt, withdrawnAt].reduce<Date>((last, each) => (each && each > last ? each : last), updatedAt),
  }))
}

export type PublicProcess = NonNullable<Awaited<ReturnType<typeof findPublicProcess>>>

/** A process with its phases and channels; a draft only for who may see drafts. Null when it is not there for this visitor. */
export async function findPublicProcess(db: Db, municipalityId: string, slug: string, { drafts }: { drafts: boolean }) {
  const found = await db
    .selectFrom('process')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('slug', '=', slug)
    .where('state', 'in', drafts ? ['draft', ...statesFor.show] : [...statesFor.show])
    .executeTakeFirst()
  if (!found) return null
  const [phases, channels] = await Promise.all([
    db
      .selectFrom('phase')
      .select(['kind', 'title', 'opensOn', 'closesOn', 'whenText'])
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', found.id)
      .orderBy('position')
      .execute(),
    db
      .selectFrom('channel')
      .select(['kind', 'address', 'note'])
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', found.id)
      .where('address', '<>', '')
      .execute(),
  ])
  // The checks on these columns in the database name the same kinds.
  return {
    ...found,
    state: found.state as ProcessState,
    regime: found.regime as Regime,
    secondScope: found.secondScope as SecondScope,
    phases: phases.map((phase) => ({ ...phase, kind: phase.kind as PhaseKind })),
    channels: channels.map((channel) => ({ ...channel, kind: channel.kind as ChannelKind })),
  }
}
