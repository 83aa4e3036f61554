import { z } from 'zod'
import type { QuotedRange } from './quoted-range.ts'

const splitIntents = [
  ...(['maak-punt', 'eigen-punt', 'voeg-bij', 'geen-punt', 'toch-open', 'neem-voorstel', 'een-punt'] as const),
  ...(['wijzig-punt', 'haal-weg', 'haal-weg-zeker', 'klaar', 'toch-klaar', 'heropen'] as const),
] as const

export type SplitForm = {
  intent: (typeof splitIntents)[number]
  /** Pieces of the text, in UTF-16 offsets. */
  ranges: QuotedRange[]
  /** Selected by mouse or keyboard, rather than ticked sentence by sentence. */
  isSelection: boolean
  pointId: string
  summary: string
  /** The summary that the form showed; null: it did not say. */
  seenSummary: string | null
  themeId: string | null
}

const range = z
  .string()
  .regex(/^\d{1,7}-\d{1,7}$/)
  .transform((text): QuotedRange => {
    const [start = 0, end = 0] = text.split('-').map(Number)
    return { start, end }
  })

/** What an official typed: line ends as the database keeps them, without the one character that it cannot hold. */
export const typed = z.string().transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', ''))

const fields = z.object({
  actie: z.enum(splitIntents),
  stuk: z.array(range).max(10_000),
  direct: z.string(),
  punt: z.string(),
  samenvatting: typed.pipe(z.string().max(5000)),
  gezien: typed.nullable(),
  thema: z.string(),
})

/** Reads a form of the screen to split; null when it is none of its forms. */
export function readSplitForm(form: FormData): SplitForm | null {
  const text = (name: string) => String(form.get(name) ?? '')
  const read = fields.safeParse({
    actie: form.get('actie'),
    stuk: form.getAll('stuk').map(String),
    direct: text('direct'),
    punt: text('punt'),
    samenvatting: text('samenvatting'),
    gezien: form.has('gezien') ? text('gezien') : null,
    thema: text('thema'),
  })
  if (!read.success) return null
  const { actie, stuk, direct, punt, samenvatting, gezien, thema } = read.data
  const summaries = { summary: samenvatting, seenSummary: gezien }
  return {
    intent: actie,
    ranges: stuk,
    isSelection: direct === 'ja',
    pointId: punt,
    ...summaries,
    themeId: thema === '' ? null : thema,
  }
}
