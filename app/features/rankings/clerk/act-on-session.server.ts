import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import { formValues } from '#app/forms/form-values.ts'
import { ListsRefused } from '#app/features/rankings/files/import-lists.server.ts'
import { needClerk } from '#app/features/rankings/session-to-change.server.ts'
import { paths } from '#app/paths.ts'
import { importingActs } from './act-on-import.server.ts'
import { leadingActs } from './act-on-meeting.server.ts'
import { preparingActs } from './act-on-preparation.server.ts'
import type { ClerkAct, ClerkForm } from './clerk-act.server.ts'
import { textIn, type Refusal } from './clerk-form.ts'

const acts = new Map<string, ClerkAct>(Object.entries({ ...preparingActs, ...importingActs, ...leadingActs }))

/** Does what a form on the clerk's page asks. Throws NotAllowed for who is no clerk, and NotFound. */
export async function actOnSession(given: ClerkForm): Promise<{ goTo: string } | Refusal> {
  needClerk(given.by)
  const { form, process } = given
  const name = textIn(form, 'actie')
  const act = acts.get(name)
  if (!act) throw new NotFound()
  try {
    return { goTo: paths.council.ranking(process.slug) + (await act(given)) }
  } catch (error) {
    const cells = error instanceof ListsRefused ? error.errors : []
    const errors = cells.length > 0 ? {} : errorsOfRefusal(error)
    return { act: name, texts: formValues(form), chosen: form.getAll('lid').map(String), errors, cells }
  }
}
