import { z } from 'zod'
import { act, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { typed } from '#app/forms/typed.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { insertThemes } from './insert-themes.server.ts'
import { answeringRefusals, processToAnswer } from './process-to-answer.server.ts'

const LONGEST_NAME = 80

/** A name as it is kept: without white space around it or twice within it. */
export const themeName = typed
  .transform((text) => text.trim().replace(/\s+/g, ' '))
  .superRefine((name, context) => {
    const report = (message: string) => context.addIssue({ code: 'custom', message })
    if (name === '') report('Vul de naam van het thema in.')
    if (name.length > LONGEST_NAME)
      report(`Maak de naam korter: hooguit ${LONGEST_NAME} tekens. Het zijn er nu ${name.length}.`)
  })

export const nameRefusals = {
  nameTaken: { says: (name: string) => `Er is al een thema “${name}”. Kies een andere naam.`, at: 'name' },
}

/** Adds a theme behind the others. */
export const addTheme = act({
  name: 'addTheme',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ name: themeName }),
  refusals: { ...answeringRefusals, ...nameRefusals },
  async run({ trx, by, process: ref, refuse }, { name }) {
    const process = await processToAnswer(trx, by, ref)
    await refuseTakenName(trx, process, name)
    const [added] = await insertThemes(trx, process, [name])
    if (!added) return refuse('nameTaken', name)
    const { id } = added
    return did({ id }, { subject: { kind: 'theme', id } })
  },
})

/** Refuses a name that another theme has; one that differs only in capitals counts as the same. */
export async function refuseTakenName(trx: Trx, process: Process, name: string, ownId?: string): Promise<void> {
  const others = await trx
    .selectFrom('theme')
    .select(['id', 'name'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .execute()
  const plain = (text: string) => text.toLocaleLowerCase('nl')
  if (others.some((other) => other.id !== ownId && plain(other.name) === plain(name)))
    throw refusedBy(nameRefusals, 'nameTaken', name)
}
