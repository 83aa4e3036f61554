import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'

/** A motivation as one choice: the group and the topic it wrote about. */
const motivation = z
  .string()
  .regex(/^[0-9a-f-]{36} [0-9a-f-]{36}$/, 'Kies een motivatie van een raadsgroep.')
  .transform((text) => {
    const [groupId = '', topicId = ''] = text.split(' ')
    return { groupId, topicId }
  })

const input = z.object({ paragraphId: z.string(), motivation })

/**
 * Says that what a group of the council wrote fits a change. An official reads both and says it; nothing is ever linked by words alone.
 */
export const matchMotivation = act({
  name: 'matchMotivation',
  by: byProcessor,
  on: 'process',
  input,
  refusals: {
    ...withdrawnRefusal,
    notPublic: {
      says: 'De uitslag van de raad is nog niet openbaar. De griffier maakt die openbaar; daarna kunt u koppelen.',
      at: 'motivation',
    },
    nothingWritten: { says: 'Deze groep schreef daar niets over. Kies een andere motivatie.', at: 'motivation' },
    unchanged: { says: 'Deze alinea verandert niet meer. Laad de pagina opnieuw.', at: 'motivation' },
  },
  async run({ trx, by, now, process: ref, refuse }, { paragraphId, motivation: { groupId, topicId } }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const { municipalityId } = process
    const ranking = await rankingOf(trx, process)
    const group = ranking?.groups.find(({ id }) => id === groupId)
    if (ranking?.state !== 'published') return refuse('notPublic')
    if (!group) throw new NotFound()
    const entry = group.entries.find((each) => each.topicId === topicId)
    if (!entry || entry.rank === null || entry.motivation.trim() === '') refuse('nothingWritten')
    const plan = await storedPlan(trx, process)
    const compared = plan && (await compareVersions(trx, process, plan, 'first'))
    if (!compared) return refuse('unchanged')
    const { old, now: present, lines } = compared
    const isChanged = lines.some(
      ({ kind, from, to }) =>
        kind !== 'unchanged' &&
        (to === null ? old.paragraphs[from ?? -1]?.id : present.paragraphs[to]?.id) === paragraphId,
    )
    if (!isChanged) refuse('unchanged')
    const planVersionId = present.plan.versionId
    const made = await trx
      .insertInto('motivationMatch')
      .values({ municipalityId, planVersionId, paragraphId, groupId, topicId, linkedAt: now, linkedBy: by.id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('paragraphId')
      .executeTakeFirst()
    if (!made) return changedNothing(undefined)
    return did(undefined, {
      subject: { kind: 'paragraph', id: paragraphId },
      detail: { group: groupId, topic: topicId },
    })
  },
})

/** Takes such a link away, wherever on the way of these words it was made. One that is gone is what was asked. */
export const unmatchMotivation = act({
  name: 'unmatchMotivation',
  by: byProcessor,
  on: 'process',
  input: input.extend({ paragraphId: z.string() }),
  refusals: withdrawnRefusal,
  async run({ trx, by, process: ref }, { paragraphId, motivation: { groupId, topicId } }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const { rows } = await sql`
      delete from motivation_match using plan_version
      where motivation_match.municipality_id = ${process.municipalityId} and paragraph_id = ${paragraphId}
        and group_id = ${groupId} and topic_id = ${topicId}
        and plan_version.municipality_id = motivation_match.municipality_id and plan_version.id = plan_version_id
        and plan_version.process_id = ${process.id}
      returning paragraph_id`.execute(trx)
    if (rows.length === 0) return changedNothing(undefined)
    return did(undefined, {
      subject: { kind: 'paragraph', id: paragraphId },
      detail: { group: groupId, topic: topicId },
    })
  },
})

/** Keeps links with the words that they are about, as `moveReasons` keeps reasons. */
export const moveMatches: FollowPlan = async (trx, { municipalityId, planVersionId }, moved) => {
  await sql`
    with gone as (
      select "old", "paragraphId" from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m ("old" uuid, "paragraphId" uuid)
    ),
    heir as (
      select "old" as paragraph_id, "paragraphId" as heir_id from gone where "paragraphId" is not null
      union
      select "old", origin_id from gone
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.paragraph_id = gone."old"
      where "paragraphId" is null
    )
    insert into motivation_match (municipality_id, plan_version_id, paragraph_id, group_id, topic_id, linked_at, linked_by)
    select municipality_id, plan_version_id, heir_id, group_id, topic_id, linked_at, linked_by from motivation_match
    join heir on heir.paragraph_id = motivation_match.paragraph_id
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId}
    on conflict do nothing`.execute(trx)
  return []
}
