/** What the form about one finding asks: to leave it out, or to let it through with a reason. */
export type FindingForm = { intent: 'weglaten' | 'mag-openbaar'; findingId: string; reason: string; everywhere: boolean }

/** Reads the form about a finding; null when it is another form. */
export function readFindingForm(form: FormData): FindingForm | null {
  const intent = form.get('actie')
  if (intent !== 'weglaten' && intent !== 'mag-openbaar') return null
  return { intent, findingId: String(form.get('vondst') ?? ''), reason: String(form.get('reden') ?? ''), everywhere: form.get('overal') === 'ja' }
}
