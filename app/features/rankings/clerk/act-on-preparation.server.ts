import { NotFound, Refused } from '#app/errors.server.ts'
import { staleMessage } from '#app/acts/stale.ts'
import { addGroup, changeGroup, removeGroup } from '#app/features/rankings/change-groups.server.ts'
import { addTopics, changeTopic, removeTopic } from '#app/features/rankings/change-topics.server.ts'
import { tieRules, type TieRule } from '#app/features/rankings/counting/outcome.ts'
import { rankingOf, type RankingSession } from '#app/features/rankings/queries.server.ts'
import { rankingRules, rankingTopic } from '#app/features/rankings/ranking.schema.ts'
import { saveRules } from '#app/features/rankings/save-rules.server.ts'
import { sessionToChange } from '#app/features/rankings/session-to-change.server.ts'
import { fold } from '#app/fold.ts'
import { parseDate } from '#app/local-date.ts'
import { inTransaction, type Trx } from '#db/client.server.ts'
import type { ClerkAct, ClerkForm } from './clerk-act.server.ts'
import { textIn } from './clerk-form.ts'
import { marks } from './session-marks.server.ts'
import { topicLines } from './topic-lines.ts'

/** What is done while a session is prepared, by the name of the button. */
export const preparingActs: Record<string, ClerkAct> = {
  regels: changeRules,
  onderwerp: (given) => inPreparation(given, changeOneTopic),
  'onderwerp-erbij': (given) =>
    inPreparation(given, (trx, session) => add(trx, given, session, [topicIn(given.form)], 'nog=onderwerp')),
  'onderwerpen-erbij': (given) => inPreparation(given, addLines),
  'onderwerp-weg': (given) => inPreparation(given, removeOneTopic),
  groep: (given) => inPreparation(given, changeOneGroup),
  'groep-erbij': (given) => inPreparation(given, addOneGroup),
  'groep-weg': (given) => inPreparation(given, removeOneGroup),
}

/** Does something with the session as it stands, held so that two forms that are sent at once come after each other. */
function inPreparation(
  given: ClerkForm,
  act: (trx: Trx, session: RankingSession, given: ClerkForm) => Promise<string>,
): Promise<string> {
  return inTransaction(given.db, async (trx) => {
    await sessionToChange(trx, given.by, given.process.id, 'prepare')
    const session = await rankingOf(trx, given.process)
    if (!session) throw new NotFound()
    return act(trx, session, given)
  })
}

/** Refuses to write over what the form did not show. */
function refuseUnseen(form: FormData, mark: string) {
  if (textIn(form, 'gezien') !== mark) throw new Refused(staleMessage)
}

async function changeRules(given: ClerkForm): Promise<string> {
  const { form, by, process, now } = given
  const chain = tieRules
    .map((_, at) => textIn(form, `keten-${at + 1}`))
    .filter((rule): rule is TieRule => tieRules.some((known) => known === rule))
  const [k, unrankedRank] = ['k', 'unrankedRank'].map((field) => textIn(form, field).trim())
  const heldOn = textIn(form, 'heldOn')
  // An empty field is no number; it would be read as nought.
  const rules = {
    ...{ k: Number(k || Number.NaN), unrankedRank: Number(unrankedRank || Number.NaN), tieChain: chain },
    ...{ heldOn: parseDate(heldOn) ?? heldOn, meetingKind: textIn(form, 'meetingKind') },
  }
  return inPreparation(given, async (trx, session) => {
    const checked = rankingRules.safeParse(rules)
    const isSame = checked.success && marks.rules({ ...session, ...checked.data }) === marks.rules(session)
    if (!isSame) refuseUnseen(form, marks.rules(session))
    if (!isSame) await saveRules(trx, by, { processId: process.id, rules }, now)
    return '?gedaan=regels#regels'
  })
}

const topicIn = (form: FormData) => ({
  ...{ name: textIn(form, 'name'), description: textIn(form, 'description'), link: textIn(form, 'link') },
  aliases: textIn(form, 'aliases')
    .split(',')
    .map((alias) => alias.trim())
    .filter((alias) => alias !== ''),
})

/** Adds topics, unless this very form was sent before: then they are there, while the form says they were not. */
async function add(
  trx: Trx,
  { by, process, form, now }: ClerkForm,
  session: RankingSession,
  topics: ReturnType<typeof topicIn>[],
  another = '',
) {
  const there = new Set(session.topics.map(({ name }) => fold(name)))
  const isResent = textIn(form, 'gezien') !== marks.topics(session) && topics.every(({ name }) => there.has(fold(name)))
  if (!isResent) await addTopics(trx, by, { processId: process.id, topics }, now)
  return `?gedaan=onderwerp-erbij${another && `&${another}`}#onderwerpen`
}

function addLines(trx: Trx, session: RankingSession, given: ClerkForm): Promise<string> {
  const names = topicLines(textIn(given.form, 'regels'))
  if (names.length === 0) throw new Refused('Plak de namen van de onderwerpen, elk op een eigen regel.', 'name')
  return add(
    trx,
    given,
    session,
    names.map((name) => ({ name, description: '', link: '', aliases: [] })),
  )
}

async function changeOneTopic(
  trx: Trx,
  session: RankingSession,
  { by, process, form, now }: ClerkForm,
): Promise<string> {
  const topicId = textIn(form, 'onderwerp')
  const stored = session.topics.find(({ id }) => id === topicId)
  if (!stored) throw new NotFound()
  const topic = topicIn(form)
  const checked = rankingTopic.safeParse(topic)
  if (!checked.success || marks.topic({ ...stored, ...checked.data }) !== marks.topic(stored)) {
    refuseUnseen(form, marks.topic(stored))
    await changeTopic(trx, by, { processId: process.id, topicId, topic }, now)
  }
  return `?gedaan=onderwerp#onderwerp-${topicId}`
}

async function removeOneTopic(
  trx: Trx,
  session: RankingSession,
  { by, process, form, now }: ClerkForm,
): Promise<string> {
  const topicId = textIn(form, 'onderwerp')
  // Gone already, as after a button that was pressed twice, is what was asked.
  if (session.topics.some(({ id }) => id === topicId))
    await removeTopic(trx, by, { processId: process.id, topicId }, now)
  return '?gedaan=onderwerp-weg#onderwerpen'
}

async function addOneGroup(trx: Trx, session: RankingSession, { by, process, form, now }: ClerkForm): Promise<string> {
  const name = textIn(form, 'groupName')
  const there = session.groups.find((group) => fold(group.name) === fold(name))
  const isResent = there !== undefined && textIn(form, 'gezien') !== marks.groups(session)
  const { id } = isResent ? there : await addGroup(trx, by, { processId: process.id, name }, now)
  return `?gedaan=groep-erbij&groep=${id}#groep-${id}`
}

async function changeOneGroup(
  trx: Trx,
  session: RankingSession,
  { by, process, form, now }: ClerkForm,
): Promise<string> {
  const groupId = textIn(form, 'groep')
  const stored = session.groups.find(({ id }) => id === groupId)
  if (!stored) throw new NotFound()
  const name = textIn(form, 'groupName')
  const memberIds = form.getAll('lid').map(String)
  const own = stored.members.map(({ accountId }) => accountId)
  const isSame =
    name.trim() === stored.name && own.length === memberIds.length && own.every((id) => memberIds.includes(id))
  if (!isSame) {
    refuseUnseen(form, marks.group(stored))
    await changeGroup(trx, by, { processId: process.id, groupId, name, memberIds }, now)
  }
  return `?gedaan=groep#groep-${groupId}`
}

async function removeOneGroup(
  trx: Trx,
  session: RankingSession,
  { by, process, form, now }: ClerkForm,
): Promise<string> {
  const groupId = textIn(form, 'groep')
  if (session.groups.some(({ id }) => id === groupId))
    await removeGroup(trx, by, { processId: process.id, groupId }, now)
  return '?gedaan=groep-weg#groepen'
}
