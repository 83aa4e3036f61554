import { NotFound } from '#app/errors.server.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import type { RankingGroup } from '#app/features/rankings/counting/ranking-lists.ts'
import type { RankingReport } from '#app/features/rankings/counting/report.ts'
import { levelTopics } from '#app/features/rankings/decide.server.ts'
import { cachedReport } from '#app/features/rankings/cached-report.server.ts'
import { revealAt, revealSteps } from '#app/features/rankings/projector/reveal-steps.ts'
import { firmnessOf } from '#app/features/rankings/publication/firmness-words.ts'
import { rankingOf, type RankingSession } from '#app/features/rankings/queries.server.ts'
import { rankingMarks } from '#app/features/rankings/ranking-marks.server.ts'
import { rankingAllows, stateLabels } from '#app/features/rankings/session.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDateTime, formatTime, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { councilMembersOf } from './council-members.server.ts'
import { gapsOf, meetingWords, whatDecides } from './what-decides.ts'

export type ClerkView = Awaited<ReturnType<typeof clerkView>>
export type PrepareView = NonNullable<ClerkView['prepare']>
export type RunView = NonNullable<ClerkView['run']>
export type OutcomeView = NonNullable<ClerkView['outcome']>

/** What the clerk sees of one ranking, by its state. Throws NotFound. */
export async function clerkView(visit: MemberVisit) {
  const { db, municipality, params, url, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const session = await rankingOf(db, process)
  if (!session) throw new NotFound()
  const { state, k, unrankedRank, topics, groups, publishedAt } = session
  return {
    process: { slug: process.slug, title: process.title, isDraft: process.state === 'draft' },
    ...{ state, k, unrankedRank },
    label: stateLabels[state],
    meeting: meetingWords(session),
    decides: whatDecides(session),
    counts: { topics: topics.length, groups: groups.length },
    mayImport: rankingAllows.import(state),
    /** What was just done, to say so at its place. */
    said: saidHere(visit),
    /** An act that asks to be confirmed first. */
    confirm: url.searchParams.get('stap') ?? '',
    shownAt: formatTime(now),
    prepare: state === 'prepared' ? await prepareView(db, session, url, now) : null,
    run: state === 'open' ? runView(session) : null,
    outcome: rankingAllows.seeOutcome(state) ? outcomeView(session) : null,
    published: publishedAt ? formatDateTime(publishedAt) : null,
  }
}

async function prepareView(db: Db, session: RankingSession, url: URL, now: Date) {
  const members = await councilMembersOf(db, session.municipalityId)
  const inGroup = new Map(
    session.groups.flatMap((group) => group.members.map(({ accountId }) => [accountId, group] as const)),
  )
  const [topicId, groupId] = ['onderwerp', 'groep'].map((name) => url.searchParams.get(name))
  const openTopic = session.topics.find(({ id }) => id === topicId)
  const openGroup = session.groups.find(({ id }) => id === groupId)
  const { k, unrankedRank, tieChain, heldOn, meetingKind } = session
  return {
    rules: { ...{ k, unrankedRank, tieChain, heldOn, meetingKind }, seen: rankingMarks.rules(session) },
    topics: session.topics,
    openTopic: openTopic
      ? { id: openTopic.id, seen: rankingMarks.topic(openTopic), lists: listsWith(session, openTopic.id) }
      : null,
    groups: session.groups.map(({ id, name, members: own, entries }) => ({
      id,
      name,
      members: own.map((member) => member.name),
      hasList: hasList({ entries }),
    })),
    openGroup: openGroup
      ? {
          id: openGroup.id,
          name: openGroup.name,
          seen: rankingMarks.group(openGroup),
          choices: choicesFor(openGroup, members, inGroup),
        }
      : null,
    noGroup: members.filter(({ accountId, blocked }) => !blocked && !inGroup.has(accountId)).map(({ name }) => name),
    hasMembers: members.length > 0,
    gaps: gapsOf(session),
    seen: {
      topics: rankingMarks.topics(session),
      groups: rankingMarks.groups(session),
      all: rankingMarks.all(session),
    },
    /** Whether a single thing was just added, because mostly more follow. */
    another: url.searchParams.get('nog') ?? '',
    today: today(now),
  }
}

const hasList = ({ entries }: Pick<RankingGroup, 'entries'>) => entries.some(({ rank }) => rank !== null)

/** How many groups have a topic on a list that was read in. */
const listsWith = ({ groups }: RankingSession, topicId: string) =>
  groups.filter(({ entries }) => entries.some((entry) => entry.topicId === topicId && entry.rank !== null)).length

function choicesFor(
  group: RankingGroup,
  members: Awaited<ReturnType<typeof councilMembersOf>>,
  inGroup: Map<string, RankingGroup>,
) {
  const names = members.map(({ name }) => name)
  return members
    .filter(({ accountId, blocked }) => !blocked || inGroup.get(accountId) === group)
    .map(({ accountId, name, email }) => {
      const now = inGroup.get(accountId)
      const twins = names.filter((other) => other === name).length > 1
      return {
        accountId,
        name: twins ? `${name} (${email})` : name,
        isIn: now === group,
        elsewhere: now && now !== group ? now.name : '',
      }
    })
}

function runView({ k, groups, openedAt, plannedClose }: RankingSession) {
  const rows = groups.map(({ id, name, members, entries }) => {
    const placed = entries.filter(({ rank }) => rank !== null)
    const motivated = placed.filter(({ motivation }) => motivation.trim() !== '').length
    return {
      id,
      name,
      members: members.length,
      placed: placed.length,
      motivated,
      ready: placed.length === k && motivated === k,
    }
  })
  return {
    groups: rows,
    ready: rows.filter(({ ready }) => ready).length,
    openedAt: openedAt ? formatDateTime(openedAt) : '',
    plannedClose: plannedClose ? formatDateTime(plannedClose) : '',
  }
}

function outcomeView(session: RankingSession) {
  const report = cachedReport(session)
  const idOf = new Map(session.topics.map(({ id, name }) => [name, id]))
  const nameOf = new Map(session.topics.map(({ id, name }) => [id, name]))
  const steps = revealSteps(report.rows)
  const rowOf = (id: string) => report.rows.find(({ topic }) => topic === nameOf.get(id))
  return {
    rows: report.rows,
    groups: report.groups.map(({ name }) => name),
    hasPlaces: session.groups.some(hasList),
    tieChain: report.tieChain,
    firm: firmLines(report),
    together: report.together.map(({ topics, groups, byClerk, name, place, sum }) => ({
      ...{ topics, groups, byClerk, name, place, sum },
      ids: topics.map((topic) => idOf.get(topic) ?? ''),
    })),
    topics: session.topics.map(({ id, name }) => ({ value: id, label: name })),
    reveal: { revealed: session.revealed, steps, ...revealAt(steps, session.revealed) },
    level: levelTopics(session).map((ids) => ({
      place: rowOf(ids[0] ?? '')?.place ?? 0,
      inTop: rowOf(ids[0] ?? '')?.inTop ?? false,
      topics: ids
        .map((id) => ({ id, name: nameOf.get(id) ?? '' }))
        .sort((one, other) => one.name.localeCompare(other.name, 'nl')),
    })),
    decisions: report.decisions,
    /** Motivations that become points. */
    motivations: session.groups
      .flatMap(({ entries }) => entries)
      .filter(({ rank, motivation }) => rank !== null && motivation.trim() !== '').length,
    closedAt: session.closedAt ? formatDateTime(session.closedAt) : '',
  }
}

/** How firm the outcome is, as on the public page; what belongs together has its own place here. */
function firmLines(report: RankingReport): { title: string; says: string }[] {
  const { lede, lines } = firmnessOf({ ...report, together: [] })
  return [{ title: '', says: lede }, ...lines.map(({ title, says }) => ({ title, says }))]
}
