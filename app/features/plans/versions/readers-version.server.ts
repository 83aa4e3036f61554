import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'

type ReadersVersion = {
  /** 'vastgesteld door de gemeenteraad op 15 december 2016', 'aangepast op 28 november 2016'; null for the first version. */
  version: string | null
  isAdopted: boolean
  /** The decision by which it was adopted: its number or name, what readers may know besides, and where it can be read ('' for nothing). */
  adoption: { decision: string; note: string; url: string } | null
}

/** Which version of a plan people read, and who adopted it and when. */
export async function readersVersion(db: Db, process: ProcessRef): Promise<ReadersVersion> {
  const [version, adoption] = await Promise.all([
    db
      .selectFrom('planVersion')
      .select(['id', 'previousId', 'datedOn', 'createdAt'])
      .where('municipalityId', '=', process.municipalityId)
      .where('processId', '=', process.id)
      .where('isForReaders', '=', true)
      .executeTakeFirst(),
    adoptionOf(db, process),
  ])
  if (version && adoption?.planVersionId === version.id) {
    const { body, decidedOn, decision, note, decisionUrl: url } = adoption
    return {
      version: `vastgesteld door ${body} op ${formatDate(decidedOn)}`,
      ...{ isAdopted: true, adoption: { decision, note, url } },
    }
  }
  const isFirst = !version?.previousId
  return {
    version: isFirst ? null : `aangepast op ${formatDate(version.datedOn ?? today(version.createdAt))}`,
    ...{ isAdopted: false, adoption: null },
  }
}
