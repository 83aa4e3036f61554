import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import type { Disposition } from '#app/features/points/disposition.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { addParagraphs, removePart, writeParagraph } from '#app/room-parts.server.ts'
import type { Db } from '#db/client.server.ts'
import { aContribution, aPlan, aProcess, NOW } from './factories.ts'
import { publishAnswers } from './publish-answers.ts'

type Process = { id: string; slug: string; municipalityId: string }

/** After the term. */
const PUBLISHED = new Date('2016-12-05T09:00:00+01:00')

const OLD = 'Wij kijken samen wat nodig is. Die hulp moet dichtbij zijn, zodat niemand eerst een indicatie nodig heeft.'
const NEW =
  'Wij kijken samen wat nodig is. Die hulp is er vanaf juli in elk dorp. Niemand heeft daarvoor een indicatie nodig.'

/** A reaction with one point that has its answer. */
async function anAnsweredPoint(
  db: Db,
  by: Actor,
  process: Process,
  given: { text: string; disposition?: Disposition } & Parameters<typeof aContribution>[2],
): Promise<{ contributionId: string; pointId: string }> {
  const { disposition = 'adopted', ...said } = given
  const { id: contributionId, text } = await aContribution(db, process, said)
  const range = { start: 0, end: text.length }
  const { id } = await markPoint(db, by, { process, contributionId, range, themeId: null, summary: '' }, NOW)
  const answer = { disposition, reply: `Antwoord op: ${text}`, sectionIds: [] }
  await answerPoints(db, by, { process, pointIds: [id], ...answer }, NOW)
  await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
  return { contributionId, pointId: id }
}

/**
 * A plan of which people read the second version, with changes and their reasons: two public points and one that is not public behind the
 * first paragraph, an amendment behind a new one, and own initiative behind one that is gone.
 */
export async function aChangedPlan(db: Db, by: Actor, given: { slug?: string } = {}) {
  const process = await aProcess(db, { id: by.municipalityId }, given)
  const { planVersionId: concept, paragraphs } = await aPlan(db, process)
  await db
    .updateTable('paragraph')
    .set({ text: OLD })
    .where('id', '=', paragraphs[0] ?? '')
    .execute()
  const asked = {
    person: await anAnsweredPoint(db, by, process, { text: 'Ik kan nooit een middag weg.', kind: 'resident' }),
    organisation: await anAnsweredPoint(db, by, process, {
      ...{ text: 'Eerst een keuring duurt weken.', kind: 'organisation', organisation: 'Contactpunt Mantelzorg' },
    }),
    refused: await anAnsweredPoint(db, by, process, {
      ...{ text: 'Sluit het loket.', kind: 'resident', disposition: 'notAdopted' },
    }),
  }
  await publishAnswers(db, by, { process, baseUrl: 'https://gemeente.example' }, PUBLISHED)
  const late = await aContribution(db, process, {
    ...{ text: 'Dit wil ik ook, maar dat blijft onder ons.', receivedAt: PUBLISHED },
  })
  const inside = await markPoint(
    ...([db, by] as const),
    { process, contributionId: late.id, range: { start: 0, end: late.text.length }, themeId: null, summary: '' },
    NOW,
  )
  await beginRevision(db, by, { process }, NOW)
  const partAt = async (at: number) =>
    (await storedPlan(db, process))?.blocks.filter((block) => !isHeading(block))[at]?.id ?? ''
  await writeParagraph(db, by, { process, part: await partAt(0), words: NEW }, NOW)
  await addParagraphs(db, by, { process, part: await partAt(1), words: 'Elk jaar telt de gemeente opnieuw.' }, NOW)
  await removePart(db, by, { process, part: await partAt(3) }, NOW)
  const plan = await storedPlan(db, process)
  if (!plan) throw new Error('no second version')
  const { versionId: planVersionId } = plan
  const part = async (at: number) => ({
    ...{ municipalityId: process.municipalityId, planVersionId },
    paragraphId: await partAt(at),
  })
  const amendment = { municipalityId: process.municipalityId, id: uuid(), processId: process.id, number: 1 }
  await db
    .insertInto('amendment')
    .values({
      ...{ ...amendment, planVersionId, idempotencyKey: amendment.id, title: 'Elk jaar een telling', reason: '' },
      ...{ movers: 'Groep 2', outcome: 'adopted', decidedOn: '2016-12-15', enteredAt: NOW },
      ...{ writtenVersionId: planVersionId, writtenAt: NOW },
    })
    .execute()
  const changed = await part(0)
  await db
    .insertInto('changePoint')
    .values(
      [asked.person.pointId, asked.organisation.pointId, inside.id].map((pointId) => ({
        ...changed,
        pointId,
        linkedAt: NOW,
      })),
    )
    .execute()
  await db
    .insertInto('changeReason')
    .values([
      { ...(await part(2)), amendmentId: amendment.id, sentence: null, setAt: NOW },
      { ...changed, paragraphId: paragraphs[2] ?? '', sentence: 'Dit stond er dubbel.', amendmentId: null, setAt: NOW },
    ])
    .execute()
  return {
    ...{ process, asked, inside, concept, planVersionId, oldParagraphs: paragraphs, partAt },
    /** Makes it the version that people read. */
    show: () => makeCurrent(db, process, planVersionId, 'readers'),
  }
}
