import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { findingValue } from '#app/features/contributions/personal-data.ts'
import { changePoint } from '#app/features/points/change-point.server.ts'
import type { AnswerField } from '#app/features/points/disposition.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { readAnswerForm, type AnswerBack } from './answer.schema.ts'
import { AnswerIncomplete, answerPoints, StaleAnswer } from './answer-points.server.ts'
import { findingsInReply } from './findings-in-reply.server.ts'
import { openNeighbours, openOfTheme } from './point-queries.server.ts'
import { removeAnswer } from './remove-answer.server.ts'
import { pointsToAnswer } from './scope.ts'
import { scopedPointsOf } from './scoped-points.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

const fieldOf: Record<AnswerField, string> = {
  disposition: 'besluit',
  reply: 'antwoord',
  forwardedTo: 'doorgeleidNaar',
  planLinks: 'onderdelen',
}

/** Does what the form to answer a point asks: gives the point to go to (null: the list), or the form back. */
export async function actOnAnswer(
  db: Db,
  by: Doer,
  process: Process,
  pointId: string,
  form: FormData,
  now: Date,
): Promise<{ goTo: string | null } | { back: AnswerBack }> {
  const { values, problems } = readAnswerForm(form)
  try {
    if (form.get('actie') === 'haal-weg') {
      const answer = await answerOfPoint(db, process, pointId)
      if (answer) await removeAnswer(db, by, { process, answerId: answer.id, seen: values.seen }, now)
      return { goTo: pointId }
    }
    if (Object.keys(problems).length > 0) return { back: { errors: problems, values, other: null } }
    const { themeId, disposition, reply, forwardedTo, sectionIds, otherPointIds, seen } = values
    const contribution = await scopedPointsOf(db, process, pointId)
    const current = await answerOfPoint(db, process, pointId)
    const ofTheme = values.scope === 'theme' ? await openOfTheme(db, process, pointId, current?.id ?? null) : []
    const { pointIds, scope } = pointsToAnswer(values.scope, pointId, contribution, {
      others: [...otherPointIds, ...ofTheme],
      shared: current?.pointIds ?? [],
    })
    // What was in it before was looked at then.
    const known = new Set(current ? (await findingsInReply(db, process, pointIds, current)).map(findingValue) : [])
    const found = (await findingsInReply(db, process, pointIds, values)).filter(
      (finding) => !known.has(findingValue(finding)),
    )
    // Who took some of it out was shown the rest already.
    const seenBefore = new Set(values.foundSeen.split('|'))
    const marks = found.map(findingValue).join('|')
    if (found.some((finding) => !seenBefore.has(findingValue(finding)))) {
      return {
        back: {
          errors: { antwoord: `Hierin staat dit van een persoon: ${findingsInWords(found)}. Het is nog niet bewaard.` },
          values: { ...values, foundSeen: marks },
          other: null,
          found,
        },
      }
    }
    await inTransaction(db, async (trx) => {
      await changePoint(trx, by, { process, pointId, themeId: themeId === '' ? null : themeId }, now)
      const answer = { disposition, reply, forwardedTo, sectionIds, seen }
      await answerPoints(trx, by, { process, pointIds, scope, ...answer }, now)
    })
    if (form.get('actie') !== 'bewaar-volgende') return { goTo: pointId }
    return { goTo: (await openNeighbours(db, process, pointId)).next }
  } catch (error) {
    if (error instanceof AnswerIncomplete) {
      return {
        back: {
          errors: Object.fromEntries(error.problems.map(({ field, message }) => [fieldOf[field], message])),
          values,
          other: null,
        },
      }
    }
    if (error instanceof StaleAnswer) {
      const { current } = error
      const other = {
        by: current?.updatedByName ?? 'een collega',
        disposition: current?.disposition ?? null,
        reply: current?.reply ?? '',
      }
      // Who saves again has seen both texts.
      return { back: { errors: { antwoord: error.message }, values: { ...values, seen: current?.mark ?? '' }, other } }
    }
    if (error instanceof Refused)
      return { back: { errors: { [error.field ?? '']: error.message }, values, other: null } }
    throw error
  }
}
