import { errorsOfRefusal, NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { checked, FormRefused } from '#app/features/partners/checked-form.server.ts'
import { formValues } from '#app/forms/form-values.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { type BookRefusal } from './book-form.ts'
import { partnerForm, personForm } from './book.schema.ts'
import { addPerson, changePerson, removePerson } from './change-people.server.ts'
import { addPartner, archivePartner, changePartner } from './change-partner.server.ts'
import { BookRefused, importBook } from './import-book.server.ts'
import { BOOK_FIELD, readBookFile } from './read-book-file.server.ts'

type Given = { db: Db; by: Doer; form: FormData; now: Date }
type Answer = Promise<{ goTo: string } | BookRefusal>

const MEGABYTE = 1024 * 1024

/** Takes a file into the book. */
export async function actOnBook({ db, by, form, now }: Given): Answer {
  return answer(form, async (act) => {
    if (act !== 'lees-in') throw new NotFound()
    const file = form.get(BOOK_FIELD)
    if (!(file instanceof File) || file.name === '')
      throw new Refused('Kies het bestand met de organisaties.', BOOK_FIELD)
    if (file.size > MEGABYTE)
      throw new Refused(
        'Dit bestand is groter dan 1 MB. Bewaar alleen het blad met de organisaties, en kies dat.',
        BOOK_FIELD,
      )
    const { fromWindows, ...book } = await readBookFile(new Uint8Array(await file.arrayBuffer()))
    const { added, changed, same } = await importBook(db, by, book, now)
    return `${paths.official.partners()}?gedaan=lees-in&erbij=${added}&anders=${changed}&gelijk=${same}${fromWindows ? '&letters=windows' : ''}#inlezen`
  })
}

/** Puts a new organisation in the book. */
export async function actOnNewPartner({ db, by, form, now }: Given): Answer {
  return answer(form, async (_, texts) => {
    const id = await addPartner(db, by, { id: texts.sleutel ?? '', partner: checked(partnerForm, texts) }, now)
    return `${paths.official.partner(id)}?gedaan=nieuw`
  })
}

/** Does what a form on the page of one organisation asks. */
export async function actOnPartner({ db, by, form, now, partnerId }: Given & { partnerId: string }): Answer {
  return answer(form, async (act, texts) => {
    const here = paths.official.partner(partnerId)
    const personId = texts.persoon ?? ''
    const person = () =>
      checked(personForm, {
        name: texts.name ?? '',
        email: texts.email ?? '',
        isCoordinator: texts.isCoordinator !== undefined,
      })
    switch (act) {
      case 'bewaar':
        await changePartner(
          db,
          by,
          {
            partnerId,
            partner: checked(partnerForm, texts),
            ...(texts.gezien === undefined ? {} : { seen: texts.gezien }),
          },
          now,
        )
        return `${here}?gedaan=bewaar`
      case 'persoon-erbij':
        await addPerson(db, by, { partnerId, person: person() }, now)
        return `${here}?gedaan=persoon-erbij#mensen`
      case 'persoon':
        await changePerson(db, by, { partnerId, personId, person: person() }, now)
        return `${here}?gedaan=persoon#mensen`
      case 'persoon-weg':
        await removePerson(db, by, { partnerId, personId }, now)
        return `${here}?gedaan=persoon-weg#mensen`
      case 'archiveer':
      case 'herstel':
        await archivePartner(db, by, { partnerId, archived: act === 'archiveer' }, now)
        return `${here}?gedaan=${act}`
      default:
        throw new NotFound()
    }
  })
}

async function answer(form: FormData, act: (name: string, texts: Record<string, string>) => Promise<string>): Answer {
  const texts = formValues(form)
  const name = texts.actie ?? ''
  try {
    return { goTo: await act(name, texts) }
  } catch (error) {
    if (error instanceof BookRefused) return { act: name, texts, errors: {}, cells: error.errors }
    if (error instanceof FormRefused) return { act: name, texts, errors: error.errors, cells: [] }
    return { act: name, texts, errors: errorsOfRefusal(error), cells: [] }
  }
}
