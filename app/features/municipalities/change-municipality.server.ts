import { NotFound, Refused } from '#app/errors.server.ts'
import { record, type By } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { SomeMunicipalityFields } from './municipality.schema.ts'
import { municipalityFields } from './municipality.ts'

/**
 * Changes what a municipality says about itself; what is not given stays. `seen` is what the fields were when the form was
 * made: refused when someone else changed one of them since. Gives the names of the fields that changed.
 */
export async function changeMunicipality(
  db: Db,
  by: By,
  {
    municipalityId,
    fields,
    seen = {},
  }: { municipalityId: string; fields: SomeMunicipalityFields; seen?: SomeMunicipalityFields },
  now: Date,
): Promise<string[]> {
  return inTransaction(db, async (trx) => {
    const before = await trx
      .selectFrom('municipality')
      .select(municipalityFields)
      .where('id', '=', municipalityId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!before) throw new NotFound()
    const changed = municipalityFields.filter((field) => fields[field] !== undefined && fields[field] !== before[field])
    const elsewhere = changed.find((field) => seen[field] !== undefined && seen[field] !== before[field])
    if (elsewhere) {
      throw new Refused(
        `Een ander heeft dit intussen veranderd in “${before[elsewhere]}”. Kijk wat moet blijven staan en bewaar opnieuw.`,
        elsewhere,
      )
    }
    if (changed.length === 0) return []
    const values = Object.fromEntries(changed.map((field) => [field, fields[field]]))
    await trx.updateTable('municipality').set(values).where('id', '=', municipalityId).execute()
    // Names of fields only: an address of a person does not belong in the record.
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: 'changeMunicipality',
        subject: { kind: 'municipality', id: municipalityId },
      },
      detail: { fields: changed.join(' ') },
    })
    return changed
  })
}
