import { Refused } from '#app/errors.server.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { LISTS_FIELD, readListsFile } from '#app/features/rankings/files/read-lists-file.server.ts'
import type { ClerkAct } from './clerk-act.server.ts'

const MEGABYTE = 1024 * 1024

/** Taking in a file with lists, by the name of the button. */
export const importingActs: Record<string, ClerkAct> = {
  async 'lees-in'({ db, by, process, form, now }) {
    const file = form.get(LISTS_FIELD)
    if (!(file instanceof File) || file.name === '') throw new Refused('Kies het bestand met de lijsten.', LISTS_FIELD)
    if (file.size > MEGABYTE) {
      throw new Refused(
        'Dit bestand is groter dan 1 MB. Bewaar alleen het blad met de lijsten, zonder plaatjes, en kies dat.',
        LISTS_FIELD,
      )
    }
    const read = await readListsFile(new Uint8Array(await file.arrayBuffer()))
    const { lists } = await importLists(db, by, { processId: process.id, read }, now)
    return `?gedaan=lees-in&lijsten=${lists}#inlezen`
  },
}
