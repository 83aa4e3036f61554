import { v5 as uuidOf } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { tellColleague } from '#app/features/workflow/tell-colleague.server.ts'
import { key, typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Db } from '#db/client.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import { mentionedIn } from './mentions.ts'

const MOST_CHARACTERS = 4000

/**
 * Writes a note about a point for the officials of the municipality. Who is mentioned in it ("@Ambtenaar B") gets a message. The same
 * form sent twice writes one note.
 */
export const writeNote = act({
  name: 'writeNote',
  by: { audience: 'official' },
  on: 'process',
  input: z.object({
    pointId: z.string(),
    key,
    note: typed
      .transform((text) => text.trim())
      .superRefine((text, context) => {
        const report = (message: string) => context.addIssue({ code: 'custom', message })
        if (text === '') report('Schrijf eerst een notitie.')
        else if (text.length > MOST_CHARACTERS)
          report(`Maak de notitie korter: hooguit 4.000 tekens. Het zijn er nu ${text.length.toLocaleString('nl-NL')}.`)
      }),
  }),
  refusals: { onlyPeople: { says: 'Een notitie is van een persoon. Log in om er een te schrijven.' } },
  async run({ trx, by, now, process: ref, refuse }, { pointId, key: formKey, note: text }) {
    if (by.id === null) return refuse('onlyPeople')
    const process = { municipalityId: by.municipalityId, id: ref.id }
    const { municipalityId, id: processId } = process
    await contributionIdOf(trx, process, pointId)
    const id = uuidOf(text, formKey)
    const written = await trx
      .insertInto('pointNote')
      .values({ municipalityId, processId, id, pointId, text, writtenAt: now, writtenBy: by.id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    if (written.length === 0) return changedNothing(undefined)
    const mentioned = mentionedIn(text, await colleaguesOf(trx, municipalityId)).filter((one) => one.id !== by.id)
    if (mentioned.length > 0) {
      await trx
        .insertInto('pointNoteMention')
        .values(mentioned.map(({ id: accountId }) => ({ municipalityId, noteId: id, accountId })))
        .execute()
      const to = mentioned.map((one) => one.id)
      await tellColleague(trx, process, { kind: 'mentioned', to, from: by.id, pointId, says: text }, now)
    }
    await tellPoints(trx, municipalityId, [pointId])
    return did(undefined, { subject: { kind: 'point', id: pointId }, detail: { mentions: mentioned.length } })
  },
})

/** Takes away a note of one's own. */
export const removeNote = act({
  name: 'removeNote',
  by: { audience: 'official' },
  on: 'process',
  input: z.object({ pointId: z.string(), noteId: z.string() }),
  refusals: { notOwn: { says: 'Alleen wie de notitie schreef, kan deze weghalen.' } },
  async run({ trx, by, process, refuse }, { pointId, noteId }) {
    const found = await trx
      .selectFrom('pointNote')
      .select(['id', 'writtenBy'])
      .where('municipalityId', '=', by.municipalityId)
      .where('processId', '=', process.id)
      .where('pointId', '=', asId(pointId))
      .where('id', '=', asId(noteId))
      .executeTakeFirst()
    if (!found) throw new NotFound()
    if (found.writtenBy !== by.id) return refuse('notOwn')
    await trx
      .deleteFrom('pointNote')
      .where('municipalityId', '=', by.municipalityId)
      .where('id', '=', found.id)
      .execute()
    await tellPoints(trx, by.municipalityId, [pointId])
    return did(undefined, { subject: { kind: 'point', id: pointId } })
  },
})

export type PointNote = { id: string; text: string; writtenAt: Date; by: string; isOwn: boolean }

/** More notes than this are not shown at once. */
const SHOWN = 100

/** The notes about a point, the oldest first; of very many the last hundred. */
export async function notesOf(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  pointId: string,
  readerId: string,
): Promise<PointNote[]> {
  const rows = await lastNotes(db, { municipalityId, processId, pointId })
  return rows.reverse().map(({ writtenBy, ...note }) => ({ ...note, isOwn: writtenBy === readerId }))
}

const lastNotes = prepared(
  'lastNotes',
  (db, of: Places<{ municipalityId: string; processId: string; pointId: string }>) =>
    db
      .selectFrom('pointNote')
      .innerJoin('account', (join) =>
        join
          .onRef('account.municipalityId', '=', 'pointNote.municipalityId')
          .onRef('account.id', '=', 'pointNote.writtenBy'),
      )
      .select(['pointNote.id', 'text', 'writtenAt', 'writtenBy', 'account.name as by'])
      .where('pointNote.municipalityId', '=', of.municipalityId)
      .where('processId', '=', of.processId)
      .where('pointId', '=', of.pointId)
      .orderBy('writtenAt', 'desc')
      .limit(SHOWN)
      .compile(),
)
