import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { changePoint } from '#app/features/points/change-point.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { findWords } from '#app/features/points/find-words.ts'
import { redactRange, unredactRange } from './redact-range.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { correctPublishedPoint } from './correct-published-point.server.ts'
import type { PublicPointForm } from './public-point.schema.ts'
import { redactPublished, unredactPublished } from './redact-published.server.ts'
import { withdrawPoint } from './withdraw-point.server.ts'

/** Does what a form about the public words of a point asks, before or after publication. Gives in words what was done. */
export async function actOnPublicPoint(
  db: Db,
  by: Doer,
  process: Process,
  pointId: string,
  form: PublicPointForm,
  now: Date,
): Promise<string> {
  const isPublished = process.state === 'answered'
  const showsQuotation = form.vorm === 'citaat'
  const change = () => {
    if (form.waarom === null) throw new Refused('Kies waarom u dit doet.', 'waarom')
    return {
      processId: process.id,
      pointId,
      because: form.waarom,
      note: form.toelichting,
      mayBePublic: form.magOpenbaar,
    }
  }
  switch (form.actie) {
    case 'kies':
      await changePoint(db, by, { process, pointId, showsQuotation }, now)
      return 'gekozen'
    case 'laat-weg': {
      const { contributionId, ranges } = await rangesToLeaveOut(db, process, pointId, form)
      if (isPublished) await redactPublished(db, by, { ...change(), ranges }, now)
      else {
        await inTransaction(db, async (trx) => {
          for (const range of ranges)
            await redactRange(trx, by, { processId: process.id, contributionId, ...range }, now)
        })
      }
      return 'weggelaten'
    }
    case 'zet-terug': {
      const redactionId = form.weglating
      if (isPublished) await unredactPublished(db, by, { ...change(), redactionId }, now)
      else await unredactRange(db, by, { processId: process.id, redactionId }, now)
      return 'teruggezet'
    }
    case 'corrigeer':
      await correctPublishedPoint(
        db,
        by,
        {
          ...change(),
          // What was left as it stood in the form is not asked for: a colleague may have taken words out of it meanwhile.
          ...(form.samenvatting === form.gezienSamenvatting ? {} : { summary: form.samenvatting }),
          ...(form.vorm === form.gezienVorm ? {} : { showsQuotation }),
          ...(form.antwoord === form.gezienAntwoord ? {} : { reply: form.antwoord }),
          ...(form.doorgeleidNaar === form.gezienDoorgeleid ? {} : { forwardedTo: form.doorgeleidNaar }),
          seen: {
            summary: form.gezienSamenvatting,
            reply: form.gezienAntwoord,
            forwardedTo: form.gezienDoorgeleid,
            isWithdrawn: form.gezienTeruggenomen === 'ja',
          },
        },
        now,
      )
      return 'gecorrigeerd'
    case 'neem-terug':
      await withdrawPoint(db, by, change(), now)
      return 'teruggenomen'
  }
}

/** Every place in the text of the contribution where the words stand: another point may quote them too. */
async function rangesToLeaveOut(
  db: Db,
  process: Process,
  pointId: string,
  { woorden, reden: reason, andersReden: otherReason }: PublicPointForm,
) {
  const contributionId = await contributionIdOf(db, process, pointId)
  const { text } = await contributionOf(db, process, contributionId)
  if (woorden.trim() === '') throw new Refused('Typ de woorden die weg moeten, of selecteer ze in de tekst.', 'woorden')
  const found = findWords(text, woorden)
  if (found.length === 0)
    throw new Refused('Deze woorden staan niet in de tekst. Typ ze over zoals ze er staan.', 'woorden')
  if (reason === null) throw new Refused('Kies wat deze woorden zijn.', 'reden')
  if (found.length > MOST_PLACES)
    throw new Refused(`Deze woorden staan er ${found.length} keer. Kies een langer stuk.`, 'woorden')
  return { contributionId, ranges: found.map((range) => ({ range, reason, otherReason })) }
}

/** Letters that stand everywhere are a mistake, and would make a text of gaps. */
const MOST_PLACES = 200
