import { findingKinds, type FindingKind } from '#app/features/contributions/personal-data.ts'

/** What the form about one finding asks: to leave it out, or to let it through with a reason. */
export type FindingForm = {
  intent: 'weglaten' | 'mag-openbaar'
  findingId: string
  reason: string
  everywhere: boolean
}

/** Reads the form about a finding; null when it is another form. */
export function readFindingForm(form: FormData): FindingForm | null {
  const intent = form.get('actie')
  if (intent !== 'weglaten' && intent !== 'mag-openbaar') return null
  return {
    intent,
    findingId: String(form.get('vondst') ?? ''),
    reason: String(form.get('reden') ?? ''),
    everywhere: form.get('overal') === 'ja',
  }
}

/** The kinds that are to be left out at once of all that people wrote; null when it is another form. */
export function readKindsForm(form: FormData): FindingKind[] | null {
  if (form.get('actie') !== 'alles-weglaten') return null
  const chosen = new Set(form.getAll('soort').map(String))
  return findingKinds.filter((kind) => chosen.has(kind))
}
