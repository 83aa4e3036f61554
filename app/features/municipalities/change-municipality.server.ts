import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { municipalityInput } from './municipality.schema.ts'
import { municipalityFields, type MunicipalityField } from './municipality.ts'

/**
 * Changes what a municipality says about itself; what is not given stays. `seen` is what the fields were when the form was
 * made: refused when someone else changed one of them since. Gives the names of the fields that changed.
 */
export const changeMunicipality = act({
  name: 'changeMunicipality',
  by: { audience: 'official', needs: 'administrator' },
  changes: 'public',
  input: municipalityInput,
  refusals: {
    changedMeanwhile: {
      says: ({ value }: { field: MunicipalityField; value: string }) =>
        `Een ander heeft dit intussen veranderd in “${value}”. Kijk wat moet blijven staan en bewaar opnieuw.`,
      at: ({ field }: { field: MunicipalityField; value: string }) => field,
    },
  },
  async run({ trx, by: { municipalityId }, refuse }, { seen, ...fields }) {
    const before = await trx
      .selectFrom('municipality')
      .select(municipalityFields)
      .where('id', '=', municipalityId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!before) throw new NotFound()
    const changed = municipalityFields.filter((field) => fields[field] !== undefined && fields[field] !== before[field])
    const elsewhere = changed.find((field) => seen[field] !== undefined && seen[field] !== before[field])
    if (elsewhere) refuse('changedMeanwhile', { field: elsewhere, value: before[elsewhere] })
    if (changed.length === 0) return changedNothing(changed)
    const values = Object.fromEntries(changed.map((field) => [field, fields[field]]))
    await trx.updateTable('municipality').set(values).where('id', '=', municipalityId).execute()
    // Names of fields only: an address of a person does not belong in the record.
    return did(changed, {
      subject: { kind: 'municipality', id: municipalityId },
      detail: { fields: changed.join(' ') },
    })
  },
})
