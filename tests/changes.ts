/**
 * Fails when an act wrote what a public page shows and does not declare `changes`, and when an act declares it that no test saw
 * write such a thing. Which tables those are the tests saw themselves: `tests/setup/tables-seen.ts`.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { rankingAllows } from '#app/features/rankings/session.ts'
import { allActs } from './all-acts.ts'
import { tablesFile } from './setup/tables-seen.ts'

/** Why an act that writes such a table changes no public page all the same. */
const changeNothing: { acts: string[]; because: string }[] = [
  {
    acts: ['submitReaction'],
    because: 'no page shows a reaction before a publication takes it, also where earlier answers are public',
  },
  {
    acts: ['sendResponse', 'sayNoPoints', 'takeBackNoPoints'],
    because: 'no page shows what partners sent before the answers are public, and from then on it is refused',
  },
  {
    acts: ['createPublication', 'changePublication', 'removePublication'],
    because: 'no page shows a draft of a publication, and one that is public is refused',
  },
  {
    acts: ['makeRedactionFinal', 'setRedactionNeedsTwo'],
    because: 'pages leave words out whether that is final or not, and do not say who must agree',
  },
  {
    acts: ['releasePoints', 'takeReleaseBack'],
    because: 'a point that is released is on no page yet, and one that is public is refused',
  },
  {
    acts: [
      ...[
        'assignPoint',
        'setDueDate',
        'setPlace',
        'completeStep',
        'completeSteps',
        'returnPoint',
        'changeProcessSteps',
      ],
      'confirmAnswer',
      'giveOwnAnswer',
    ],
    because: 'of the work on a point pages show its theme only, and of an answer not who gave it',
  },
  {
    acts: ['letFindingThrough'],
    because: 'pages do not say of a point what was found in it, only officials read that',
  },
  {
    acts: ['enterAmendment', 'changeAmendment'],
    because: 'no page shows an amendment that the council did not adopt, and of one that is settled nothing is changed',
  },
  { acts: ['planAnswers'], because: 'the day on which officials mean to be done is for them' },
  { acts: ['createProcess'], because: 'a process begins as a draft, which no page shows' },
  {
    acts: [
      ...['createRanking', 'saveRankingRules', 'openRanking', 'closeRanking', 'reopenRanking', 'decideTie'],
      ...['addTopics', 'changeTopic', 'pasteTopics', 'removeTopic', 'relateTopics', 'unrelateTopics'],
      ...['addGroup', 'changeGroup', 'removeGroup', 'importLists'],
      ...['placeTopic', 'takeTopicOff', 'undoMove', 'writeMotivation'],
    ],
    because: 'no page shows a ranking before its outcome is public, and from then on it is refused',
  },
  { acts: ['revealRanking'], because: 'how much is revealed is shown by the projector alone' },
]

/** Tables that some pages read and of which they show nothing; the tests try that. */
const showNothing: { table: string; pages: string[]; because: string }[] = [
  {
    table: 'account',
    pages: ['top-list.tsx', 'top-list-csv.ts', 'top-list-json.ts'],
    because: 'the outcome names groups, never their members',
  },
  { table: 'meetingRegistration', pages: ['meeting-calendar.ts'], because: 'the file does not say how many come' },
]

/** Why an act changes nothing before the answers are public in a table of which pages show something by then. */
const notBefore: { table: string; acts: 'all' | string[]; because: string }[] = [
  {
    table: 'contribution',
    acts: 'all',
    because: 'the outcome of a ranking shows the text of motivations, which no act changes',
  },
  {
    table: 'redaction',
    acts: ['redactPublished', 'unredactPublished'],
    because: 'they are refused before the answers are public',
  },
  {
    table: 'redaction',
    acts: ['markPoint', 'changePoint', 'joinCampaign', 'takeOutOfPoint', 'undoSplitAct'],
    because: 'words that letters say alike are left out together in reactions and responses, never in a motivation',
  },
  {
    table: 'redaction',
    acts: [
      ...['answerWithoutPoints', 'undoSplitCampaign', 'correctOrigin', 'importContributions', 'takeInFile'],
      ...['registerFreeContribution', 'importPartnerInput', 'finishSplit', 'reopenSplit'],
      ...['setFormalState', 'liftFormalState'],
    ],
    because: 'what is left out follows the text of a contribution, and these change no text of one that is there',
  },
  ...['redaction', 'meeting', 'meetingAgendaItem'].map((table) => ({
    table,
    acts: ['reopenResponse'],
    because: 'what goes with the response of a partner is no motivation and no report of a meeting',
  })),
]

const facts = readFileSync(tablesFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [kind: string, who: string, does: string, table: string])
const types = readFileSync(path.join(import.meta.dirname, '..', 'db', 'types.generated.ts'), 'utf8')
const list = /export interface DB \{([^}]*)\}/.exec(types)?.[1] ?? ''
const tables = new Set([...list.matchAll(/^ {2}(\w+):/gm)].map(([, table = '']) => table))

const readAt = facts.filter(([kind, , , table]) => kind === 'page' && tables.has(table))
const isShown = ([, page, , table]: (typeof readAt)[number]) =>
  !showNothing.some((one) => one.table === table && one.pages.includes(page))
const shown = new Set(readAt.filter(isShown).map(([, , , table]) => table))
const tried = (when: 'before' | 'after', page: string, table: string) =>
  facts.some(([kind, by, , name]) => kind === when && by === page && name === table)
/** Whether a page may show something of the table before the answers of a process are public. */
const isShownBefore = (table: string) =>
  !tried('before', 'tried', table) ||
  facts.some(([kind, , does, name]) => kind === 'before' && does === 'shows' && name === table)

/** A table that is written, and those that the database writes after it by itself. */
function withFollowing(table: string, deletes: boolean, found = new Set<string>()): Set<string> {
  if (found.has(table)) return found
  found.add(table)
  for (const [kind, from, does, to] of facts)
    if (kind === 'rows' && from === table && (does === 'write' || deletes)) withFollowing(to, deletes, found)
  return found
}

const acts = (await allActs()).map(({ act }) => act.definition)
const problems = acts.flatMap(({ name, changes }) => {
  const written = facts.filter(([kind, act]) => kind === 'act' && act === name)
  const followed = written.flatMap(([, , does, table]) => [...withFollowing(table, does === 'deletes')])
  const found = [...new Set(followed)].filter((table) => shown.has(table)).sort()
  const isExcepted = changeNothing.some((one) => one.acts.includes(name))
  const before = found.filter(
    (table) =>
      isShownBefore(table) &&
      !notBefore.some((one) => one.table === table && (one.acts === 'all' || one.acts.includes(name))),
  )
  if (changes === 'publicOnceAnswered' && before.length > 0)
    return [`${name}: declares changes '${changes}', but pages show ${before.join(', ')} before`]
  if (changes !== null)
    return found.length === 0
      ? [`${name}: declares changes '${changes}', but no test saw it write what a public page shows`]
      : isExcepted
        ? [`${name}: declares changes '${changes}', and is an exception too`]
        : []
  if (found.length > 0 && !isExcepted) return [`${name}: writes ${found.join(', ')} and declares no changes`]
  return found.length === 0 && isExcepted
    ? [`${name}: is an exception, but writes nothing that a public page shows`]
    : []
})

// What the exceptions say of a ranking whose outcome is public.
const allowed = Object.entries(rankingAllows).flatMap(([act, allows]) => (allows('published') ? [act] : []))
if (allowed.join(' ') !== 'reveal seeOutcome')
  problems.push(`a ranking whose outcome is public allows ${allowed.join(', ')}: what changes it must declare it`)
for (const { table, pages } of showNothing)
  for (const page of pages)
    if (!tried('after', 'tried', table) || tried('after', page, table))
      problems.push(`${page} shows something of ${table}, or no test tried that it does not`)
const unknown = [
  ...[...changeNothing, ...notBefore]
    .flatMap((one) => (one.acts === 'all' ? [] : one.acts))
    .filter((name) => !acts.some((act) => act.name === name)),
  ...showNothing
    .flatMap(({ table, pages }) => pages.map((page) => `${page} ${table}`))
    .filter((one) => !readAt.some(([, page, , table]) => `${page} ${table}` === one)),
]
problems.push(...unknown.map((one) => `${one}: an exception that nothing needs`))

for (const line of problems) console.error(line)
const declared = acts.filter(({ changes }) => changes !== null).length
console.log(`${acts.length} acts, ${declared} of which change public pages; these show ${shown.size} tables`)
process.exitCode = problems.length > 0 ? 1 : 0
