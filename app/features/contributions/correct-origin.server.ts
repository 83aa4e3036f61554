import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { WrongInput } from '#app/errors.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { today } from '#app/local-date.ts'
import { contributionKindOf, dayReceived, freeFields } from './free-contribution.ts'
import { originInput, readOrigin } from './free-contribution.schema.ts'
import { registeredByHand } from './origin-queries.server.ts'
import { replaceContact, timingOf } from './register-contribution.server.ts'
import { termFor, usualRound } from './round.ts'
import { givenAt, momentOf, namesOf } from './register-free-contribution.server.ts'

/** What the record tells of a correction: codes and days. */
const toldFields = ['channel', 'sentOn', 'receivedOn', 'heldOn', 'heldUntil', 'readBackOn', 'round'] as const

/**
 * Corrects where a contribution comes from, never its text or kind, until it is public: from then on numbers and names
 * stay as they were read. Whether it came in time is judged again.
 */
export const correctOrigin = act({
  name: 'correctOrigin',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ contributionId: z.string(), ...originInput }),
  refusals: {
    ...withdrawnRefusal,
    answersPublic: {
      says: 'Deze inbreng is openbaar. Daarom ligt ook vast waar de inbreng vandaan komt.',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { contributionId, ...texts }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const {
      id,
      contributorId,
      kind,
      origin: before,
      publicationId,
    } = await registeredByHand(trx, process, contributionId)
    if (publicationId !== null) refuse('answersPublic')
    const { origin: read, errors } = readOrigin(kind, texts, today(now))
    if (!read) throw new WrongInput(errors)
    const origin = texts.round === undefined ? { ...read, round: before.round } : read
    const changed = freeFields.filter((field) => origin[field] !== before[field])
    if (changed.length === 0) return changedNothing(undefined)
    const { municipalityId } = process
    const { channel, sentOn, heldOn, heldUntil, place, source, consent, readBackOn, email } = origin
    await trx
      .updateTable('contributor')
      .set(namesOf(origin))
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', contributorId)
      .execute()
    const day = dayReceived(origin, today(now))
    const of = contributionKindOf(kind, day, process.startsOn)
    const receivedAt = momentOf(day, now)
    const moved = day === dayReceived(before, today(now)) ? {} : { receivedAt }
    const round = origin.round ?? usualRound({ kind: of, channel, sentOn, receivedAt }, process)
    const stored = await trx
      .updateTable('contribution')
      .set({ channel, sentOn, kind: of, round, ...moved })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .returning('receivedAt')
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('contribution')
      .set(
        timingOf(
          termFor(process, round),
          { channel, sentOn, receivedAt: stored.receivedAt },
          { givenAt: givenAt(kind, origin) },
        ),
      )
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await trx
      .updateTable('contributionOrigin')
      .set({ heldOn, heldUntil, place, source, consent, readBackOn })
      .where('municipalityId', '=', municipalityId)
      .where('contributionId', '=', id)
      .execute()
    await replaceContact(trx, { municipalityId, contributorId }, email)
    // Codes and days, as they were and became; of names, places and addresses only that they changed.
    const told = toldFields.filter((field) => changed.includes(field))
    const values = told.flatMap((field) => [
      [`from.${field}`, before[field] ?? null],
      [`to.${field}`, origin[field] ?? null],
    ])
    return did(undefined, {
      subject: { kind: 'contribution', id },
      detail: { changed: changed.join(' '), ...Object.fromEntries(values) },
    })
  },
})
