import type { StoredBlock } from '#app/features/plans/stored-plan.server.ts'
import type { ChangeLine } from '#app/features/plans/versions/change-lines.ts'
import { leftoversOf } from './leftovers.ts'
import type { WrongParts } from './part-list.ts'

type Compared = { now: { paragraphs: readonly { id: string }[] }; lines: readonly ChangeLine[] }

/** What is not right with the words of a version: parts of which it is doubtful where they come from, and what looks like no part of it. */
export function wrongParts(blocks: readonly StoredBlock[], compared: Compared | null): WrongParts {
  const wrong = (says: string) => [{ kind: 'words' as const, says }]
  const wrongs = new Map(leftoversOf(blocks).map(({ id }) => [id, wrong('hoort misschien niet bij het plan')]))
  for (const { to, doubtful } of compared?.lines ?? []) {
    const part = to === null || !doubtful ? undefined : compared?.now.paragraphs[to]
    if (part) wrongs.set(part.id, wrong('onzeker waar dit vandaan komt'))
  }
  return wrongs
}
