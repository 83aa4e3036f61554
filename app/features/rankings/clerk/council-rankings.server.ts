import type { ExpressionBuilder } from 'kysely'
import type { Actor } from '#app/features/accounts/account.ts'
import { statesFor } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import { sessionStates, stateLabels, type SessionState } from '#app/features/rankings/session.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import type { DB } from '#db/types.generated.ts'
import { count, gapsOf, meetingWords } from './what-decides.ts'

export type ClerkRow = {
  slug: string
  title: string
  state: SessionState
  label: string
  meeting: string
  next: string
}
export type MemberRow = {
  slug: string
  title: string
  state: SessionState
  label: string
  meeting: string
  says: string
  href: string
  go: string
}
export type CouncilRankings =
  | { for: 'clerk'; rows: ClerkRow[]; candidates: { value: string; label: string }[] }
  | { for: 'member'; rows: MemberRow[] }

/** The rankings on the first page of the council: all with their next step for a clerk, for a member their own and what is public. */
export async function councilRankings(db: Db, actor: Actor): Promise<CouncilRankings> {
  if (!actor.roles.includes('clerk')) return { for: 'member', rows: await memberRows(db, actor) }
  return {
    for: 'clerk',
    rows: await clerkRows(db, actor.municipalityId),
    candidates: await candidatesIn(db, actor.municipalityId),
  }
}

async function clerkRows(db: Db, municipalityId: string): Promise<ClerkRow[]> {
  const sessions = await db
    .selectFrom('rankingSession')
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'rankingSession.municipalityId')
        .onRef('process.id', '=', 'rankingSession.processId'),
    )
    .select(['slug', 'title', 'rankingSession.state', 'k', 'unrankedRank', 'heldOn', 'meetingKind'])
    .select((eb) => [topicCount(eb).as('topics'), groupCount(eb).as('groups'), readyGroups(eb).as('ready')])
    .where('rankingSession.municipalityId', '=', municipalityId)
    .orderBy('rankingSession.createdAt', 'desc')
    .execute()
  return sessions.map((session) => {
    const state = oneOf(sessionStates, session.state)
    const counts = { topics: Number(session.topics), groups: Number(session.groups), ready: Number(session.ready) }
    const { slug, title } = session
    return {
      slug,
      title,
      state,
      label: stateLabels[state],
      meeting: meetingWords(session),
      next: nextStep(state, session, counts),
    }
  })
}

type Counts = { topics: number; groups: number; ready: number }

const PUBLIC = 'Iedereen kan de uitslag lezen.'

function nextStep(
  state: SessionState,
  { k, unrankedRank }: { k: number; unrankedRank: number },
  { topics, groups, ready }: Counts,
): string {
  if (state === 'prepared') {
    const gaps = gapsOf({
      k,
      unrankedRank,
      topics: Array.from({ length: topics }),
      groups: Array.from({ length: groups }, () => ({ name: '' })),
    })
    return (
      gaps[0]?.text ??
      `Klaar om te openen: ${count(topics, 'onderwerp', 'onderwerpen')}, ${count(groups, 'groep', 'groepen')}.`
    )
  }
  if (state === 'open')
    return ready === groups
      ? 'Alle groepen zijn klaar. U kunt sluiten.'
      : `${ready} van ${count(groups, 'groep', 'groepen')} klaar.`
  return state === 'closed' ? 'Toon de uitslag, en maak die openbaar.' : PUBLIC
}

type InSession = ExpressionBuilder<DB & { rankingSession: DB['rankingSession'] }, 'rankingSession'>

const topicCount = (eb: InSession) =>
  eb
    .selectFrom('topic')
    .select((of) => of.fn.countAll<string>().as('count'))
    .whereRef('topic.municipalityId', '=', 'rankingSession.municipalityId')
    .whereRef('topic.sessionId', '=', 'rankingSession.id')

const groupCount = (eb: InSession) =>
  eb
    .selectFrom('councilGroup')
    .select((of) => of.fn.countAll<string>().as('count'))
    .whereRef('councilGroup.municipalityId', '=', 'rankingSession.municipalityId')
    .whereRef('councilGroup.sessionId', '=', 'rankingSession.id')

/** Groups that filled every place and said why. */
const readyGroups = (eb: InSession) =>
  groupCount(eb).where((of) =>
    of(
      of
        .selectFrom('rankingEntry')
        .select((entry) => entry.fn.countAll<string>().as('count'))
        .whereRef('rankingEntry.municipalityId', '=', 'councilGroup.municipalityId')
        .whereRef('rankingEntry.groupId', '=', 'councilGroup.id')
        .where('rank', 'is not', null)
        .where((entry) => entry(entry.fn<string>('btrim', ['motivation']), '!=', '')),
      '>=',
      of.ref('rankingSession.k').$castTo<string>(),
    ),
  )

/** Processes that can still get a ranking. */
async function candidatesIn(db: Db, municipalityId: string): Promise<{ value: string; label: string }[]> {
  const processes = await db
    .selectFrom('process')
    .select(['slug as value', 'title as label', 'state'])
    .where('municipalityId', '=', municipalityId)
    .where('state', 'in', statesFor.answer)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('rankingSession')
            .select('rankingSession.id')
            .whereRef('rankingSession.municipalityId', '=', 'process.municipalityId')
            .whereRef('rankingSession.processId', '=', 'process.id'),
        ),
      ),
    )
    .orderBy('title')
    .execute()
  return processes.map(({ value, label, state }) => ({
    value,
    label: state === 'draft' ? `${label} (concept)` : label,
  }))
}

async function memberRows(db: Db, { municipalityId, id }: Actor): Promise<MemberRow[]> {
  const sessions = await db
    .selectFrom('rankingSession')
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'rankingSession.municipalityId')
        .onRef('process.id', '=', 'rankingSession.processId'),
    )
    .leftJoin('groupMember', (join) =>
      join
        .onRef('groupMember.municipalityId', '=', 'rankingSession.municipalityId')
        .onRef('groupMember.sessionId', '=', 'rankingSession.id')
        .on('groupMember.accountId', '=', id),
    )
    .leftJoin('councilGroup', (join) =>
      join
        .onRef('councilGroup.municipalityId', '=', 'groupMember.municipalityId')
        .onRef('councilGroup.id', '=', 'groupMember.groupId'),
    )
    .select(['slug', 'title', 'rankingSession.state', 'heldOn', 'meetingKind'])
    .select(['councilGroup.id as groupId', 'councilGroup.name as groupName'])
    .where('rankingSession.municipalityId', '=', municipalityId)
    .where((eb) => eb.or([eb('groupId', 'is not', null), eb('rankingSession.state', '=', 'published')]))
    .orderBy('rankingSession.createdAt', 'desc')
    .execute()
  return sessions.map(({ slug, title, groupId, groupName, ...session }) => {
    const state = oneOf(sessionStates, session.state)
    const board = groupId === null ? paths.public.topList(slug) : paths.council.board(slug, groupId)
    const links = { prepared: board, open: board, closed: board, published: paths.public.topList(slug) }
    const says = sayings[state](groupName)
    return {
      slug,
      title,
      state,
      label: stateLabels[state],
      meeting: meetingWords(session),
      says,
      href: links[state],
      go: goes[state],
    }
  })
}

const goes: Record<SessionState, string> = {
  prepared: 'Ga alvast naar uw groep',
  open: 'Naar uw groep',
  closed: 'Bekijk de lijst van uw groep',
  published: 'Lees de uitslag',
}

const sayings: Record<SessionState, (group: string | null) => string> = {
  prepared: (group) => `U zit in ${group}. De griffier opent de ranglijst straks.`,
  open: (group) => `U zit in ${group}. U kunt nu samen uw lijst maken.`,
  closed: () => 'De lijsten liggen vast. De griffier maakt de uitslag openbaar.',
  published: (group) => (group ? `U zat in ${group}. ${PUBLIC}` : PUBLIC),
}
