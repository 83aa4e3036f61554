import { z } from 'zod'
import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { decodeTyped, withoutNul } from '#app/forms/typed.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import { boardOf } from './board-page.server.ts'
import { placeTopic, undoMove } from './place-topic.server.ts'
import { tellTyping } from './presence.server.ts'
import { writeMotivation } from './write-motivation.server.ts'

/** What came of a form of the board: done, refused, or two texts that clash. */
export type BoardAnswer =
  | {
      done: true
      /** Of the list after it. */ version: number
      /** The topic that fell off the full list. */ dropped: string | null
    }
  | { done: false; errors: FieldErrors; topicId: string | null; text: string | null }
  | { done: false; conflict: { theirs: string; yours: string }; topicId: string }

const topicId = z.uuid()
const key = z.string().max(80).nullish()
const boardForm = z.discriminatedUnion('actie', [
  z.object({ actie: z.literal('zet'), onderwerp: topicId, plaats: z.coerce.number().int().min(1), sleutel: key }),
  z.object({ actie: z.literal('haal-weg'), onderwerp: topicId, sleutel: key }),
  z.object({ actie: z.literal('motiveer'), onderwerp: topicId, motivatie: z.string(), gezien: z.string() }),
  z.object({ actie: z.literal('ongedaan'), sleutel: key }),
  z.object({ actie: z.literal('typt'), onderwerp: z.union([topicId, z.literal('')]) }),
])

/** Does what a form of the board asks. NotFound for a form that is none of ours. */
export async function actOnBoard(visit: MemberVisit): Promise<BoardAnswer> {
  const form = Object.fromEntries(await visit.request.formData())
  const parsed = boardForm.safeParse(form)
  if (!parsed.success) throw new NotFound()
  const input = parsed.data
  const { db, actor, now } = visit
  const { processId, ref } = await boardOf(visit)
  const list = { processId, groupId: ref.groupId }
  const about = 'onderwerp' in input ? input.onderwerp : null
  const text = input.actie === 'motiveer' ? withoutNul(decodeTyped(input.motivatie)) : null
  try {
    switch (input.actie) {
      case 'zet':
        return {
          done: true,
          ...(await placeTopic(
            db,
            actor,
            { ...list, topicId: input.onderwerp, rank: input.plaats, key: input.sleutel ?? null },
            now,
          )),
        }
      case 'haal-weg':
        return {
          done: true,
          ...(await placeTopic(
            db,
            actor,
            { ...list, topicId: input.onderwerp, rank: null, key: input.sleutel ?? null },
            now,
          )),
        }
      case 'ongedaan':
        return { done: true, ...(await undoMove(db, actor, { ...list, key: input.sleutel ?? null }, now)) }
      case 'typt':
        await tellTyping(db, ref, actor, input.onderwerp || null)
        return { done: true, version: 0, dropped: null }
      case 'motiveer': {
        const seen = withoutNul(decodeTyped(input.gezien))
        const written = await writeMotivation(
          db,
          actor,
          { ...list, topicId: input.onderwerp, text: text ?? '', seen },
          now,
        )
        if ('conflict' in written) return { done: false, conflict: written.conflict, topicId: input.onderwerp }
        return { done: true, version: written.version, dropped: null }
      }
    }
  } catch (error) {
    return { done: false, errors: errorsOfRefusal(error), topicId: about, text }
  }
}
