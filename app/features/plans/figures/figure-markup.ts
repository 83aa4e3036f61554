import type { ReadSection } from '#app/features/plans/plan.ts'
import { escapeHtml } from '#app/features/plans/safe-markup.ts'

/** A picture in a plan as our markup has it: its id, what it shows for who cannot see it, and the words below it. */
export type Figure = {
  image: string
  /** Null when nobody has said it yet; '' when the picture only decorates. */
  alt: string | null
  caption: string
  /** In pixels, so that a page keeps its room. */
  size: { width: number; height: number }
}

/** The text of a figure of which nothing is said. */
export const WITHOUT_WORDS = 'Afbeelding zonder beschrijving'

/** The address of a picture that was taken out of a file while that is read, by its place among these. */
export const addressInFile = (place: number) => `saomen-afbeelding:${place}`

/** The place that such an address names; null for any other address. */
export function imageAt(source: string): number | null {
  const place = /^saomen-afbeelding:(\d{1,4})$/.exec(source)?.[1]
  return place === undefined ? null : Number(place)
}

/** The markup of a figure, which holds no address: whoever shows it fills that in. */
export function figureMarkup({ image, alt, caption, size }: Figure): string {
  const says = alt === null ? '' : ` alt="${escapeHtml(alt)}"`
  const below = caption === '' ? '' : `<figcaption>${escapeHtml(caption).replaceAll('\n', '<br>')}</figcaption>`
  return `<figure><img data-image="${image}"${says} width="${size.width}" height="${size.height}">${below}</figure>`
}

/** The words of a figure, by which it is found and compared: what stands below it, else what it shows. */
export const figureText = ({ alt, caption }: Pick<Figure, 'alt' | 'caption'>): string => caption || alt || WITHOUT_WORDS

const pattern =
  /^<figure><img data-image="([\w-]+)"(?: alt="([^"]*)")? width="(\d+)" height="(\d+)">(?:<figcaption>(.*)<\/figcaption>)?<\/figure>$/s
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const plain = (html: string) =>
  html.replaceAll('<br>', '\n').replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '')

/** Reads such markup; null when it is none, as of a figure of which only the words came along. */
export function figureIn(html: string | null): Figure | null {
  const found = html === null ? null : pattern.exec(html)
  if (!found) return null
  const [, image = '', alt, width, height, caption = ''] = found
  return {
    image,
    alt: alt === undefined ? null : plain(alt),
    caption: plain(caption),
    size: { width: Number(width), height: Number(height) },
  }
}

/** The same plan, with the ids under which its pictures are stored in place of their places in the file. */
export function withImageIds(sections: readonly ReadSection[], ids: readonly string[]): ReadSection[] {
  return sections.map((section) => ({
    ...section,
    sections: withImageIds(section.sections, ids),
    paragraphs: section.paragraphs.map((paragraph) => {
      const figure = paragraph.kind === 'figure' ? figureIn(paragraph.html) : null
      const image = figure && ids[Number(figure.image)]
      return figure && image ? { ...paragraph, html: figureMarkup({ ...figure, image }) } : paragraph
    }),
  }))
}
